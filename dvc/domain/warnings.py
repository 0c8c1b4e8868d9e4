"""Answers that look odd: people are asked to confirm them and never blocked."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dvc.domain.conditions import Answers, answer_at, is_answered
from dvc.domain.fields.groups import Group
from dvc.domain.fields.people import IdentityPaper
from dvc.domain.fields.types import NO_REFERENCE, Reference, field_for
from dvc.domain.identifiers import id_number_warnings
from dvc.domain.procedures import Question
from dvc.errors import InvalidAnswer

# Added to a question's key: the box that confirms, and where the confirmation is kept.
CONFIRMED = "-xac-nhan"


@dataclass(frozen=True, slots=True)
class Warned:
    """A question with what looks odd in its answer."""

    question: Question
    reasons: tuple[InvalidAnswer, ...]


def warnings(
    question: Question, answers: Answers, *, today: date, reference: Reference = NO_REFERENCE
) -> tuple[InvalidAnswer, ...]:
    """Return what looks odd in an answer that can be read."""
    simple = question.type != "id_number" and not question.questions and not question.checks
    if simple or not is_answered(answers.get(question.key)):
        return ()
    found = list(_number_warnings(question, answers, reference))
    odd = (one for one in question.checks if one.warning and one.must.is_ready(answers))
    found += [InvalidAnswer("answer.check", say=one.say) for one in odd if not one.must.holds(answers, today=today)]
    field = field_for(question, reference) if question.questions else None
    if isinstance(field, Group):
        for row in field.answer_rows(answers[question.key]):
            for inner in question.questions:
                found += warnings(inner, row, today=today, reference=reference)
    return tuple(found)


def confirmation(question: Question, answers: Answers, reasons: Iterable[InvalidAnswer]) -> dict[str, Any]:
    """Return what to keep when a person confirms: another answer, or another oddity, asks again."""
    return {"value": field_for(question).kept(answers.get(question.key)), "codes": _codes(reasons)}


def fingerprint(question: Question, answers: Answers, reasons: Iterable[InvalidAnswer]) -> str:
    """Return what the box of a confirmation sends: it fits one answer and its oddities only."""
    text = json.dumps(confirmation(question, answers, reasons), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_confirmed(question: Question, answers: Answers, reasons: Iterable[InvalidAnswer]) -> bool:
    """Tell whether exactly this answer with these oddities was confirmed."""
    kept = answers.get(question.key + CONFIRMED)
    return bool(kept == confirmation(question, answers, reasons))


def unconfirmed(
    questions: Iterable[Question], answers: Answers, today: date, reference: Reference = NO_REFERENCE
) -> tuple[Warned, ...]:
    """Return the questions whose oddities still have to be confirmed."""
    found: list[Warned] = []
    for question in questions:
        reasons = warnings(question, answers, today=today, reference=reference)
        if reasons and not is_confirmed(question, answers, reasons):
            found.append(Warned(question, reasons))
    return tuple(found)


def _number_warnings(question: Question, answers: Answers, reference: Reference) -> Iterator[InvalidAnswer]:
    """Yield what looks odd in an ID number and in the number of an identity paper."""
    value = answers[question.key]
    field = field_for(question, reference) if question.questions else None
    if isinstance(field, IdentityPaper):
        for row in field.answer_rows(value):
            yield from field.oddities(row)
            number = field.personal_number(row)
            if number is not None:
                yield from _compared(number, question, answers, reference)
    elif question.type == "id_number":
        yield from _compared(str(value), question, answers, reference)


def _compared(number: str, question: Question, answers: Answers, reference: Reference) -> Iterator[InvalidAnswer]:
    codes = reference.province_id_codes()
    found = id_number_warnings(
        number,
        sex=_sex(question, answers),
        birth_year=_birth_year(question, answers),
        province_codes=codes or {number[:3]},
    )
    yield from (InvalidAnswer(code) for code in found)


def _sex(question: Question, answers: Answers) -> str | None:
    """Return the word written in the definition, or the answer to the question it names."""
    if question.sex is None:
        return None
    answer = answer_at(answers, *question.sex.split(".", 1))
    if isinstance(answer, str):
        return answer
    return question.sex if question.sex in ("Nam", "Nữ") else None


def _birth_year(question: Question, answers: Answers) -> int | None:
    born = answer_at(answers, *question.born.split(".", 1)) if question.born else None
    return int(born[:4]) if isinstance(born, str) and born[:4].isdigit() else None


def _codes(reasons: Iterable[InvalidAnswer]) -> list[str]:
    return sorted(f"{why.code} {why.params.get('say', '')}".strip() for why in reasons)
