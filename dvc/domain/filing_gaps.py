"""What keeps a dossier from being filed, the states of the task list, and the fingerprint of what would be filed."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dvc.domain import forms
from dvc.domain.filing import Page, Step, Writing, resident_cases
from dvc.domain.filing_papers import paper_problem
from dvc.domain.filing_people import DELIVERY_WORDS, PEOPLE_WORDS
from dvc.domain.paper_choices import lacking
from dvc.domain.representation import for_whom_problem
from dvc.domain.warnings import unconfirmed
from dvc.errors import InvalidAnswer

TaskState = Literal["todo", "doing", "done", "fix"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that keeps a dossier from being filed: where, what it is about, what is wrong."""

    page: Page
    label: str
    why: InvalidAnswer


def gaps(writing: Writing) -> tuple[Gap, ...]:
    """Return all that keeps the dossier from being filed, in the order of the pages."""
    return (
        *_place_gaps(writing),
        *_people_gaps(writing),
        *_form_gaps(writing),
        *_paper_gaps(writing),
        *_result_gaps(writing),
    )


def place_problems(writing: Writing) -> dict[str, InvalidAnswer]:
    """Return what is wrong with the place and the case, by the input's name."""
    found: dict[str, InvalidAnswer] = {}
    if writing.agency_id is None:
        found["agency"] = InvalidAnswer("filing.agency_empty")
    elif not {writing.agency_id, writing.filing_agency_id or writing.agency_id} <= writing.open_agencies:
        found["agency"] = InvalidAnswer("filing.agency_closed")
    elif writing.procedure.channels and "online" not in writing.procedure.channels:
        found["agency"] = InvalidAnswer("filing.agency_offline")
    choices = resident_cases(writing.procedure)
    if choices and writing.case_key not in {case.key for case in choices}:
        found["case"] = InvalidAnswer("filing.case_empty")
    elif choices and not _may_be_filed(writing):
        found["case"] = InvalidAnswer("filing.case_self_only")
    return found


def _may_be_filed(writing: Writing) -> bool:
    return writing.for_whom != "other" or writing.case.authorised


def _place_gaps(writing: Writing) -> Iterator[Gap]:
    labels = {"agency": "Nơi giải quyết", "case": "Trường hợp"}
    for name, why in place_problems(writing).items():
        yield Gap(Page(Step.PLACE), labels[name], why)
    # A case that the answers decide is not on the page of the place: only the check before filing can say it.
    if not resident_cases(writing.procedure) and not _may_be_filed(writing):
        yield Gap(Page(Step.PLACE), labels["case"], InvalidAnswer("filing.case_self_only"))


def _people_gaps(writing: Writing) -> Iterator[Gap]:
    for name, why in writing.people.problems.items():
        yield Gap(Page(Step.PEOPLE), PEOPLE_WORDS[name], why)
    why_not = for_whom_problem(writing.procedure, writing.for_whom)  # a draft may be older than the rule
    if why_not is not None:
        yield Gap(Page(Step.PEOPLE), "Nộp cho ai", why_not)


def _form_gaps(writing: Writing) -> Iterator[Gap]:
    for page, section in writing.sections():
        labels = {question.key: question.label for question in section.questions}
        found = forms.problems(section, writing.current, writing.today, reference=writing.reference)
        for key, why in found.items():
            yield Gap(page, labels.get(key, section.title), why)
        shown = forms.visible_questions(section, writing.current)
        for warned in unconfirmed(shown, writing.current, writing.today, writing.reference):
            if warned.question.key not in found:
                yield Gap(page, warned.question.label, warned.reasons[0])


def _paper_gaps(writing: Writing) -> Iterator[Gap]:
    for component in writing.components:
        said = writing.papers.get(component.key, {})
        why = paper_problem(component, said, len(writing.files.get(component.key, ())))
        if why is not None:
            yield Gap(Page(Step.PAPERS), component.name, why)
    names = {component.key: component.name for component in writing.components}
    for key, why in lacking(writing.components, writing.papers).items():
        yield Gap(Page(Step.PAPERS), names[key], why)


def _result_gaps(writing: Writing) -> Iterator[Gap]:
    for name, why in writing.returning.problems.items():
        yield Gap(Page(Step.RESULT), DELIVERY_WORDS[name], why)


def task_states(writing: Writing) -> dict[str, TaskState]:
    """Return the state of each page that is filled in, by its key."""
    found = gaps(writing)
    of_form = forms.section_states(writing.procedure, writing.answers, writing.today, reference=writing.reference)
    states: dict[str, TaskState] = {}
    for step in (Step.PLACE, Step.PEOPLE, Step.PAPERS, Step.RESULT):
        whys = [gap.why for gap in found if gap.page.step is step]
        states[step.value] = _state(str(step) in writing.saved, whys)
    states.update({page.key: of_form[section.key] for page, section in writing.sections()})
    return {key: "fix" if key in writing.to_mend and state != "done" else state for key, state in states.items()}


def _state(saved: bool, whys: list[InvalidAnswer]) -> TaskState:  # noqa: FBT001 - a small table of two
    if not saved:
        return "todo"
    if any(not why.code.endswith(("empty", "unsaid")) for why in whys):
        return "fix"
    return "doing" if whys else "done"


def fingerprint(writing: Writing) -> bytes:
    """Return the SHA-256 of all that would be filed, so that what was confirmed is what is stored."""
    asked = [component.key for component in writing.components if component.asked]
    content = {
        "procedure": [writing.procedure.code, writing.procedure.version],
        "agencies": [writing.agency_id, writing.filing_agency_id],
        "case": writing.case_key,
        "for": writing.for_whom,
        "people": writing.people.to_json(),
        "answers": forms.clean_answers(writing.procedure, writing.answers),
        "papers": {key: writing.papers.get(key, {}) for key in asked},
        "delivery": dict(writing.returning.values),
        "files": {key: sorted(digests) for key, digests in writing.files.items()},
    }
    if writing.offer_id is not None:
        content["offer"] = writing.offer_id
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).digest()
