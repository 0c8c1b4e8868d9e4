"""See a procedure as residents would see it on a phone; nothing is kept, and no button sends anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from markupsafe import Markup

from dvc import clock
from dvc.blueprints.admin.blueprint import bp, tells_conflicts
from dvc.blueprints.admin.compare_page import version_of
from dvc.blueprints.admin.edit_opened import opened
from dvc.db import Session
from dvc.domain.condition_words import condition_words
from dvc.domain.listings import Standing, listing_of
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Procedure, Section
from dvc.errors import Conflict, NotFound
from dvc.services import agencies, catalogue, catalogue_search
from dvc.web.database import reading
from dvc.web.eform import section_form
from dvc.web.pages import block_of, render
from dvc.web.permissions import requires
from dvc.web.previews import PREVIEWS, PROCEDURE, Previewed

_HEADING = re.compile(r"(</?)h1\b")
FAULTY = "Bản này còn lỗi nên chưa xem thử được. Hãy sửa hết lỗi rồi xem lại."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a preview belongs: back to what, and the address of its pages."""

    back: str
    back_words: str
    address: str

    def page(self, number: int = 0) -> str:
        """Return the address of a page of the form, or of the procedure's own page."""
        path, _, query = self.address.partition("?")
        return (f"{path}/{number}" if number else path) + (f"?{query}" if query else "")


@bp.get("/quan-tri/sua/<uuid:edit_id>/xem-thu", defaults={"number": 0})
@bp.get("/quan-tri/sua/<uuid:edit_id>/xem-thu/<int:number>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def edit_preview(edit_id: UUID, number: int) -> Response:
    """Preview what is being edited."""
    with reading() as session:
        found = opened(session, edit_id)
        if found.procedure is None:
            raise Conflict(FAULTY)
        place = Place(url_for("admin.edit", edit_id=edit_id), "Bản đang sửa", f"/quan-tri/sua/{edit_id}/xem-thu")
        return _show(session, found.procedure, number, place)


@bp.get("/quan-tri/thu-tuc/<code>/xem-thu", defaults={"number": 0})
@bp.get("/quan-tri/thu-tuc/<code>/xem-thu/<int:number>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def preview(code: str, number: int) -> Response:
    """Preview the current version, or one of the history."""
    version = request.args.get("ban", "")
    with reading() as session:
        found = version_of(session, code, version) if version else catalogue.procedure(session, code)
        address = url_for("admin.preview", code=code, ban=version or None)
        place = Place(url_for("admin.procedure", code=code), "Về thủ tục", address)
        return _show(session, found, number, place)


def _show(session: Session, procedure: Procedure, number: int, place: Place) -> Response:
    """Render the procedure's page (0), or a page of its form."""
    links = [(place.page(), "Trang thủ tục", number == 0)]
    links += [(place.page(at), one.title, number == at) for at, one in enumerate(procedure.sections, 1)]
    context: dict[str, Any] = {"procedure": procedure, "place": place, "links": links, "number": number}
    if number == 0:
        return render("admin/preview.html", inner=_procedure_page(session, procedure), **context)
    if number > len(procedure.sections):
        raise NotFound
    every = request.args.get("tat-ca") == "1"
    section = procedure.sections[number - 1]
    asked = _unhidden(section) if every else section
    form = section_form(procedure, asked, {}, today=clock.today())
    conditions = list(_conditions(section, procedure))
    return render("admin/preview.html", form=form, section=section, every=every, conditions=conditions, **context)


def _procedure_page(session: Session, procedure: Procedure) -> Markup:
    """Return the residents' page; its heading is not this page's."""
    standing = Standing(listing_of(procedure), "in_force")
    desks = agencies.receiving(session, clock.today())
    names = catalogue_search.names(session)
    made = PREVIEWS.get(PROCEDURE)(Previewed(standing, procedure, names, desks))
    html = block_of(made.template, "main", dict(made.context))
    return Markup(_HEADING.sub(r"\1h2", html))  # noqa: S704 - our own template, escaped when it was rendered


def _unhidden(section: Section) -> Section:
    return replace(section, questions=tuple(replace(one, visible_if=None) for one in section.questions))


def _conditions(section: Section, procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Yield the questions that are asked only sometimes, and when."""
    for question in section.questions:
        if question.visible_if is not None:
            yield question.label, condition_words(question.visible_if, procedure)
