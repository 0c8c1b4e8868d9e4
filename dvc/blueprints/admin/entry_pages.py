"""Show an entry of a definition, or a list of entries, and lead from one to another."""

from collections.abc import Sequence
from typing import Any

from flask import Response, url_for

from dvc.blueprints.admin.condition_help import readings
from dvc.blueprints.admin.definition_faults import beside
from dvc.blueprints.admin.definition_fields import controls
from dvc.blueprints.admin.definition_layout import Group, laid_out
from dvc.blueprints.admin.definition_paths import Entry, Rows, find, lists, title_of
from dvc.blueprints.admin.edit_addresses import address, path_of
from dvc.blueprints.admin.edit_opened import Opened
from dvc.blueprints.admin.field_words import ENTRY, FIELD_WORDS
from dvc.errors import Conflict, NotFound
from dvc.web.pages import render

GONE = "Mục này không còn trong bản đang sửa. Hãy mở lại danh sách."


def entry_page(found: Opened, entry: Entry, groups: Sequence[Group] = ()) -> Response:
    """Render the page of one entry, of a new one when its name is empty, or of some fields of the definition."""
    wrong = beside(found.faults, entry.path)
    is_new = bool(entry.path) and not entry.path[-1]
    shown = list(controls(entry))
    here = [one for one in shown if not groups or one.name in groups[0].fields]
    errors = {one.name: f"{one.words.label}: {wrong[one.name]}." for one in here if one.name in wrong}
    context: dict[str, Any] = {
        "title": groups[0].title if groups else ENTRY[entry.kind].capitalize() if is_new else entry.title,
        "groups": laid_out(entry.kind, shown, errors, groups),
        "readings": readings(here, found),
        "has_conditions": any(one.form == "condition" for one in here),
        "rows": [] if groups or is_new else _lists_of(found, entry),
        "fault": wrong.get("") if entry.path else None,
        "is_new": is_new,
        "back": address(found.id, entry.path[:-1]),
        "entry": entry,
        "remove": "" if groups or is_new else url_for("admin.remove", edit_id=found.id, path="/".join(entry.path)),
    }
    return render("admin/entry.html", opened=found, errors=errors, **context)


def _lists_of(found: Opened, entry: Entry) -> list[dict[str, Any]]:
    """Return the lists inside an entry; questions only where there may be some."""
    made = []
    for name, kind in lists(entry.kind).items():
        rows = Rows(kind, entry, name)
        if name == "questions" and "type" in entry.table and entry.table["type"] != "group" and not rows.rows:
            continue
        faults = found.faults_under(rows.path)
        title = FIELD_WORDS[entry.kind][name].label
        made.append({"title": title, "count": len(rows.rows), "faults": faults, "href": address(found.id, rows.path)})
    return made


def rows_page(found: Opened, rows: Rows) -> Response:
    """Render the page of a list."""
    lines = [
        {
            "title": title_of(row),
            "segment": segment,
            "href": address(found.id, (*rows.path, segment)) if isinstance(row, dict) else "",
            "remove": url_for("admin.remove", edit_id=found.id, path="/".join((*rows.path, segment))),
            "faults": found.faults_under((*rows.path, segment)),
        }
        for segment, row in zip(rows.segments, rows.rows, strict=True)
    ]
    return render(
        "admin/rows.html",
        opened=found,
        title=FIELD_WORDS[rows.owner.kind][rows.name].label,
        owner=rows.owner.title if rows.owner.path else "",
        hint=FIELD_WORDS[rows.owner.kind][rows.name].hint,
        lines=lines,
        entry=ENTRY[rows.kind],
        path="/".join(rows.path),
        back=address(found.id, rows.owner.path),
    )


def found_or_changed(data: dict[str, Any], path: str) -> Entry | Rows:
    """Return what stands at an address.

    Raises:
        Conflict: it stood there when the page was made.

    """
    try:
        return find(data, path_of(path))
    except NotFound:
        raise Conflict(GONE) from None


def rows_of(data: dict[str, Any], entry: Entry) -> Rows:
    """Return the list that an entry stands in."""
    above = find(data, entry.path[:-1])
    if not isinstance(above, Rows):
        raise NotFound
    return above


def moved(rows: Rows, segment: str, by: int) -> None:
    """Move an entry up or down; at the end of the list it stays."""
    if not segment:
        return
    at = rows.place(segment)
    to = at + by
    if 0 <= to < len(rows.rows):
        found = list(rows.rows)
        found[at], found[to] = found[to], found[at]
        rows.changed(found)
