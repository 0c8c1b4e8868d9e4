"""What a form asks, what is wrong with its answers, and what follows from them: papers and case.

Answers are a flat mapping: question key → JSON value; None is an answer left empty, ``{"unparsed": …}`` what
could not be read. A confirmed warning is kept under ``<key>-xac-nhan``. Pass `reference` where it is at hand:
without it an ID number's province is not compared.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from dvc.domain.conditions import Answers, Condition, is_answered
from dvc.domain.fields.base import FIELDS
from dvc.domain.fields.groups import failed_check
from dvc.domain.fields.types import NO_REFERENCE, Reference, field_for
from dvc.domain.procedures import Case, Channel, Component, Procedure, Question, Section
from dvc.domain.vietnamese_numbers import date_in_words
from dvc.domain.warnings import CONFIRMED, unconfirmed
from dvc.errors import InvalidAnswer

SectionState = Literal["todo", "doing", "done", "fix"]
Facts = Mapping[str, str]

# Types that nobody answers.
_UNASKED = frozenset({"computed", *(name for name in FIELDS.names() if not FIELDS.get(name).asks)})

# What a question may be filled with before it is answered; a caller passes those it knows.
PREFILLS = (
    "applicant.full_name",
    "applicant.id_number",
    "applicant.birth_date",
    "applicant.phone",
    "applicant.email",
    "agency.commune_name",
    "today",
)


def _date_in_words(value: Any) -> str | None:
    try:
        return date_in_words(date.fromisoformat(value))
    except (TypeError, ValueError):
        return None


COMPUTATIONS: Mapping[str, Callable[[Any], Any]] = {"date_in_words": _date_in_words}


def visible_sections(procedure: Procedure, answers: Answers) -> tuple[Section, ...]:
    """Return the sections that the answers leave in the form."""
    return shown_sections(procedure, current_answers(procedure, answers))


def shown_sections(procedure: Procedure, current: Answers) -> tuple[Section, ...]:
    """Return the same where the `current_answers` are at hand."""
    return tuple(section for section in procedure.sections if _holds(section.visible_if, current))


def visible_questions(section: Section, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that these answers show; an answer to a hidden question shows nothing.

    Answers to other sections must be current (`current_answers`) when those have hidden questions.
    """
    return tuple(_visible(section, answers)[0])


def current_answers(procedure: Procedure, answers: Answers) -> dict[str, Any]:
    """Return the answers without those to hidden questions, with the computed ones; for drafts."""
    current: dict[str, Any] = {}
    for section in procedure.sections:
        if not _holds(section.visible_if, current):
            continue
        for question in section.questions:
            if question.visible_if is None or question.visible_if.holds(current):
                _keep(question, answers, current)
    return current


def clean_answers(procedure: Procedure, answers: Answers) -> dict[str, Any]:
    """Return what a dossier keeps: current answers without empty ones and confirmations."""
    current = current_answers(procedure, answers)
    return {key: value for key, value in current.items() if value is not None and not key.endswith(CONFIRMED)}


def problems(
    section: Section, answers: Answers, today: date, *, reference: Reference = NO_REFERENCE
) -> dict[str, InvalidAnswer]:
    """Return what is wrong or missing in a section, by question key; inside groups by ``<key>-<row>-<inner>``.

    Missing answers have codes that begin with ``answer.required``. `params["at"]` names the sub-input.
    """
    found: dict[str, InvalidAnswer] = {}
    shown, seen = _visible(section, answers)
    for question in shown:
        found |= question_problems(question, seen, today, reference=reference)
    return found


def question_problems(
    question: Question, answers: Answers, today: date, *, reference: Reference = NO_REFERENCE
) -> dict[str, InvalidAnswer]:
    """Return what is wrong with one visible question."""
    if question.type == "computed":
        return {}
    field = field_for(question, reference)
    value = answers.get(question.key) if field.asks else None
    if value is not None:
        wrong = field.problem(value, today) or failed_check(question, answers, today)
    elif question.required or (question.required_if and question.required_if.holds(answers, today=today)):
        wrong = field.demand()
    else:
        wrong = {}
    return {f"{question.key}-{inner}" if inner else question.key: why for inner, why in wrong.items()}


def section_state(
    section: Section, answers: Answers, today: date, *, reference: Reference = NO_REFERENCE
) -> SectionState:
    """Return todo (never saved), fix (wrong or to be confirmed), doing (answers missing) or done."""
    shown = visible_questions(section, answers)
    if not any(question.key in answers for question in shown):
        return "todo" if any(map(asks, shown)) else "done"
    wrong = problems(section, answers, today, reference=reference)
    if any(not is_missing(why) for why in wrong.values()):
        return "fix"
    if wrong:
        return "doing"
    return "fix" if unconfirmed(shown, answers, today, reference) else "done"


def section_states(
    procedure: Procedure, answers: Answers, today: date, *, reference: Reference = NO_REFERENCE
) -> dict[str, SectionState]:
    """Return the state of each visible section by its key."""
    current = current_answers(procedure, answers)
    return {
        section.key: section_state(section, current, today, reference=reference)
        for section in visible_sections(procedure, answers)
    }


def asks(question: Question) -> bool:
    """Tell whether a person answers the question; the program computes others, or only shows them."""
    return question.type not in _UNASKED


def is_missing(why: InvalidAnswer) -> bool:
    """Tell whether a problem is only that nothing was answered."""
    return why.code.startswith("answer.required") or why.code == "address.missing"


def prefilled(section: Section, answers: Answers, sources: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with what is known put where nothing was answered yet; for showing, not for keeping.

    `sources` has the names of `PREFILLS`; an answer that was left empty stays empty.
    """
    filled = dict(answers)
    for question in section.questions:
        if question.key in filled:
            continue
        value = _first_value(question, filled, sources)
        if value is not None:
            filled[question.key] = value
    return filled


def components_for(
    procedure: Procedure, answers: Answers, *, channel: Channel, facts: Facts | None = None
) -> tuple[Component, ...]:
    """Return the papers of a dossier in the definition's order; `Component.asked` tells which to ask for.

    Online, the paper form is left out and the e-form stands in; at the desk and by post the other way round.
    `facts`: see `dvc.domain.conditions.FACTS`.
    """
    absent = "desk_only" if channel == "online" else "generated"
    return tuple(
        component
        for component in procedure.components
        if (component.required != absent or (absent == "desk_only" and not component.upload))
        and _holds(component.when, answers, facts)
    )


def case_for(procedure: Procedure, answers: Answers, chosen: str | None = None, *, today: date) -> Case:
    """Return the case of a dossier: the one that resident or desk chose, what the answers say, else the first.

    A chosen key that is unknown, or that is the answers' to decide, is not heeded.
    """
    for case in procedure.cases:
        if case.key == chosen and case.chosen_by != "answers":
            return case
    for case in procedure.cases:
        if case.when is not None and case.when.holds(answers, today=today):
            return case
    return procedure.cases[0]


def answer_lines(section: Section, answers: Answers) -> Iterator[tuple[Question, str]]:
    """Yield each visible question with its answer in words, empty for none; not what is only shown."""
    for question in visible_questions(section, answers):
        field = field_for(question)
        if field.asks:
            yield question, field.show(answers.get(question.key))


def _holds(condition: Condition | None, answers: Answers, facts: Facts | None = None) -> bool:
    return condition is None or condition.holds(answers, facts=facts)


def _visible(section: Section, answers: Answers) -> tuple[list[Question], dict[str, Any]]:
    """Return the questions that are shown, and the answers as conditions see them."""
    seen = dict(answers)
    shown: list[Question] = []
    for question in section.questions:
        if question.visible_if is not None and not question.visible_if.holds(seen):
            seen.pop(question.key, None)
            continue
        shown.append(question)
        if question.questions and question.key in seen:
            seen[question.key] = field_for(question).kept(seen[question.key])
    return shown, seen


def _keep(question: Question, answers: Answers, current: dict[str, Any]) -> None:
    if question.type == "computed":
        value = COMPUTATIONS[str(question.compute)](current.get(str(question.of)))
        if value is not None:
            current[question.key] = value
        return
    if not asks(question):
        return
    for key in (question.key, question.key + CONFIRMED):
        if key in answers:
            current[key] = answers[key]
    if question.questions and question.key in current:
        current[question.key] = field_for(question).kept(answers[question.key])


def _first_value(question: Question, answers: Answers, sources: Mapping[str, Any]) -> Any:
    if question.type == "computed":
        return COMPUTATIONS[str(question.compute)](answers.get(str(question.of)))
    source = question.copy_from
    if source is not None and _holds(question.copy_if, answers) and is_answered(answers.get(source)):
        return answers[source]
    if question.prefill is not None and sources.get(question.prefill) is not None:
        return sources[question.prefill]
    return question.default
