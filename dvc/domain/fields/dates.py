"""Dates in three boxes (ngày, tháng, năm): whole, partly known, and written in words."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from dvc.domain.fields.base import FIELDS, Field, Raw, typed_text
from dvc.errors import InvalidAnswer

DAY, MONTH, YEAR = "day", "month", "year"
_FIRST_YEAR, _LAST_YEAR = 1850, 2200
_NAMES = {DAY: "ngày", MONTH: "tháng", YEAR: "năm"}


@FIELDS.register("date")
@dataclass(frozen=True, slots=True)
class Date(Field):
    """A whole date, stored as YYYY-MM-DD."""

    inputs: ClassVar[tuple[str, ...]] = (DAY, MONTH, YEAR)
    needed: ClassVar[tuple[str, ...]] = (DAY, MONTH, YEAR)

    def parse(self, raw: Raw) -> Any:
        """Return the ISO date.

        Raises InvalidAnswer: date.incomplete, date.digits, date.year, date.month, date.impossible.
        """
        given = {name: typed_text(raw, name) for name in self.inputs}
        for name in self.needed:
            if not given[name]:
                raise InvalidAnswer("date.incomplete", part=_NAMES[name], at=name)
        if given[DAY] and not given[MONTH]:
            raise InvalidAnswer("date.incomplete", part=_NAMES[MONTH], at=MONTH)
        numbers = {name: _number(text, name) for name, text in given.items() if text}
        return _iso(numbers[YEAR], numbers.get(MONTH), numbers.get(DAY))

    def write(self, value: Any) -> Raw:
        """Return the three boxes."""
        parts = dict(zip((YEAR, MONTH, DAY), str(value).split("-"), strict=False))
        return {name: parts.get(name, "") for name in self.inputs}

    def check(self, value: Any, today: date) -> None:
        """Refuse a day to come where the question does; raises InvalidAnswer: date.future."""
        if self.question.not_future and value > today.isoformat()[: len(value)]:
            raise InvalidAnswer("date.future", today=f"{today:%d/%m/%Y}", at=YEAR)

    def reading(self, value: Any) -> str:
        """Return 05/11/2026, 11/2026 or 2026."""
        return "/".join(reversed(str(value).split("-")))


@FIELDS.register("partial_date")
@dataclass(frozen=True, slots=True)
class PartialDate(Date):
    """A date of which only the year, or month and year, may be known: YYYY, YYYY-MM or YYYY-MM-DD."""

    needed: ClassVar[tuple[str, ...]] = (YEAR,)

    def reading(self, value: Any) -> str:
        """Return the date, or say that it is only a year."""
        shown = Date.reading(self, value)
        return f"năm {shown}" if shown.isdigit() else shown


@FIELDS.register("computed")
@dataclass(frozen=True, slots=True)
class Computed(Field):
    """What the program writes itself from another answer; inputs are never read for it."""

    def parse(self, raw: Raw) -> Any:
        """Return the text."""
        return typed_text(raw)


def _number(text: str, name: str) -> int:
    plain = unicodedata.normalize("NFKC", text)
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len("2026"):
        raise InvalidAnswer("date.digits", part=_NAMES[name], at=name)
    return int(plain)


def _iso(year: int, month: int | None, day: int | None) -> str:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise InvalidAnswer("date.year", year=year, at=YEAR)
    if month is None:
        return f"{year:04}"
    try:
        whole = date(year, month, day if day is not None else 1)
    except ValueError:
        if not 1 <= month <= 12:  # noqa: PLR2004  the months of a year
            raise InvalidAnswer("date.month", month=month, at=MONTH) from None
        raise InvalidAnswer("date.impossible", day=day, month=month, year=year, at=DAY) from None
    return whole.isoformat() if day is not None else f"{year:04}-{month:02}"
