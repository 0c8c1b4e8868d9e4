"""Read the conditions on a page aloud, beside where they are written."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dvc.blueprints.admin.definition_fields import Control
from dvc.blueprints.admin.edit_opened import Opened, tables
from dvc.domain.condition_text import ConditionError, parse_condition
from dvc.domain.condition_words import condition_words
from dvc.domain.procedures import Option, Procedure, Question, Section


def readings(controls: Iterable[Control], found: Opened) -> dict[str, str]:
    """Return each condition in plain words, by the control's name; what cannot be read has none."""
    said = {}
    procedure = found.procedure or _sketch(found.data)
    for one in controls:
        if one.form == "condition" and one.text:
            try:
                said[one.name] = condition_words(parse_condition(one.text), procedure)
            except ConditionError:
                continue
    return said


def _sketch(data: Mapping[str, Any]) -> Procedure:
    """Return a faulty definition as far as conditions look at it: the questions, their labels and choices."""
    questions = tuple(one for section in tables(data.get("sections")) for one in _questions(section))
    section = Section("all", "", questions)
    return Procedure("", "", "", "", "undetermined", (), (section,), (), ())


def _questions(table: Mapping[str, Any]) -> Iterator[Question]:
    for one in tables(table.get("questions")):
        key = str(one.get("key"))
        options = tuple(_options(one.get("options")))
        yield Question(
            key, str(one.get("label", key)), str(one.get("type")), options=options, questions=tuple(_questions(one))
        )


def _options(value: object) -> Iterator[Option]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, Mapping):
            yield Option(str(one.get("value")), str(one.get("label")))
        else:
            yield Option(str(one), str(one))
