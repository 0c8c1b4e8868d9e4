"""Where an administrator begins: what there is to look after, and what waits."""

from collections import Counter

from flask import Response

from dvc.blueprints.admin.blueprint import bp
from dvc.blueprints.admin.edit_lines import edit_lines
from dvc.domain.permissions import Permission
from dvc.services import catalogue, procedure_doubts, procedure_edits
from dvc.web.database import reading
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires


@bp.get("/quan-tri")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def start() -> Response:
    """Show the start page."""
    actor = current_actor()
    with reading() as session:
        lines = edit_lines(session, procedure_edits.open_edits(session, actor=actor), actor)
        names = catalogue.short_names(session)
        newer = [(code, names[code]) for code in catalogue.shipped_differs(session)]
        doubted = sum(1 for count in procedure_doubts.counts(session).values() if count)
        numbers = Counter(one.status for one in catalogue.standings(session))
    waiting = [line for line in lines if line.state == "submitted" and line.approvable]
    lines = [line for line in lines if line not in waiting]
    return render("admin/start.html", waiting=waiting, lines=lines, newer=newer, doubted=doubted, numbers=numbers)
