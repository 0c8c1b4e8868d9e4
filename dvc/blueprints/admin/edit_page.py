"""An edit as a whole: its faults, the parts to write, what to do with it; and its text as TOML."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from dvc.blueprints.admin.blueprint import bp, read_rev, tells_conflicts
from dvc.blueprints.admin.definition_layout import LAYOUT
from dvc.blueprints.admin.definition_paths import Rows, lists, whole
from dvc.blueprints.admin.definition_values import readable
from dvc.blueprints.admin.edit_lines import edit_lines
from dvc.blueprints.admin.edit_opened import Opened, opened
from dvc.blueprints.admin.field_words import FIELD_WORDS
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Procedure
from dvc.services import procedure_edits
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires


@bp.get("/quan-tri/sua")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def edits() -> Response:
    """List what is being edited, and what waits for approval."""
    actor = current_actor()
    with reading() as session:
        lines = edit_lines(session, procedure_edits.open_edits(session, actor=actor), actor)
    waiting = [line for line in lines if line.state == "submitted"]
    return render("admin/edits.html", waiting=waiting, lines=[line for line in lines if line not in waiting])


@bp.get("/quan-tri/sua/<uuid:edit_id>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def edit(edit_id: UUID) -> Response:
    """Show an edit as a whole."""
    with reading() as session:
        found = opened(session, edit_id)
    groups = [(group, _faults_of(found, group.fields)) for group in LAYOUT[Procedure]]
    return render("admin/edit.html", opened=found, groups=groups, rows=_rows(found))


def _faults_of(found: Opened, fields: tuple[str, ...]) -> int:
    return sum(1 for one in found.faults if not one.path and one.field in fields)


def _rows(found: Opened) -> list[dict[str, Any]]:
    """Return the lists of a definition with how many entries and faults each has."""
    definition = whole(found.data)
    made = []
    for name, kind in lists(Procedure).items():
        rows = Rows(kind, definition, name)
        title = FIELD_WORDS[Procedure][name].label
        made.append({"name": name, "title": title, "count": len(rows.rows), "faults": found.faults_under((name,))})
    return made


@bp.get("/quan-tri/sua/<uuid:edit_id>/toml")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def text(edit_id: UUID) -> Response:
    """Show the text of an edit, and what is wrong with it."""
    with reading() as session:
        found = opened(session, edit_id)
    return render("admin/text.html", opened=found)


@bp.post("/quan-tri/sua/<uuid:edit_id>/toml")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def text_saved(edit_id: UUID) -> Response:
    """Keep a text as it was typed, faulty or not."""
    actor = current_actor()
    with transaction() as session:
        found = procedure_edits.to_change(session, edit_id, read_rev(), actor=actor)
        checked = procedure_edits.save_text(session, found, readable(request.form.get("text", "")), actor=actor)
    return after_post(url_for("admin.text" if checked.faults else "admin.edit", edit_id=edit_id))
