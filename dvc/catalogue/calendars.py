"""The days off and the swapped Saturdays, one file a year in ``holidays/``."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dvc.domain.workdays import Calendar
from dvc.i18n import format_date

_FOLDER = Path(__file__).parent / "holidays"
_SATURDAY = 5
_WEEKEND = {5: "Thứ bảy", 6: "Chủ nhật"}


@dataclass(frozen=True, slots=True)
class Holiday:
    """Hold a day off; ``confidence`` tells whether the notice of that year is known."""

    day: date
    name: str
    confidence: str
    substitute_for: date | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """Hold what one year's file says."""

    year: int
    holidays: tuple[Holiday, ...]
    swapped: tuple[date, ...]


@cache
def years() -> tuple[Year, ...]:
    """Read every year's file, oldest first; raises ValueError that names the file that is wrong."""
    return tuple(_read(path) for path in sorted(_FOLDER.glob("[0-9][0-9][0-9][0-9].toml")))


@cache
def calendar() -> Calendar:
    """Return the calendar of all years that have a file; other years know only weekends."""
    return Calendar(
        holidays=frozenset(holiday.day for year in years() for holiday in year.holidays),
        swapped=frozenset(day for year in years() for day in year.swapped),
    )


def problems(known: tuple[Year, ...] | None = None) -> tuple[str, ...]:
    """Return a sentence for each holiday on a weekend that has no substitute day off."""
    sentences = []
    for year in years() if known is None else known:
        replaced = {holiday.substitute_for for holiday in year.holidays}
        sentences += [
            f"{_WEEKEND[holiday.day.weekday()]} {format_date(holiday.day)} là ngày nghỉ ({holiday.name}) "
            f"mà chưa có ngày nghỉ bù. Hãy xem thông báo nghỉ lễ năm {year.year}."
            for holiday in year.holidays
            if holiday.day.weekday() in _WEEKEND and holiday.day not in replaced
        ]
    return tuple(sentences)


def _read(path: Path) -> Year:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    number = int(path.stem)
    holidays = tuple(_holiday(row) for row in content["holiday"])
    swapped = tuple(content["swapped"])
    if any(day.year != number for day in (*(holiday.day for holiday in holidays), *swapped)):
        raise ValueError(f"{path.name} holds a day of another year")
    if any(day.weekday() != _SATURDAY for day in swapped):
        raise ValueError(f"{path.name}: only Saturdays are worked in exchange")
    return Year(number, holidays, swapped)


def _holiday(row: dict[str, Any]) -> Holiday:
    return Holiday(row["date"], row["name"], row["confidence"], row.get("substitute_for"))
