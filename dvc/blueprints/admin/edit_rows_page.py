"""Put an entry into a list of a definition, or take one out."""

from typing import Any
from uuid import UUID

from flask import Response, request

from dvc.blueprints.admin.blueprint import bp, tells_conflicts
from dvc.blueprints.admin.definition_fields import read
from dvc.blueprints.admin.definition_paths import Entry, Rows, find, title_of
from dvc.blueprints.admin.edit_addresses import address, path_of
from dvc.blueprints.admin.edit_opened import change, opened
from dvc.blueprints.admin.entry_pages import entry_page, found_or_changed
from dvc.blueprints.admin.field_words import ENTRY
from dvc.domain.permissions import Permission
from dvc.errors import NotFound
from dvc.web.database import reading
from dvc.web.pages import after_post, render
from dvc.web.permissions import requires


@bp.get("/quan-tri/sua/<uuid:edit_id>/them/<path:path>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def add(edit_id: UUID, path: str) -> Response:
    """Show the controls of a new entry."""
    with reading() as session:
        found = opened(session, edit_id)
    rows = find(found.data, path_of(path))
    if not isinstance(rows, Rows):
        raise NotFound
    return entry_page(found, Entry(rows.kind, {}, (*rows.path, "")))


@bp.post("/quan-tri/sua/<uuid:edit_id>/them/<path:path>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def added(edit_id: UUID, path: str) -> Response:
    """Put a new entry behind the others."""

    def how(data: dict[str, Any]) -> str:
        rows = found_or_changed(data, path)
        if not isinstance(rows, Rows):
            raise NotFound
        new = Entry(rows.kind, {}, (*rows.path, ""))
        read(new, request.form.getlist)
        rows.changed([*rows.rows, new.table])
        return address(edit_id, (*rows.path, rows.segments[-1]))

    return after_post(change(edit_id, how))


@bp.get("/quan-tri/sua/<uuid:edit_id>/xoa/<path:path>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def remove(edit_id: UUID, path: str) -> Response:
    """Ask whether to take an entry out."""
    with reading() as session:
        found = opened(session, edit_id)
    rows, at = _one_of(found.data, path)
    table = rows.rows[at]
    kept = len(table.get("questions", ())) if isinstance(table, dict) else 0
    title = title_of(table)
    back = address(edit_id, rows.path)
    return render("admin/remove.html", opened=found, title=title, entry=ENTRY[rows.kind], kept=kept, back=back)


@bp.post("/quan-tri/sua/<uuid:edit_id>/xoa/<path:path>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def removed(edit_id: UUID, path: str) -> Response:
    """Take it out."""

    def how(data: dict[str, Any]) -> str:
        rows, at = _one_of(data, path)
        rows.changed([*rows.rows[:at], *rows.rows[at + 1 :]])
        return address(edit_id, rows.path)

    return after_post(change(edit_id, how))


def _one_of(data: dict[str, Any], path: str) -> tuple[Rows, int]:
    """Return the list that an entry stands in, and where; raises NotFound."""
    *above, segment = path_of(path)
    rows = find(data, tuple(above))
    if not isinstance(rows, Rows):
        raise NotFound
    return rows, rows.place(segment)
