"""Say of agencies from when to when they are, what became of them, and how they stand under each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dvc import i18n
from dvc.services.agency_settings import Agency

NOT_PUBLISHED = "chưa công bố"


@dataclass(slots=True)
class Branch:
    """An agency in the tree; `was` are those that became it, `under` those that stand under it."""

    agency: Agency
    span: str
    mine: bool
    was: "list[Branch]" = field(default_factory=list)
    under: "list[Branch]" = field(default_factory=list)


def span(agency: Agency, names: dict[int, str]) -> str:
    """Return «từ 01/07/2025» or «đến 30/06/2025, nay là …»; "" for one without known days."""
    first = f"từ {i18n.format_date(agency.valid_from)}" if agency.valid_from else ""
    last = f"đến {i18n.format_date(agency.valid_to)}" if agency.valid_to else ""
    heir = names.get(agency.succeeded_by_id or 0, "")
    said = " ".join(part for part in (first, last) if part)
    return f"{said}, nay là {heir}" if heir and said else f"nay là {heir}" if heir else said


def tree(agencies: Sequence[Agency], mine: Collection[int], names: dict[int, str]) -> list[Branch]:
    """Return the roots: an agency hangs under its parent, else under what it became, else it is a root itself.

    Agencies that hang on each other in a circle, which the services refuse, would show at the end.
    """
    branches = {one.id: Branch(one, span(one, names), one.id in mine) for one in agencies}
    roots = []
    for one in agencies:
        branch = branches[one.id]
        if one.parent_id in branches:
            branches[one.parent_id].under.append(branch)
        elif one.succeeded_by_id in branches:
            branches[one.succeeded_by_id].was.append(branch)
        else:
            roots.append(branch)
    seen = set(_ids(roots))
    roots.sort(key=lambda branch: not branch.mine)  # one's own first, the others in their order
    return roots + [Branch(one, span(one, names), one.id in mine) for one in agencies if one.id not in seen]


def _ids(branches: Iterable[Branch]) -> Iterable[int]:
    for branch in branches:
        yield branch.agency.id
        yield from _ids([*branch.was, *branch.under])


def parse_day(text: str) -> date | None:
    """Return the day of «30/06/2025» or «2025-06-30», None for nothing typed; raises ValueError."""
    typed = text.strip()
    if not typed:
        return None
    parts = typed.split("/") if "/" in typed else typed.split("-")[::-1]
    if len(parts) != len(("day", "month", "year")) or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError
    day, month, year = (int(part) for part in parts)
    try:
        return date(year, month, day)
    except OverflowError:
        raise ValueError from None
