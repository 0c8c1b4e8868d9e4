"""One procedure as administrators see it: how it stands, what was done to it, what in it is doubtful."""

from typing import Any

from flask import Response

from dvc.blueprints.admin import choice_words
from dvc.blueprints.admin.blueprint import bp
from dvc.blueprints.admin.edit_lines import edit_lines
from dvc.blueprints.admin.standing_words import STATES, STATUS, release_words, status_line
from dvc.catalogue import loader
from dvc.domain.doubts import doubts
from dvc.domain.permissions import Permission
from dvc.services import catalogue, procedure_edits, releases
from dvc.web.database import reading
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires

# What may be done to a procedure that stands so; the address of the act and its words.
ACTS = (
    ("tam-dung", "Tạm dừng nhận hồ sơ", ("in_force", "scheduled")),
    ("mo-lai", "Nhận hồ sơ trở lại", ("paused", "ended", "replaced")),
    ("thay-the", "Thay bằng thủ tục khác", ("in_force", "paused", "scheduled")),
    ("ket-thuc", "Chấm dứt thủ tục", ("in_force", "paused", "scheduled")),
)


@bp.get("/quan-tri/thu-tuc/<code>")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def procedure(code: str) -> Response:
    """Show one procedure."""
    actor = current_actor()
    with reading() as session:
        standing = catalogue.standing(session, code)
        found = catalogue.procedure(session, code)
        history = releases.history(session, code, actor=actor)
        edits = [one for one in procedure_edits.open_edits(session, actor=actor) if one.code == code]
        lines = edit_lines(session, edits, actor)
        newer = code in catalogue.shipped_differs(session)
    context: dict[str, Any] = {"standing": standing, "procedure": found, "lines": lines, "newer": newer}
    context["shipped"] = code in loader.listings()
    acts = [(act, words) for act, words, status in ACTS if standing.status in status]
    events = [(line, release_words(line), STATES[line.state]) for line in history]
    said = (STATUS[standing.status], status_line(standing))
    doubted = [(one, choice_words.DOUBTS[one.confidence]) for one in doubts(found)]
    return render("admin/procedure.html", acts=acts, events=events, said=said, doubted=doubted, **context)
