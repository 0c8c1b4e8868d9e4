"""One page of the form: the section's questions, filled with what is known."""

from typing import Any

from flask import Response

from dvc import clock
from dvc.blueprints.filing.opened import Opened, show
from dvc.domain import forms
from dvc.domain.procedures import Section
from dvc.domain.warnings import CONFIRMED
from dvc.errors import NotFound
from dvc.services import drafts
from dvc.web.eform import SectionForm, section_form

_COMMITTEE = "Ủy ban nhân dân "


def section_of(opened: Opened) -> Section:
    """Return the section of the page.

    Raises:
        NotFound: there is none, or the answers hide it.

    """
    for page, section in opened.writing.sections():
        if page == opened.page:
            return section
    raise NotFound


def show_section(opened: Opened, form: SectionForm | None = None) -> Response:
    """Render the page."""
    section = section_of(opened)
    if form is None:
        form = _form(opened, section)
    numbers = [page.number for page, _ in opened.writing.sections()]
    part = {"at": numbers.index(opened.page.number) + 1, "of": len(numbers)}
    return show(opened, "filing/section.html", errors=form.errors, form=form, section=section, part=part)


def _form(opened: Opened, section: Section) -> SectionForm:
    answers = opened.draft.answers
    if opened.page.key not in opened.draft.steps:
        answers = forms.prefilled(section, answers, sources(opened, section))
    procedure, today = opened.writing.procedure, clock.today()
    form = section_form(procedure, section, answers, formdata=opened.typed, today=today)  # type: ignore[arg-type]  # the request's MultiDict
    form.attached = opened.writing.files
    return form


def sources(opened: Opened, section: Section) -> dict[str, Any]:
    """Return what the section's questions may be filled with before they are answered."""
    filer = opened.writing.people.filer
    known: dict[str, Any] = {f"applicant.{name}": value for name, value in filer.items()}
    asked = {question.prefill for question in section.questions}
    if "agency.commune_name" in asked and opened.agency is not None:
        name = opened.agency.name.removeprefix(_COMMITTEE)
        known["agency.commune_name"] = name[:1].upper() + name[1:]
    known["today"] = clock.today().isoformat()
    return known


def save_section(opened: Opened) -> Response | None:
    """Save the section's answers, what could not be read included."""
    section = section_of(opened)
    form = _form(opened, section)
    keys = [key for one in section.questions for key in (one.key, one.key + CONFIRMED)]
    drafts.save_section(opened.draft, keys, form.values, step=opened.page.key)
    return None if form.validate() else show_section(opened.again(), form)
