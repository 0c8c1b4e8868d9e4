"""Check what a definition says of its fees: what is counted, in which steps, and from which day."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

from dvc.catalogue.schema import Fault
from dvc.domain.procedures import Fee, Question, Tier

_COUNTING = {"per": frozenset({"number", "money"}), "times": frozenset({"number", "yes_no"})}


def fee_faults(fee: Fee, asked: Mapping[str, Question]) -> Iterator[Fault]:
    """Yield every fault of a fee; `asked` has the questions of the form by key."""
    place = f"fees › {fee.key}"
    yield from _counting(fee, place, asked)
    yield from _tiers(fee, place)
    yield from day_faults(place, fee.valid_from, fee.valid_to)
    if fee.amount is None and not fee.tiers and not fee.set_by:
        yield Fault(place, "không có mức thu thì phải nói ai quy định (set_by)")
    if any(money is not None and money < 0 for money in (fee.amount, fee.at_most, *(one.amount for one in fee.tiers))):
        yield Fault(place, "số tiền không được âm")


def _counting(fee: Fee, place: str, asked: Mapping[str, Question]) -> Iterator[Fault]:
    named = [(field, key) for field, key in (("per", fee.per), ("times", fee.times)) if key is not None]
    for field, key in named:
        counted = _named(key, asked)
        if counted is None or counted.type not in _COUNTING[field]:
            yield Fault(f"{place} › {field}", f"«{key}» không phải một câu hỏi đếm được")
    if len({key.split(".", 1)[0] for _, key in named if "." in key}) > 1:
        yield Fault(place, "per và times phải cùng một nhóm")
    if fee.times is not None and fee.per is None:
        yield Fault(f"{place} › times", "phải đi cùng per; chỉ đếm một thứ thì dùng per")
    if fee.at_most is not None and fee.per is None:
        yield Fault(f"{place} › at_most", "phải đi cùng per")


def _named(key: str, asked: Mapping[str, Question]) -> Question | None:
    first, _, part = key.partition(".")
    question = asked.get(first)
    if question is None or not part:
        return question
    return next((inner for inner in question.questions if inner.key == part), None)


def _tiers(fee: Fee, place: str) -> Iterator[Fault]:
    if not fee.tiers:
        return
    if fee.per is None:
        yield Fault(f"{place} › tiers", "phải có per để biết đếm gì")
    if fee.amount is not None:
        yield Fault(f"{place} › tiers", "đã có tiers thì không có amount")
    if not _in_order(fee.tiers):
        yield Fault(f"{place} › tiers", "up_to phải tăng dần, bậc cuối cùng (và chỉ bậc ấy) không có up_to")


def _in_order(tiers: tuple[Tier, ...]) -> bool:
    *before, last = (tier.up_to for tier in tiers)
    steps = [0, *(step for step in before if step is not None)]
    return last is None and len(steps) == len(tiers) and all(one < other for one, other in pairwise(steps))


def day_faults(place: str, valid_from: str | None, valid_to: str | None) -> Iterator[Fault]:
    """Yield what is wrong with the first and the last day of something; `place` is "" for the procedure itself."""
    days = {"valid_from": valid_from, "valid_to": valid_to}
    within = f"{place} › " if place else ""
    wrong = [name for name, day in days.items() if day is not None and not _is_day(day)]
    for name in wrong:
        yield Fault(f"{within}{name}", f"«{days[name]}» không phải ngày dạng 2026-11-24")
    if not wrong and valid_from and valid_to and valid_to < valid_from:
        yield Fault(f"{within}valid_to", "sớm hơn valid_from")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
