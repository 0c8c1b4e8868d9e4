"""Build the page of one section: WTForms fields over the field types, and what the templates show of them.

    form = section_form(procedure, section, draft.answers, formdata=request.form, today=clock.today())
    if form.validate(): keep(draft.answers | form.values)

Keep `form.values` also when it does not validate: nothing typed is lost. `form.pressed` is set when one of the
form's own buttons was pressed (a list to load, a row to add or remove, an old address): then show the page again.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field as WtField
from wtforms.form import BaseForm

from dvc.catalogue import reference
from dvc.domain import forms, warnings
from dvc.domain.conditions import Answers
from dvc.domain.fields.base import Raw, lowered
from dvc.domain.fields.types import Reference, field_for
from dvc.domain.procedures import Procedure, Question, Section
from dvc.domain.warnings import CONFIRMED
from dvc.errors import InvalidAnswer
from dvc.i18n import words
from dvc.web.eform_old import Changed, change
from dvc.web.eform_row import Row
from dvc.web.eform_rows import rows_of

# The form's own names: the questions that the page showed, and its buttons.
SHOWN, LOAD, ADD, REMOVE, OLD, CHANGE = "_co", "_chon", "_them", "_xoa", "_cu", "_doi"
BUTTONS = (LOAD, ADD, REMOVE, OLD, CHANGE)
LISTS: Reference = reference


class QuestionField(WtField):  # type: ignore[misc]  # wtforms has no types
    """One question as a WTForms field: its data is the stored JSON value."""

    def __init__(self, question: Question, **arguments: Any) -> None:
        """Take the question; WTForms gives the rest when it binds the field to a form."""
        super().__init__(question.label, **arguments)
        self.question = question
        self.answer = field_for(question, LISTS)

    def process(self, formdata: Mapping[str, Raw] | None, data: Any = None, extra_filters: Any = None) -> None:
        """Read what was posted for the question, or take what is stored."""
        del extra_filters
        posted = formdata is not None and self.question.key in formdata
        self.data = self.answer.read(formdata[self.question.key]) if formdata and posted else data


class SectionForm(BaseForm):  # type: ignore[misc]  # wtforms has no types
    """One section's answers, as stored, as posted, and what is wrong with them."""

    def __init__(self, section: Section, answers: Answers, posted: "_Posted | None", today: date) -> None:
        """Take the answers to the whole form, with what is known filled in, and what was posted."""
        self.section = section
        self.today = today
        # The papers of the procedure by key, and what was attached to each; whoever knows them sets them.
        self.papers: Mapping[str, str] = {}
        self.attached: Mapping[str, Collection[object]] = {}
        self.pressed = posted.pressed if posted else None
        self._posted = posted
        self._problems: dict[str, InvalidAnswer] = {}
        self.checked = False
        asked = [question for question in section.questions if forms.asks(question)]
        super().__init__({one.key: QuestionField(one) for one in asked})
        raw = {key: posted.raw(key) for key in self._fields if posted.showed(key)} if posted else None
        for key, field in self._fields.items():
            field.process(raw, answers.get(key))
        read = {key: field.data for key, field in self._fields.items() if key in answers or (raw and key in raw)}
        self.answers: dict[str, Any] = {**answers, **read}
        self.questions = forms.visible_questions(section, self.answers)
        self._confirm()

    def validate(self) -> bool:
        """Check the section; False also when an answer opened questions that the page had not shown."""
        if self.pressed:
            return False
        self.checked = True
        self._problems = forms.problems(self.section, self.answers, self.today, reference=LISTS)
        for odd in self._unconfirmed():
            why = InvalidAnswer("answer.unconfirmed", label=lowered(odd.question.label))
            self._problems.setdefault(odd.question.key + CONFIRMED, why)
        return not self._problems and not self.revealed

    @property
    def values(self) -> dict[str, Any]:
        """Return the section's answers to store, with confirmations; put them over the draft's answers."""
        keys = [key for one in self.section.questions for key in (one.key, one.key + CONFIRMED)]
        return {key: self.answers[key] for key in keys if key in self.answers}

    @property
    def errors(self) -> dict[str, str]:
        """Return the sentence for each input that is wrong, by the input's name."""
        return {input_name(key, why): words(why.code, **why.params) for key, why in self._problems.items()}

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Return the same as (id of the input, sentence), in the order of the page."""
        return [(f"f-{name}", sentence) for name, sentence in self.errors.items()]

    @property
    def shown(self) -> str:
        """Return the keys of the questions that the page asks, with spaces between; the page sends them back."""
        return " ".join(one.key for one in self.questions if forms.asks(one))

    @property
    def revealed(self) -> tuple[Question, ...]:
        """Return the questions that the posted answers opened."""
        if self._posted is None or not self._posted.marked:
            return ()
        shown = [one for one in self.questions if forms.asks(one)]
        return tuple(one for one in shown if not self._posted.showed(one.key))

    @property
    def rows(self) -> Iterator[Row]:
        """Yield what the template shows of each visible question."""
        added = self._posted.value(ADD) if self._posted and self.pressed == ADD else ""
        odd = {
            one.key: warnings.warnings(one, self.answers, today=self.today, reference=LISTS) for one in self.questions
        }
        return rows_of(self, {key: reasons for key, reasons in odd.items() if reasons}, added)

    def old_of(self, name: str) -> Changed | None:
        """Return what is to be shown of the old address under a name that a button was pressed for."""
        return self._posted.changed if self._posted and self._posted.changed_name == name else None

    def problem_of(self, key: str) -> str | None:
        """Return the sentence that stands beside a question or an inner question."""
        why = self._problems.get(key)
        return words(why.code, **why.params) if why else None

    def _unconfirmed(self) -> tuple[warnings.Warned, ...]:
        return warnings.unconfirmed(self.questions, self.answers, self.today, LISTS)

    def _confirm(self) -> None:
        """Keep the ticks beside odd answers; a tick counts for the very oddity that the page showed."""
        if self._posted is None:
            return
        for question in self.questions:
            name = question.key + CONFIRMED
            reasons = warnings.warnings(question, self.answers, today=self.today, reference=LISTS)
            if reasons and self._posted.value(name) == warnings.fingerprint(question, self.answers, reasons):
                self.answers[name] = warnings.confirmation(question, self.answers, reasons)
            elif name in self.answers and self._posted.showed(question.key):
                self.answers[name] = None


class _Posted:
    """What a POST sent, by question."""

    def __init__(self, formdata: MultiDict[str, str], section: Section) -> None:
        sent = {name: values if len(values) > 1 else values[0] for name, values in formdata.lists() if values}
        self._sent: dict[str, str | list[str]] = sent
        marked = " ".join(formdata.getlist(SHOWN)).split()
        self.marked = bool(marked)
        self._shown = frozenset(marked) if marked else frozenset(one.key for one in section.questions)
        self.pressed = next((name for name in BUTTONS if name in sent), None)
        self.changed_name, self.changed = "", Changed()
        if self.pressed == REMOVE:
            _remove_row(self._sent, self.value(REMOVE))
        elif self.pressed in (OLD, CHANGE):
            self.changed_name = self.value(self.pressed)
            self.changed = change(sent, self.changed_name) if self.pressed == CHANGE else Changed()
        self._by_key: dict[str, dict[str, str | list[str]]] = {}
        for name, texts in sent.items():
            # A key has no dash.
            key, _, rest = name.partition("-")
            self._by_key.setdefault(key, {})[rest] = texts

    def showed(self, key: str) -> bool:
        """Tell whether the page had the question; a page that does not say had all."""
        return key in self._shown

    def value(self, name: str) -> str:
        """Return one text."""
        found = self._sent.get(name, "")
        return found if isinstance(found, str) else found[0]

    def raw(self, key: str) -> Raw:
        """Return a question's sub-inputs."""
        return self._by_key.get(key, {})


def section_form(
    procedure: Procedure,
    section: Section,
    answers: Answers,
    *,
    formdata: MultiDict[str, str] | None = None,
    today: date,
) -> SectionForm:
    """Return the form of one section; `answers` are the draft's, `forms.prefilled` with what the account knows.

    Set `attached` of it (component key → its files) where questions may name papers.
    """
    stored = forms.current_answers(procedure, answers)
    mine = [key for one in section.questions for key in (one.key, one.key + CONFIRMED)]
    # What was typed before its question was hidden comes back when it is shown again.
    stored |= {key: answers[key] for key in mine if key in answers}
    posted = _Posted(formdata, section) if formdata is not None else None
    form = SectionForm(section, forms.prefilled(section, stored, {}), posted, today)
    form.papers = {component.key: component.name for component in procedure.components}
    return form


def input_name(key: str, why: InvalidAnswer) -> str:
    """Return the name of the input that a problem points to."""
    at = why.params.get("at")
    return f"{key}-{at}" if at else key


def _remove_row(sent: dict[str, str | list[str]], target: str) -> None:
    """Take one row of a repeating group out of what was sent."""
    for name in [name for name in sent if name.startswith(f"{target}-")]:
        del sent[name]
