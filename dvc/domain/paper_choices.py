"""Papers of which one is enough: those of the same `one_of` stand for each other."""

from collections.abc import Iterable, Mapping
from typing import Any

from dvc.domain.filing_papers import Tick, called
from dvc.domain.procedures import Component
from dvc.errors import InvalidAnswer

Papers = Mapping[str, Mapping[str, Any]]

ONE_IS_ENOUGH = "Chỉ cần một trong các giấy sau"


def choices(components: Iterable[Component]) -> dict[str, list[Component]]:
    """Return the papers that stand for each other, by group, in the definition's order."""
    found: dict[str, list[Component]] = {}
    for one in components:
        if one.required == "one_of":
            found.setdefault(one.one_of, []).append(one)
    return found


def lacking(components: Iterable[Component], papers: Papers) -> dict[str, InvalidAnswer]:
    """Return what is wrong with each group of which nothing is sent or brought, by its first paper."""
    return {
        group[0].key: InvalidAnswer("filing.one_of_unsaid", papers="; ".join(called(one.name) for one in group))
        for group in choices(components).values()
        if not any(_given(one, papers) for one in group)
    }


def spared(components: Iterable[Component], papers: Papers) -> frozenset[str]:
    """Return the papers that need not come, since another of their group does."""
    return frozenset(
        one.key
        for group in choices(components).values()
        if any(_given(other, papers) for other in group)
        for one in group
        if not _given(one, papers)
    )


def edges(components: Iterable[Component]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the first and the last paper of each group, so that a page can draw it as one."""
    groups = choices(components).values()
    return frozenset(group[0].key for group in groups), frozenset(group[-1].key for group in groups)


def _given(component: Component, papers: Papers) -> bool:
    return papers.get(component.key, {}).get("tick", "") not in ("", Tick.MISSING)
