"""The wizard's pages: which there are, in what order, and the draft as the rules see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from dvc.domain import forms
from dvc.domain.conditions import answer_at
from dvc.domain.fields.types import NO_REFERENCE, Reference
from dvc.domain.filing_people import (
    Delivery,
    People,
    read_delivery,
    read_people,
)
from dvc.domain.procedures import Case, Component, Procedure, Section


class Step(StrEnum):
    """The steps as they stand in addresses."""

    PLACE = "noi-nop"
    PEOPLE = "nguoi-nop"
    FORM = "to-khai"
    PAPERS = "giay-to"
    RESULT = "nhan-ket-qua"
    REVIEW = "kiem-tra"
    SUBMIT = "nop"


STEP_WORDS: Mapping[Step, str] = {
    Step.PLACE: "Nơi nộp",
    Step.PEOPLE: "Người nộp",
    Step.FORM: "Tờ khai",
    Step.PAPERS: "Giấy tờ",
    Step.RESULT: "Nhận kết quả",
    Step.REVIEW: "Kiểm tra",
    Step.SUBMIT: "Nộp",
}
BEFORE_SIGN_IN = frozenset({Step.PLACE})


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the wizard; the form has one for each visible section, numbered from 1."""

    step: Step
    number: int = 0

    @property
    def key(self) -> str:
        """Return the end of the page's address, which also marks it as saved: «to-khai/2»."""
        return f"{self.step}/{self.number}" if self.step is Step.FORM else str(self.step)


@dataclass(frozen=True)
class Writing:
    """A draft as the rules see it; `files` has the digests of each component's originals.

    `open_agencies` are those that receive dossiers today, `saved` the keys of the pages saved at least once,
    `to_mend` those of them that lack something since a newer version of the procedure was taken, `offer_id` the
    agency's own offer under which the procedure stands here.
    """

    procedure: Procedure
    today: date
    for_whom: str = "self"
    agency_id: int | None = None
    filing_agency_id: int | None = None
    case_key: str = ""
    open_agencies: frozenset[int] = frozenset()
    applicant: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    papers: Mapping[str, Any] = field(default_factory=dict)
    delivery: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    saved: frozenset[str] = frozenset()
    to_mend: frozenset[str] = frozenset()
    offer_id: int | None = None
    reference: Reference = NO_REFERENCE

    @cached_property
    def current(self) -> dict[str, Any]:
        """Return the answers without those to hidden questions."""
        return forms.current_answers(self.procedure, self.answers)

    @cached_property
    def facts(self) -> dict[str, str]:
        """Return what conditions may ask besides the answers."""
        return {"filing_for": self.for_whom, "applicant_kind": "citizen"}

    @cached_property
    def people(self) -> People:
        """Return the people as far as they can be read; a child is known from the form at the latest."""
        people = read_people(self.applicant, self.for_whom, self.today, self.reference)
        if self.for_whom != "child":
            return people
        asked = {"full_name": self.procedure.subject, "id_number": self.procedure.subject_number}
        known = {name: answer_at(self.current, *key.split(".", 1)) for name, key in asked.items()}
        named = {name: value for name, value in known.items() if isinstance(value, str)}
        return replace(people, owner={**named, **people.owner})

    @cached_property
    def returning(self) -> Delivery:
        """Return how the result is returned, as far as it can be read."""
        return read_delivery(self.delivery, self.procedure.return_methods)

    @property
    def components(self) -> tuple[Component, ...]:
        """Return the papers that these answers ask for."""
        return forms.components_for(self.procedure, self.current, channel="online", facts=self.facts)

    @property
    def case(self) -> Case:
        """Return the case as it stands now; the desk may change it."""
        return forms.case_for(self.procedure, self.current, self.case_key, today=self.today)

    @cached_property
    def _sections(self) -> tuple[tuple[Page, Section], ...]:
        visible = {section.key for section in forms.shown_sections(self.procedure, self.current)}
        numbered = enumerate(self.procedure.sections, start=1)
        return tuple((Page(Step.FORM, number), section) for number, section in numbered if section.key in visible)

    def sections(self) -> Iterator[tuple[Page, Section]]:
        """Yield the form's visible sections with their pages; a hidden one keeps its number."""
        return iter(self._sections)

    def pages(self) -> tuple[Page, ...]:
        """Return the wizard's pages in their order."""
        form = [page for page, _ in self.sections()]
        before, after = (Step.PLACE, Step.PEOPLE), (Step.PAPERS, Step.RESULT, Step.REVIEW, Step.SUBMIT)
        return (*map(Page, before), *form, *map(Page, after))


def next_page(writing: Writing, page: Page) -> Page:
    """Return the page after this one; the last is followed by itself."""
    pages = writing.pages()
    at = _place(pages, page)
    return pages[min(at + 1, len(pages) - 1)]


def page_before(writing: Writing, page: Page) -> Page | None:
    """Return the page before this one, None before the first."""
    pages = writing.pages()
    at = _place(pages, page)
    return pages[at - 1] if at else None


def _place(pages: tuple[Page, ...], page: Page) -> int:
    # A section that another answer hid meanwhile is followed by what comes after its number.
    order = list(Step)
    rank = (order.index(page.step), page.number)
    found = [at for at, one in enumerate(pages) if (order.index(one.step), one.number) <= rank]
    return found[-1] if found else 0


def step_number(page: Page) -> tuple[int, int]:
    """Return which step this is, of how many."""
    return list(Step).index(page.step) + 1, len(Step)


def resident_cases(procedure: Procedure) -> tuple[Case, ...]:
    """Return the cases among which the resident chooses; none when there is nothing to choose."""
    found = tuple(case for case in procedure.cases if case.chosen_by == "resident")
    return found if len(found) > 1 else ()
