"""A person and his identity paper: groups whose inner questions the catalogue writes out from `parts`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dvc.domain.fields.base import FIELDS, IdentityKind, Problems, lowered, unparsed
from dvc.domain.fields.groups import Group, Row
from dvc.domain.identifiers import parse_id_number
from dvc.errors import InvalidAnswer

KIND, NUMBER, ISSUED_ON, ISSUED_BY = "kind", "number", "issued_on", "issued_by"
PERSONAL, OLD, PASSPORT = "personal", "old", "passport"
_PERSONAL_LENGTH = 12
# A letter and seven digits: RECALLED, so only a warning rests on it.
_PASSPORT = re.compile(r"[A-Z]\d{7}", re.ASCII)


@FIELDS.register("identity_paper")
@dataclass(frozen=True, slots=True)
class IdentityPaper(Group):
    """Kind, number, day and place of issue of an identity paper.

    A place left empty is the one that issues the kind, where only one does. How the number looks depends on the
    kind: a personal number has 12 digits, an old card 9 or 12, others are free.
    """

    def problem(self, value: Any, today: date) -> Problems:
        """Return the problems inside, and that of a number which does not fit its kind."""
        found = Group.problem(self, value, today)
        if unparsed(value) is None:
            for lead, row in self._numbered(value):
                why = self._misshapen(row)
                if why:
                    found.setdefault(lead + NUMBER, why)
        return found

    def reading(self, value: Any) -> str:
        """Return «Thẻ căn cước số 066…, cấp ngày 05/11/2024, nơi cấp Bộ Công an»; a line for each of several."""
        return "\n".join(", ".join(self._said(row)) for row in self.answer_rows(value))

    def _said(self, row: Row) -> Iterator[str]:
        told = {key: field.show(row.get(key)) for key, field in self._fields()}
        number = f"số {told[NUMBER]}" if told.get(NUMBER) else ""
        named = " ".join(part for part in (told.get(KIND), number) if part)
        if named:
            yield named
        for key, lead in ((ISSUED_ON, "cấp ngày"), (ISSUED_BY, "nơi cấp")):
            if told.get(key):
                yield f"{lead} {told[key]}"

    def oddities(self, row: Row) -> Iterator[InvalidAnswer]:
        """Yield what looks odd in a number that is taken."""
        number = row.get(NUMBER)
        if isinstance(number, str) and self._shape(row) == PASSPORT and not _PASSPORT.fullmatch(number.upper()):
            yield InvalidAnswer("identity_paper.passport_odd")

    def personal_number(self, row: Row) -> str | None:
        """Return the number where it is a personal ID number."""
        number = row.get(NUMBER)
        return number if self._shape(row) == PERSONAL and isinstance(number, str) else None

    def settled(self, row: Row) -> Row:
        """Return the row with a bare number and the place that goes with the kind."""
        kind = self._kind(row)
        if kind is None:
            return row
        settled = dict(row)
        if isinstance(row.get(NUMBER), str) and kind.number in (PERSONAL, OLD):
            settled[NUMBER] = _bare(row[NUMBER])
        if ISSUED_BY in row and self._is_of_another_kind(row[ISSUED_BY], kind):
            settled[ISSUED_BY] = kind.issuer
        return settled

    def _is_of_another_kind(self, place: Any, kind: IdentityKind) -> bool:
        """Tell whether a place is empty or what the form wrote for a kind chosen before; old cards are written."""
        if kind.number != PERSONAL or not kind.issuer:
            return False
        written = {one.issuer for one in self.reference.identity_documents() if one.number == PERSONAL}
        return place is None or (isinstance(place, str) and place in written)

    def _kind(self, row: Row) -> IdentityKind | None:
        named = row.get(KIND)
        return next((one for one in self.reference.identity_documents() if one.name == named), None)

    def _shape(self, row: Row) -> str:
        kind = self._kind(row)
        return kind.number if kind else ""

    def _misshapen(self, row: Row) -> InvalidAnswer | None:
        shape, number = self._shape(row), row.get(NUMBER)
        if shape not in (PERSONAL, OLD) or not isinstance(number, str):
            return None
        try:
            digits = parse_id_number(number)
        except InvalidAnswer as why:
            code = "identity_paper.old_length" if (shape, why.code) == (OLD, "id_number.length") else why.code
            return InvalidAnswer(code, **why.params)
        if shape == PERSONAL and len(digits) != _PERSONAL_LENGTH:
            return InvalidAnswer("id_number.length", written=len(digits))
        return None


@FIELDS.register("person")
@dataclass(frozen=True, slots=True)
class Person(Group):
    """What is asked of one person, or of several when it repeats."""

    def problem(self, value: Any, today: date) -> Problems:
        """Return the problems inside; each says whom it is about."""
        return self._named(Group.problem(self, value, today))

    def demand(self) -> Problems:
        """Return the problems of a person of whom nothing is known."""
        return self._named(Group.demand(self))

    def _named(self, found: Problems) -> Problems:
        who = lowered(self.question.label)
        return {name: _about(why, who) if name else why for name, why in found.items()}


def _about(why: InvalidAnswer, who: str) -> InvalidAnswer:
    label = why.params.get("label")
    return InvalidAnswer(why.code, **{**why.params, "label": f"{label} ({who})"}) if label else why


def _bare(number: str) -> str:
    """Return a number without what people write between its digits; one that is no number stays."""
    try:
        return parse_id_number(number)
    except InvalidAnswer:
        return number
