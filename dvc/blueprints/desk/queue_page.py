"""The queue of the officer's agency, and the search in it."""

from uuid import UUID

from flask import Response, redirect, request, url_for

from dvc import i18n
from dvc.blueprints.desk.blueprint import bp
from dvc.domain import dossier_codes
from dvc.domain.permissions import Permission
from dvc.errors import InvalidAnswer, NotFound
from dvc.services import desk, desk_queue
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires


@bp.get("/mot-cua")
@requires(Permission.AGENCY_DOSSIER_READ)
def home() -> Response:
    """Lead to the queue."""
    response: Response = redirect(url_for("desk.queue"), 303)  # type: ignore[assignment]  # Flask's own response
    return response


@bp.get("/mot-cua/hang-doi")
@requires(Permission.AGENCY_DOSSIER_READ)
def queue() -> Response:
    """List the dossiers of one tab, the oldest first."""
    chosen = desk_queue.tab(request.args.get("loai", ""))
    after = _after(request.args.get("sau", ""))
    actor = current_actor()
    with reading() as session:
        page = desk_queue.page(session, chosen, after, actor=actor)
        counts = desk_queue.counts(session, actor=actor)
    return render("desk/queue.html", page=page, counts=counts, tabs=desk_queue.TABS, first=after is None)


@bp.post("/mot-cua/tim")
@requires(Permission.AGENCY_DOSSIER_READ)
def search() -> Response:
    """Find dossiers; what is typed may be personal, so it never stands in an address."""
    typed = request.form.get("query", "").strip()[:200]
    actor = current_actor()
    code = _known_code(typed)
    try:
        with transaction() as session:
            if code is not None:
                desk.get(session, code, actor=actor)
                return after_post(url_for("desk.dossier", code=code))
            lines = desk_queue.search(session, typed, actor=actor)
    except NotFound:
        lines = []
    except InvalidAnswer as why:
        errors = {"query": i18n.words(why.code, **why.params)}
        return render("desk/found.html", status=422, lines=None, typed=typed, errors=errors)
    return render("desk/found.html", lines=lines, typed=typed, errors={}, most=desk_queue.PAGE)


def _known_code(typed: str) -> str | None:
    try:
        return dossier_codes.parse_code(typed)
    except InvalidAnswer:
        return None


def _after(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound from None
