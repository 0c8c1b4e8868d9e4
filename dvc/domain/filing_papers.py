"""What the applicant says of each paper: attached, brought on paper, or not there and why (decision 17)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from dvc.domain.procedures import Component
from dvc.errors import InvalidAnswer

LONGEST_WHY = 500
# Of these nothing need be said: there may be none, or another paper of the group is enough (`paper_choices`).
MAY_LACK = ("if_available", "one_of")
# Kept in the place of a tick when the state's data answers a paper; nobody can send it.
IN_DATA = "in_data"


class Tick(StrEnum):
    """What is said of one paper; kept in a draft's `papers` as {"tick", "why"} under the component's key."""

    ATTACHED = "attached"
    BROUGHT = "brought"
    MISSING = "missing"


TICK_WORDS: Mapping[str, str] = {
    Tick.ATTACHED: "Kèm tệp",
    Tick.BROUGHT: "Mang bản giấy đến",
    Tick.MISSING: "Không có",
}


def paper_problem(component: Component, said: Mapping[str, Any], files: int) -> InvalidAnswer | None:
    """Return what is wrong with what was said of a paper, None when it can be filed so.

    A paper that goes along only if one has it may be passed over.
    """
    if not component.asked or in_data(said):
        return None
    tick = said.get("tick", "")
    if not tick:
        passed_over = component.required in MAY_LACK and not files
        return None if passed_over else InvalidAnswer("filing.paper_unsaid", paper=called(component.name))
    if tick == Tick.ATTACHED and not files:
        return InvalidAnswer("filing.paper_without_file", paper=called(component.name))
    return _why_problem(component, str(said.get("why", "")).strip()) if tick == Tick.MISSING else None


def _why_problem(component: Component, why: str) -> InvalidAnswer | None:
    if len(why) > LONGEST_WHY:
        return InvalidAnswer("filing.line_long", limit=LONGEST_WHY, written=len(why))
    if not why and component.required not in MAY_LACK:
        return InvalidAnswer("filing.paper_why", paper=called(component.name))
    return None


def in_data(said: Mapping[str, Any]) -> bool:
    """Tell whether the state's data stands for a paper, so that it is not asked for."""
    return said.get("tick") == IN_DATA


def split_name(name: str) -> tuple[str, str]:
    """Return what a paper is called first, and the rest of its official name: what else may stand for it."""
    at = min((found for found in (name.find("; "), name.find(" (")) if found > 0), default=len(name))
    return name[:at], name[at:].removeprefix("; ").strip()


def called(name: str) -> str:
    """Return what a paper is called first, without the rest of its official name."""
    return split_name(name)[0]


def paper_words(said: Mapping[str, Any], files: int) -> str:
    """Return what was said of a paper, in words."""
    if in_data(said):
        as_of = date.fromisoformat(str(said["as_of"]))
        return f"Đã có trong dữ liệu: bản ghi {said['reference']}, ngày {as_of:%d/%m/%Y}"
    tick, why = said.get("tick", ""), str(said.get("why", "")).strip()
    words = TICK_WORDS.get(tick, "Chưa cho biết")
    if tick == Tick.ATTACHED:
        return f"{words}: {files} tệp"
    return f"{words}: {why}" if tick == Tick.MISSING and why else words
