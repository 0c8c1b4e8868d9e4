"""The form of an agency's facts: what was typed, what is offered to choose, what was wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request

from dvc.blueprints.admin.agency_words import span
from dvc.blueprints.admin.blueprint import DATE_PARTS, read_day, typed_day
from dvc.domain.agency_facts import LONGEST, ORDER_WORDS, Facts, visible
from dvc.errors import Invalid, InvalidAnswer
from dvc.services.agency_settings import Agency

LABELS: Mapping[str, str] = {
    "name": "Tên cơ quan",
    "desk_name": "Tên bộ phận nhận hồ sơ",
    "address": "Địa chỉ",
    "hotline": "Số điện thoại",
    "hours": "Giờ làm việc",
    "identifier_code": "Mã định danh",
    "identifier_official": "Mã đã được cấp chính thức",
    "code_order": "Cách viết mã trong mã hồ sơ mới",
    "receives": "Nhận hồ sơ trên cổng này",
    "valid_from": "Ngày đầu",
    "valid_to": "Ngày cuối",
    "parent_id": "Cơ quan cấp trên",
    "succeeded_by_id": "Nay là cơ quan nào",
}
TICKS = ("identifier_official", "receives")
DAYS = ("valid_from", "valid_to")
IDS = ("parent_id", "succeeded_by_id")
_MOST_ID = 2**31


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form held: the facts, and what could not be read of them."""

    facts: Facts
    problems: dict[str, InvalidAnswer]


def read_facts() -> Sent:
    """Read the form of this request; a day that cannot be read is left open, and named."""
    form = request.form
    problems: dict[str, InvalidAnswer] = {}
    days: dict[str, Any] = dict.fromkeys(DAYS)
    for name in DAYS:
        try:
            days[name] = read_day(name)
        except Invalid as wrong:
            problems.update(wrong.problems)
    typed: dict[str, Any] = {name: form.get(name, "") for name in (*LONGEST, "identifier_code", "code_order")}
    typed |= {name: name in form for name in TICKS}
    typed |= {name: _id(form.get(name, "")) for name in IDS}
    return Sent(Facts(**typed, **days), problems)


def refuse(problems: Mapping[str, InvalidAnswer]) -> None:
    """Refuse what could not be read, once everything else has been looked at.

    Raises:
        Invalid: if there is anything.

    """
    if problems:
        raise Invalid(problems)


def _id(text: str) -> int | None:
    """Return the number of a chosen agency; 0, which is nobody's, for what is none."""
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(_MOST_ID)) else 0
    return number if number < _MOST_ID else 0


def typed_values() -> dict[str, Any]:
    """Return everything as it was typed, so that nothing is lost."""
    form = request.form
    texts = {name: visible(form.get(name, "")) for name in LABELS if name not in (*TICKS, *DAYS)}
    return {**texts, **{name: name in form for name in TICKS}, **{name: seen_day(name) for name in DAYS}}


def seen_day(name: str) -> dict[str, str]:
    """Return what was typed into the boxes of a day, as a page can show it."""
    return {part: visible(text) for part, text in typed_day(name).items()}


def values_of(facts: Facts) -> dict[str, Any]:
    """Return what the form shows of facts."""
    values = {name: getattr(facts, name) for name in LABELS}
    return {**values, **{name: _parts(getattr(facts, name)) for name in DAYS}}


def _parts(day: date | None) -> dict[str, str]:
    return dict.fromkeys(DATE_PARTS, "") if day is None else {part: str(getattr(day, part)) for part in DATE_PARTS}


def choices(everyone: Sequence[Agency], mine: frozenset[int], agency: Agency | None) -> dict[str, Any]:
    """Return what the form offers to choose: parents of one's own tree, and any heir."""
    names = {one.id: one.name for one in everyone}
    others = [one for one in everyone if agency is None or one.id != agency.id]
    kept = agency.parent_id if agency is not None else None
    return {
        "parents": [(one.id, one.name) for one in others if one.id in mine or one.id == kept],
        "heirs": [(one.id, ", ".join(filter(None, (one.name, one.province_name, span(one, names))))) for one in others],
        "orders": list(ORDER_WORDS.items()),
    }
