"""Check what a definition says of its papers beside their conditions."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dvc.catalogue.schema import Fault
from dvc.domain.procedures import Component

_FEWEST = 2


def choice_faults(components: Sequence[Component]) -> Iterator[Fault]:
    """Yield every fault of the papers of which one is enough."""
    for one in components:
        if (one.required == "one_of") != bool(one.one_of):
            yield Fault(
                f"components › {one.key}", "chỉ cần một trong các giấy (one_of) thì phải có one_of, và ngược lại"
            )
        if one.required == "one_of" and not one.upload:
            yield Fault(f"components › {one.key}", "giấy chọn một (one_of) phải gửi được (upload)")
    seen: set[str] = set()
    for name, papers in groupby(components, key=lambda one: one.one_of):
        if name and name in seen:
            yield Fault(f"components › one_of «{name}»", "các giấy cùng nhóm phải đứng liền nhau")
        elif name and sum(1 for _ in papers) < _FEWEST:
            yield Fault(f"components › one_of «{name}»", "nhóm chọn một phải có ít nhất hai giấy")
        seen.add(name)
