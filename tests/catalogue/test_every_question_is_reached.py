"""Nothing in a definition stands there in vain: valid answers lead to each question, paper, fee and case."""

from collections.abc import Iterator
from datetime import date

import pytest

from dvc.catalogue import loader
from dvc.domain import forms
from dvc.domain.conditions import Answers
from dvc.domain.fees import fees_for
from dvc.domain.procedures import Procedure
from tests.support.valid_answers import faults_of, shown, valid_answers

TODAY = date(2026, 11, 24)
SEEDS = range(60)
WRITTEN = [code for code, one in loader.listings().items() if not (one.draft or one.generic)]


def reached(procedure: Procedure, answers: Answers, number: int) -> Iterator[str]:
    """Yield all that the answers bring."""
    for section in forms.visible_sections(procedure, answers):
        for question in forms.visible_questions(section, answers):
            yield question.key
            value = answers.get(question.key)
            rows = value if isinstance(value, list) else [value or {}]
            yield from (f"{question.key}.{one.key}" for row in rows for one in question.questions if shown(one, row))
    facts = {
        "filing_for": ("self", "child", "other")[number % 3],
        "applicant_kind": ("citizen", "organisation")[number % 2],
    }
    for channel in ("online", "in_person"):
        yield from (
            f"paper {one.key}" for one in forms.components_for(procedure, answers, channel=channel, facts=facts)
        )
        yield from (f"fee {one.key}" for one in fees_for(procedure, answers, channel=channel, today=TODAY, facts=facts))
    yield f"case {forms.case_for(procedure, answers, today=TODAY).key}"


def written(procedure: Procedure) -> Iterator[str]:
    """Yield all that a definition has."""
    for question in procedure.questions():
        yield question.key
        yield from (f"{question.key}.{one.key}" for one in question.questions)
    yield from (f"paper {one.key}" for one in procedure.components)
    yield from (f"fee {one.key}" for one in procedure.fees if not one.valid_from and not one.valid_to)
    yield from (f"case {one.key}" for one in procedure.cases if one.chosen_by == "answers")


@pytest.mark.parametrize("code", WRITTEN)
def test_every_question_paper_fee_and_case_is_reached(code: str) -> None:
    procedure = loader.procedure(code)
    found: set[str] = set()
    for seed in SEEDS:
        answers = valid_answers(procedure, TODAY, seed, optional=0.8)
        found.update(reached(procedure, answers, seed))
    assert set(written(procedure)) - found == set()


@pytest.mark.parametrize("code", WRITTEN)
def test_each_required_answer_is_missed_whatever_the_others_are(code: str) -> None:
    procedure = loader.procedure(code)
    for seed in SEEDS[:8]:
        answers = valid_answers(procedure, TODAY, seed, optional=0)
        for section in forms.visible_sections(procedure, answers):
            for question in forms.visible_questions(section, answers):
                if question.required and shown(question, answers):
                    less = {key: value for key, value in answers.items() if key != question.key}
                    assert any(at.split("-")[0] == question.key for at in faults_of(procedure, less, TODAY)), (
                        question.key
                    )
