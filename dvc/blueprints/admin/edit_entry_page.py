"""Write one entry of a definition, or its list: the same pages for every part, made from the shapes' type hints."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from dvc.blueprints.admin.blueprint import bp, tells_conflicts
from dvc.blueprints.admin.definition_fields import read
from dvc.blueprints.admin.definition_layout import Group, part
from dvc.blueprints.admin.definition_paths import Rows, find, whole
from dvc.blueprints.admin.edit_addresses import address, path_of
from dvc.blueprints.admin.edit_opened import change, opened
from dvc.blueprints.admin.entry_pages import entry_page, found_or_changed, moved, rows_of, rows_page
from dvc.domain.permissions import Permission
from dvc.errors import NotFound
from dvc.web.database import reading
from dvc.web.pages import after_post
from dvc.web.permissions import requires

UP, DOWN = "len", "xuong"
ITEM = "/quan-tri/sua/<uuid:edit_id>/muc/<path:path>"
PART = "/quan-tri/sua/<uuid:edit_id>/phan/<slug>"


@bp.get(PART)
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def part_of(edit_id: UUID, slug: str) -> Response:
    """Show one group of the definition's own fields."""
    group = _group(slug)
    with reading() as session:
        found = opened(session, edit_id)
    return entry_page(found, whole(found.data), (group,))


@bp.post(PART)
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def part_saved(edit_id: UUID, slug: str) -> Response:
    """Keep what was written in it."""
    _group(slug)

    def how(data: dict[str, Any]) -> str:
        read(whole(data), request.form.getlist)
        return url_for("admin.part_of", edit_id=edit_id, slug=slug)

    return after_post(change(edit_id, how))


@bp.get(ITEM)
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def item(edit_id: UUID, path: str) -> Response:
    """Show an entry, or a list of entries."""
    with reading() as session:
        found = opened(session, edit_id)
    here = find(found.data, path_of(path))
    return rows_page(found, here) if isinstance(here, Rows) else entry_page(found, here)


@bp.post(ITEM)
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def item_saved(edit_id: UUID, path: str) -> Response:
    """Keep an entry, or move one of a list."""

    def how(data: dict[str, Any]) -> str:
        here = found_or_changed(data, path)
        if isinstance(here, Rows):
            moved(here, request.form.get(UP, ""), -1)
            moved(here, request.form.get(DOWN, ""), +1)
            return address(edit_id, here.path)
        at = rows_of(data, here).rows.index(here.table)
        read(here, request.form.getlist)
        return address(edit_id, (*here.path[:-1], rows_of(data, here).segments[at]))

    return after_post(change(edit_id, how))


def _group(slug: str) -> Group:
    group = part(slug)
    if group is None:
        raise NotFound
    return group
