"""Measure building and checking every page of the largest form, beside reading as many answers from plain dicts."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict

from dvc.catalogue import loader, reference
from dvc.domain.fields.types import field_for
from dvc.domain.procedures import Procedure, Question
from dvc.web.eform import section_form

LARGEST = "1.001193"
TODAY = date(2026, 11, 24)
ADDRESS = {
    "country": "Việt Nam",
    "province": "66",
    "province_name": "Tỉnh Đắk Lắk",
    "commune": "24265",
    "commune_name": "Xã Ea Kiết",
    "detail": "Buôn Ja Wầm",
}
ANSWERS: dict[str, Any] = {
    "address": ADDRESS,
    "country": "Việt Nam",
    "date": "2026-10-05",
    "email": "ho.so@example.vn",
    "id_number": "066190001234",
    "money": 8000,
    "name": "H' Hen Niê",
    "number": 2,
    "partial_date": "1990-05-11",
    "phone": "0905123456",
    "pledge": True,
    "yes_no": True,
}
Sent = list[tuple[str, str]]
Pages = list[MultiDict[str, str]]


def compare(rounds: int = 50) -> dict[str, float]:
    """Return the milliseconds of a whole form and of the plain walk, the best of the rounds, and their ratio."""
    procedure = loader.procedure(LARGEST)
    answers = {one.key: an_answer(one) for one in procedure.questions() if one.type != "computed"}
    pages = [MultiDict(sent(section.questions, answers)) for section in procedure.sections]
    ours = best(lambda: whole_form(procedure, answers, pages), rounds)
    plain = best(lambda: plain_walk(pages), rounds)
    return {
        "questions": sum(1 for _ in procedure.questions()),
        "form_ms": round(ours, 3),
        "plain_ms": round(plain, 3),
        "ratio": round(ours / plain, 1),
    }


def whole_form(procedure: Procedure, answers: dict[str, Any], pages: Pages) -> int:
    """Build every page as it is posted and check it; return how much is wrong."""
    wrong = 0
    for section, page in zip(procedure.sections, pages, strict=True):
        form = section_form(procedure, section, answers, formdata=page, today=TODAY)
        form.validate()
        wrong += len(form.errors)
    return wrong


def plain_walk(pages: Pages) -> int:
    """Put what each page sends into a dict, strip it and count what is empty: no form can do less."""
    wrong = 0
    for page in pages:
        read = {name: text.strip() for name, text in page.items()}
        wrong += sum(1 for text in read.values() if not text)
    return wrong


def best(work: Callable[[], object], rounds: int) -> float:
    """Return the shortest processor time in milliseconds: other programs make runs longer, never shorter."""
    spans = []
    for _ in range(rounds):
        begun = time.process_time_ns()
        work()
        spans.append(time.process_time_ns() - begun)
    return min(spans) / 1e6


def an_answer(question: Question) -> Any:
    """Return an answer that can be read."""
    if question.questions:
        row = {inner.key: an_answer(inner) for inner in question.questions}
        return [row] if question.repeats else row
    if question.options:
        return [question.options[0].value] if question.type == "choices" else question.options[0].value
    return ANSWERS.get(question.type, "Ủy ban nhân dân xã Ea Kiết")


def sent(questions: tuple[Question, ...], answers: dict[str, Any]) -> Sent:
    """Return what a browser sends of a page."""
    found: Sent = []
    for question in questions:
        if question.type == "computed":
            continue
        found.append(("_co", question.key))
        for name, texts in field_for(question, reference).raw(answers[question.key]).items():
            lead = f"{question.key}-{name}" if name else question.key
            found += [(lead, text) for text in ([texts] if isinstance(texts, str) else texts)]
    return found
