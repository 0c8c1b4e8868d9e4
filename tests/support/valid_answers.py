"""Answers that a definition takes, made up from a seed: the same seed writes the same form.

Each visible question that must be answered gets an answer, the others by chance; an answer that breaks a rule, or that
looks odd, is thrown away and another one tried.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from dvc.catalogue import reference
from dvc.domain import forms, warnings
from dvc.domain.conditions import Answers
from dvc.domain.procedures import Procedure, Question

TRIES, BEGINNINGS = 60, 40
NEVER_ASKED = frozenset({"computed", "note", "file"})
WITH_PARTS = frozenset({"group", "person", "identity_paper"})
NAMES = ("H' Hen Niê", "Y Moan Êñuôl", "Nguyễn Thị Bưởi", "Trần Văn Đức", "Lê Quỳnh", "H'Bia", "Y", "Nông Văn Dền")
WORDS = ("Buôn Ja Wầm", "Ủy ban nhân dân xã Ea Kiết", "số 12 đường Nguyễn Tất Thành", "vì bị cháy nhà", "Ông Y Bion")
COUNTRIES = ("Việt Nam", "Việt Nam", "Lào", "Hàn Quốc")
CENTURY_YEARS = 100
FAR_PAST = 36_000  # days: the oldest are almost a hundred
QUOTED = re.compile(r'"([^"]*)"')


class NoAnswer(Exception):
    """A question for which nothing fits what was answered before."""


def valid_answers(procedure: Procedure, today: date, seed: int = 0, *, optional: float = 0.5) -> dict[str, Any]:
    """Return answers to the whole form; `optional` is the share of the questions that need no answer."""
    for beginning in range(BEGINNINGS):
        chance = Random(f"{procedure.code}/{seed}/{beginning}")  # noqa: S311 - the same each time
        hand = Hand(chance, today, optional, spoken_of(procedure))
        try:
            answers = hand.whole(procedure)
        except NoAnswer:
            continue
        if not any(faults_of(procedure, answers, today)):
            return answers
    raise AssertionError(f"{procedure.code}: no valid answers for the seed {seed}")


def faults_of(procedure: Procedure, answers: Answers, today: date) -> Iterator[str]:
    """Yield what is wrong or odd in a whole form."""
    current = forms.current_answers(procedure, answers)
    for section in forms.visible_sections(procedure, answers):
        yield from forms.problems(section, current, today, reference=reference)
        shown = forms.visible_questions(section, current)
        yield from (odd.question.key for odd in warnings.unconfirmed(shown, current, today, reference))


def needed(question: Question, answers: Answers, today: date) -> bool:
    """Tell whether a question must be answered."""
    condition = question.required_if
    return question.required or (condition is not None and condition.holds(answers, today=today))


def shown(question: Question, answers: Answers) -> bool:
    """Tell whether a question stands on the page and takes an answer."""
    visible = question.visible_if is None or question.visible_if.holds(answers)
    return visible and question.type not in NEVER_ASKED


def spoken_of(procedure: Procedure) -> frozenset[str]:
    """Return the values that some condition of the definition names."""
    conditions = [section.visible_if for section in procedure.sections]
    conditions += [paper.when for paper in procedure.components]
    conditions += [case.when for case in procedure.cases] + [fee.when for fee in procedure.fees]
    for question in procedure.questions():
        for one in (question, *question.questions):
            conditions += [one.visible_if, one.required_if, *(check.must for check in one.checks)]
    return frozenset(word for one in conditions if one is not None for word in QUOTED.findall(one.text))


@dataclass
class Hand:
    """A hand that writes by chance."""

    chance: Random
    today: date
    optional: float
    spoken_of: frozenset[str] = frozenset()

    def whole(self, procedure: Procedure) -> dict[str, Any]:
        """Answer a form from the top; raises NoAnswer."""
        answers: dict[str, Any] = {}
        for hand in (self, replace(self, optional=0)):  # what a later answer made necessary is answered then
            for section in procedure.sections:
                if section.visible_if is None or section.visible_if.holds(answers):
                    hand._answer(section.questions, answers)
                else:
                    answers = {key: one for key, one in answers.items() if key not in _keys(section.questions)}
        return answers

    def _answer(self, questions: tuple[Question, ...], answers: dict[str, Any]) -> None:
        for question in questions:
            if not shown(question, answers):
                answers.pop(question.key, None)
            elif question.key not in answers and self._answers(question, answers):
                answers[question.key] = self._fitting(question, answers)

    def _answers(self, question: Question, answers: Answers) -> bool:
        # What the page fills in by itself is answered too: a radio that is ticked cannot be emptied.
        filled = question.default is not None or question.prefill is not None or question.copy_from is not None
        return needed(question, answers, self.today) or filled or self.chance.random() < self.optional

    def _fitting(self, question: Question, answers: Answers) -> Any:
        for _ in range(TRIES):
            value = self.value(question, answers)
            trial = {**answers, question.key: value}
            wrong = forms.question_problems(question, trial, self.today, reference=reference)
            if not wrong and not warnings.warnings(question, trial, today=self.today, reference=reference):
                return value
        raise NoAnswer(question.key)

    def value(self, question: Question, answers: Answers) -> Any:
        """Return some value of the question's type."""
        if question.type in WITH_PARTS:
            return self._parts(question, answers)
        if question.options:
            values = [option.value for option in question.options]
            weighty = [one for one in values if one in self.spoken_of]
            if weighty and self.chance.random() < 0.5:
                values = weighty  # else «Khác» would be one in fifty-five
            picked = self.chance.sample(values, self.chance.randint(1, len(values)))
            return [one for one in values if one in picked] if question.type == "choices" else picked[0]
        write = getattr(self, f"_{question.type}")
        return write(question, answers)

    def _text(self, question: Question, _: Answers) -> str:
        # A line of words, or the number of a paper: the checks tell which.
        number = f"0661900{self.chance.randrange(10**5):05}"
        text = self.chance.choice((*WORDS, number, number[:9], "B1234567"))
        return text[: question.max_length or len(text)]

    _textarea = _text

    def _name(self, *_: Any) -> str:
        return self.chance.choice(NAMES)

    def _id_number(self, question: Question, answers: Answers) -> str:
        born = str(answers.get(question.born or "") or "1990")
        sex = answers.get(question.sex or "") or question.sex
        return self._number_of(int(born[:4]), sex)

    def _number_of(self, year: int, sex: Any) -> str:
        century = (year // CENTURY_YEARS - 19) * 2 + (sex == "Nữ")
        return f"066{century}{year % CENTURY_YEARS:02}{self.chance.randrange(10**6):06}"

    def _phone(self, *_: Any) -> str:
        return f"0905{self.chance.randrange(10**6):06}"

    def _email(self, *_: Any) -> str:
        return f"hen{self.chance.randrange(1000)}@example.vn"

    def _date(self, question: Question, answers: Answers) -> str:
        known = [date.fromisoformat(one) for one in answers.values() if isinstance(one, str) and _is_day(one)]
        near = self.chance.choice([self.today, self.today, *known])
        away = self.chance.choice((0, self.chance.randrange(60), self.chance.randrange(FAR_PAST)))
        day = near + timedelta(days=away if self.chance.random() < 0.3 else -away)
        day = max(day, self.today - timedelta(days=FAR_PAST))
        return (min(day, self.today) if question.not_future else day).isoformat()

    def _partial_date(self, question: Question, answers: Answers) -> str:
        return self._date(question, answers)[: self.chance.choice((10, 10, 7, 4))]

    def _number(self, question: Question, _: Answers) -> int:
        least = 1 if question.minimum is None else question.minimum
        most = least + 9 if question.maximum is None else min(question.maximum, least + 9)
        return self.chance.randint(least, most)

    def _money(self, question: Question, answers: Answers) -> int:
        return self._number(question, answers) * (1 if question.maximum else 1000)

    def _yes_no(self, *_: Any) -> bool:
        return self.chance.random() < 0.5

    def _pledge(self, *_: Any) -> bool:
        return True

    def _country(self, *_: Any) -> str:
        return self.chance.choice(COUNTRIES)

    def _address(self, *_: Any) -> dict[str, str]:
        if self.chance.random() < 0.1:
            return {"country": "Lào", "detail": "Bản Na Hin"}
        province = self.chance.choice(reference.provinces())
        commune = self.chance.choice(reference.communes(province.code))
        names = {"province_name": province.name, "commune_name": commune.name}
        codes = {"province": province.code, "commune": commune.code}
        return {"country": "Việt Nam", **codes, **names, "detail": self.chance.choice(WORDS)}

    def _parts(self, question: Question, answers: Answers) -> Any:
        count = self.chance.randint(1, min(question.most, 2)) if question.repeats else 1
        rows = [self._row(question, answers) for _ in range(count)]
        return rows if question.repeats else rows[0]

    def _row(self, question: Question, answers: Answers) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for _ in range(TRIES):
            inside = replace(self, optional=1) if question.copy_from else self  # as above
            inside._answer(question.questions, row)
            if question.type == "identity_paper":
                row |= self._paper(question, row, answers)
            if any(inner.key in row and inner.default is None for inner in question.questions):
                return row
        raise NoAnswer(question.key)

    def _paper(self, question: Question, row: Mapping[str, Any], owner: Answers) -> dict[str, Any]:
        shapes = {kind.name: kind.number for kind in reference.identity_documents()}
        shape = shapes.get(str(row.get("kind")), "free")
        born = str(owner.get(question.born or "") or "1990")
        personal = self._number_of(int(born[:4]), owner.get(question.sex or ""))
        number = {"personal": personal, "old": "240123456"}.get(shape, "B1234567")
        written = {"number": number, "issued_by": "Nơi cấp ghi trên giấy"}
        return {one.key: written[one.key] for one in question.questions if one.key in written}


def _keys(questions: tuple[Question, ...]) -> frozenset[str]:
    return frozenset(question.key for question in questions)


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
