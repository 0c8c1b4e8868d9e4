"""Questions that belong together, once or repeated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dvc.domain.conditions import Answers
from dvc.domain.fields.base import FIELDS, Field, Problems, Raw, field_for, lowered, unparsed
from dvc.domain.procedures import Question
from dvc.errors import InvalidAnswer

_ROW = re.compile(r"(\d{1,3})-(.+)", re.ASCII)
Row = dict[str, Any]


@FIELDS.register("group")
@dataclass(frozen=True, slots=True)
class Group(Field):
    """Answers by the keys of the inner questions; a repeating group stores a list of such rows.

    Inputs are ``<inner key>`` and ``<inner key>-<sub-input>``; a repeated row has its number and a dash in
    front. An inner question is judged with the answers of its own row.
    """

    def rows(self, raw: Raw) -> list[Raw]:
        """Return the raw rows in the order of their numbers, blank ones too.

        Raises InvalidAnswer: group.too_many when there are more than the question takes.
        """
        if not self.question.repeats:
            return [raw]
        found: dict[int, dict[str, str | list[str]]] = {}
        for name, sent in raw.items():
            if match := _ROW.fullmatch(name):
                found.setdefault(int(match[1]), {})[match[2]] = sent
        if len(found) > self.question.most:
            raise InvalidAnswer("group.too_many", most=self.question.most, sent=len(found))
        return [found[number] for number in sorted(found)]

    def parse(self, raw: Raw) -> Any:
        """Return the row, or the rows; raises the first InvalidAnswer inside, its `at` led by the inner name."""
        rows = [self._parse_row(row, at) for at, row in enumerate(self.rows(raw)) if not self.is_blank_row(row)]
        if not rows:
            raise InvalidAnswer(self.missing, label=lowered(self.question.label))
        return rows if self.question.repeats else rows[0]

    def read(self, raw: Raw) -> Any:
        """Return the value to store; an inner text that cannot be read stays unparsed in its place."""
        try:
            rows = self.rows(raw)
        except InvalidAnswer:
            return {"unparsed": dict(raw)}
        kept = [self._read_row(row) for row in rows if not self.is_blank_row(row)]
        if not kept:
            return None
        return kept if self.question.repeats else kept[0]

    def is_blank(self, raw: Raw) -> bool:
        """Tell whether every inner question is blank in every row."""
        return all(self.is_blank_row(row) for row in self.rows(raw))

    def write(self, value: Any) -> Raw:
        """Return all inner inputs."""
        if not self.question.repeats:
            return dict(self._write_row(value))
        return {f"{at}-{name}": sent for at, row in enumerate(value) for name, sent in self._write_row(row)}

    def problem(self, value: Any, today: date) -> Problems:
        """Return the problems inside by ``<row>-<inner key>`` or ``<inner key>``."""
        if unparsed(value) is not None:
            return Field.problem(self, value, today)
        found: Problems = {}
        for lead, row in self._numbered(value):
            seen = self._seen(row)
            for inner in self._visible(row):
                found |= self._inner_problem(inner, seen, today, lead)
        return found

    def kept(self, value: Any) -> Any:
        """Return the rows without answers to hidden inner questions; nothing for what another version stored."""
        if unparsed(value) is not None:
            return value
        rows = list(self.answer_rows(value))
        if self.question.repeats:
            return rows or None
        return rows[0] if rows else None

    def raw(self, value: Any) -> Raw:
        """Return the texts that inputs show."""
        return Field.raw(self, value if self._fits(value) else None)

    def settled(self, row: Row) -> Row:
        """Return a row that was just read as it is to be stored."""
        return row

    def answer_rows(self, value: Any) -> Iterator[Row]:
        """Yield the stored rows as their conditions see them."""
        if unparsed(value) is None and self._fits(value):
            for _, row in self._numbered(value):
                yield self._seen(row)

    def demand(self) -> Problems:
        """Return a problem for each inner question that must be answered, or for the group as a whole."""
        lead = "0-" if self.question.repeats else ""
        found: Problems = {}
        for inner in self._visible({}):
            if inner.required:
                problems = field_for(inner, self.reference).demand()
                found |= {_join(lead + inner.key, sub): why for sub, why in problems.items()}
        return found or Field.demand(self)

    def reading(self, value: Any) -> str:
        """Return one line for each inner answer; the first of a repeated row carries its number."""
        if not self.question.repeats:
            return "\n".join(self._lines(value))
        rows = ("\n".join(self._lines(row)) for row in value)
        return "\n".join(f"{at}. {lines}" for at, lines in enumerate(rows, start=1) if lines)

    def schema(self) -> dict[str, Any]:
        """Return the schema with those of the inner questions."""
        inner = [field_for(one, self.reference).schema() for one in self.question.questions]
        repeats = {"repeats": True, "most": self.question.most} if self.question.repeats else {}
        return {**Field.schema(self), "questions": inner, **repeats}

    def _fields(self) -> Iterator[tuple[str, Field]]:
        for inner in self.question.questions:
            field = field_for(inner, self.reference)
            if field.asks:
                yield inner.key, field

    def is_blank_row(self, row: Raw) -> bool:
        """Tell whether a row says nothing; a country that stood there chosen is no answer of the person's."""
        for key, field in self._fields():
            sent = sub_raw(row, key)
            untouched = field.raw(field.question.default) if field.question.default is not None else None
            if not field.is_blank(sent) and field.read(sent) != (untouched and field.read(untouched)):
                return False
        return True

    def _parse_row(self, row: Raw, at: int) -> Row:
        parsed: Row = {}
        for key, field in self._fields():
            sent = sub_raw(row, key)
            if field.is_blank(sent):
                parsed[key] = None
                continue
            try:
                parsed[key] = field.parse(sent)
            except InvalidAnswer as why:
                lead = f"{at}-" if self.question.repeats else ""
                place = _join(lead + key, str(why.params.get("at", "")))
                raise InvalidAnswer(why.code, **{**why.params, "at": place}) from None
        return self.settled(parsed)

    def _read_row(self, row: Raw) -> Row:
        return self.settled({key: field.read(sub_raw(row, key)) for key, field in self._fields()})

    def _write_row(self, row: Row) -> Iterator[tuple[str, str | list[str]]]:
        for key, field in self._fields():
            for name, sent in field.raw(row.get(key)).items():
                yield _join(key, name), sent

    def _numbered(self, value: Any) -> Iterator[tuple[str, Row]]:
        if not self.question.repeats:
            yield "", value
            return
        for at, row in enumerate(value):
            yield f"{at}-", row

    def _visible(self, row: Row) -> Iterator[Question]:
        seen: Row = {}
        for inner in self.question.questions:
            if inner.visible_if is None or inner.visible_if.holds(seen):
                seen[inner.key] = row.get(inner.key)
                yield inner

    def _fits(self, value: Any) -> bool:
        """Tell whether a stored value has this group's shape; the question may have been another in another version."""
        if self.question.repeats and isinstance(value, list):
            return all(isinstance(row, dict) for row in value)
        return isinstance(value, dict) and (not self.question.repeats or unparsed(value) is not None)

    def _seen(self, row: Row) -> Row:
        """Return a row without what its hidden questions were answered."""
        return {
            inner.key: field_for(inner, self.reference).kept(row[inner.key])
            for inner in self._visible(row)
            if inner.key in row
        }

    def _inner_problem(self, inner: Question, row: Row, today: date, lead: str) -> Problems:
        field = field_for(inner, self.reference)
        value = row.get(inner.key)
        needed = inner.required or (inner.required_if is not None and inner.required_if.holds(row, today=today))
        if value is None:
            problems = field.demand() if needed else {}
        else:
            problems = field.problem(value, today) or failed_check(inner, row, today)
        return {_join(lead + inner.key, sub): why for sub, why in problems.items()}

    def _lines(self, row: Row) -> Iterator[str]:
        for inner in self._visible(row):
            shown = field_for(inner, self.reference).show(row.get(inner.key))
            if shown:
                yield f"{inner.label}{'' if inner.label.endswith('?') else ':'} {shown}"


def sub_raw(row: Raw, key: str) -> Raw:
    """Return the part of a raw mapping that belongs to one key, its names shortened."""
    lead = f"{key}-"
    found: dict[str, str | list[str]] = {name[len(lead) :]: sent for name, sent in row.items() if name.startswith(lead)}
    if key in row:
        found[""] = row[key]
    return found


def failed_check(question: Question, answers: Answers, today: date) -> Problems:
    """Return the first broken rule of a question that is no warning; rules with unanswered parts are not judged."""
    for rule in question.checks:
        if not rule.warning and rule.must.is_ready(answers) and not rule.must.holds(answers, today=today):
            return {"": InvalidAnswer("answer.check", say=rule.say)}
    return {}


def _join(lead: str, name: str) -> str:
    return f"{lead}-{name}" if name else lead
