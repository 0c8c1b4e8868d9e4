"""Carry the answers of a draft from one version of a procedure to another, and tell which cannot come along.

An answer comes along when its question still exists, asks for the same kind of answer and still offers what was
chosen. Nothing is changed into something that nobody wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dvc.domain import forms
from dvc.domain.fields.types import field_for
from dvc.domain.procedures import Procedure, Question
from dvc.domain.warnings import CONFIRMED


@dataclass(frozen=True, slots=True)
class Moved:
    """The answers that come along, and what is lost: the question and the answer in words."""

    answers: Mapping[str, Any]
    lost: tuple[tuple[str, str], ...]


def moved(old: Procedure, new: Procedure, answers: Mapping[str, Any]) -> Moved:
    """Return what becomes of the answers."""
    asked = {question.key: question for question in new.questions()}
    shown = forms.current_answers(old, answers)
    kept: dict[str, Any] = {}
    lost: list[tuple[str, str]] = []
    for question in old.questions():
        key = question.key
        if key not in answers:
            continue
        value, gone = _moved(question, asked.get(key), answers[key])
        if key in asked and (value is not None or answers[key] is None):
            kept[key] = value
            if not gone and key + CONFIRMED in answers:
                kept[key + CONFIRMED] = answers[key + CONFIRMED]
        if key in shown:
            lost += [(label, text) for label, text in gone if text]
    return Moved(kept, tuple(lost))


Gone = list[tuple[str, str]]


def _moved(old: Question, new: Question | None, value: Any) -> tuple[Any, Gone]:
    """Return the answer as it comes along, None for one that does not, and what is lost of it."""
    if value is None:
        return None, []
    same = new is not None and (old.type, old.repeats) == (new.type, new.repeats)
    if new is None or not same:
        return None, [(old.label, field_for(old).show(value))]
    if old.questions and isinstance(value, list | dict):
        return _group(old, new, value)
    if new.options and not _offered(new, value):
        return _choices(new, value), [(old.label, field_for(old).show(value))]
    return value, []


def _offered(question: Question, value: Any) -> bool:
    chosen = value if isinstance(value, list) else [value]
    values = {option.value for option in question.options}
    # What could not be read is kept as it was written, and found wrong again.
    return all(one in values for one in chosen if isinstance(one, str))


def _choices(question: Question, value: Any) -> Any:
    if not isinstance(value, list):
        return None
    values = {option.value for option in question.options}
    return [one for one in value if one in values]


def _group(old: Question, new: Question, value: list[Any] | dict[str, Any]) -> tuple[Any, Gone]:
    asked = {inner.key: inner for inner in new.questions}
    gone: Gone = []

    def row(given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        kept = dict(given)
        for inner in old.questions:
            if inner.key not in given:
                continue
            one, missing = _moved(inner, asked.get(inner.key), given[inner.key])
            gone.extend((f"{old.label}: {label}", text) for label, text in missing)
            if inner.key in asked and (one is not None or given[inner.key] is None):
                kept[inner.key] = one
            else:
                del kept[inner.key]
        return kept

    return ([row(one) for one in value] if isinstance(value, list) else row(value)), gone
