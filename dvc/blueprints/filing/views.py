"""Begin a draft, see what it still lacks, delete it; the pages of the wizard stand in `steps` and `submission`."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Response, request, session, url_for

from dvc import clock
from dvc.blueprints.filing import papers_page, steps, submission
from dvc.blueprints.filing.arrival import arrived
from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import filed_page, redirect_to, sentences
from dvc.blueprints.filing.review_page import FOR_WHOM
from dvc.blueprints.filing.tasks import task_items
from dvc.blueprints.filing.version_page import news_of
from dvc.db import Session
from dvc.domain import dossier_codes
from dvc.domain.permissions import Permission
from dvc.domain.representation import offered, who_must_act
from dvc.domain.standing import closed
from dvc.errors import Conflict, InvalidAnswer, NotFound
from dvc.i18n import format_datetime
from dvc.services import agencies, arrivals, catalogue, drafts, filing, sessions, throttle
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires, visit
from dvc.web.signing_in import address

__all__ = ["bp", "papers_page", "steps", "submission"]

# By account, or by address before signing in: a whole village may share one, and such a draft is one small row.
MOST_BEGUN, WINDOW = 300, timedelta(hours=1)


@bp.get("/thu-tuc/<code>/nop")
@requires(Permission.OWN_DRAFT_EDIT)
def start(code: str) -> Response:
    """Show own drafts of the procedure first, then ask for whom a new one is."""
    return _start(code, "", {})


@bp.post("/thu-tuc/<code>/nop")
@requires(Permission.OWN_DRAFT_EDIT)
def begin(code: str) -> Response:
    """Make the draft and go to its first page."""
    for_whom = request.form.get("for_whom", "")
    with transaction() as db:
        writer = str(current_actor().account_id or address())
        throttle.hit(db, "draft.begin", writer, limit=MOST_BEGUN, window=WINDOW)
    try:
        with transaction() as db:
            draft = drafts.begin(db, code, for_whom, actor=current_actor(), visit_id=_visit_row(db))
            arrivals.keep(draft, arrived(db))
    except InvalidAnswer as why:
        return _start(code, for_whom, sentences({"for_whom": why}))
    except Conflict:  # closed since the page was shown, which then says why
        return _start(code, for_whom, {})
    return after_post(f"/ho-so/{draft.id}/noi-nop")


def _visit_row(db: Session) -> UUID | None:
    """Return the row of this visitor's session, made now if he had none: his draft hangs on it."""
    now = visit()
    if now.account_id is None:
        session["drafting"] = True
        now.id = sessions.save(db, session.token, dict(session))  # type: ignore[attr-defined]  # DvcSession
    return now.id


def _start(code: str, for_whom: str, errors: dict[str, str]) -> Response:
    with reading() as db:
        stands = catalogue.standing(db, code)
        if stands.status == "draft":
            raise NotFound
        own = [draft for draft in drafts.own(db, actor=current_actor()) if draft.procedure_code == code]
        procedure = catalogue.procedure(db, code)
        why = closed(stands)
        heir = catalogue.short_names(db)[why.successor] if why and why.successor else ""
        link = arrived(db)
    context: dict[str, Any] = {"procedure": stands.listing, "cards": [_card(draft) for draft in own]}
    if why is not None:
        status = 200 if request.method == "GET" else 409
        return render("filing/closed.html", block="step", status=status, why=why, heir=heir, **context)
    status = 422 if errors else 200
    context |= {"arrived": link, "offered": offered(procedure), "who_must_act": who_must_act(procedure)}
    return render("filing/start.html", block="step", status=status, for_whom=for_whom, errors=errors, **context)


def _card(draft: drafts.Draft) -> dict[str, Any]:
    return {
        "title": f"Viết tiếp hồ sơ nháp {dossier_codes.provisional_code(draft.id)}",
        "href": url_for("filing.tasks", draft_id=draft.id),
        "lines": (f"{FOR_WHOM[draft.for_whom]}. Viết lần cuối: {format_datetime(draft.updated_at)}.",),
    }


@bp.get("/ho-so/<uuid:draft_id>")
@requires(Permission.OWN_DRAFT_EDIT)
def tasks(draft_id: UUID) -> Response:
    """Show what is done and what is missing."""
    with reading() as db:
        draft = drafts.get(db, draft_id, actor=current_actor())
        if draft.submitted_at is not None:
            return filed_page(draft)
        now = filing.writing(db, draft, clock.today())
        desk = agencies.get(db, draft.agency_id) if draft.agency_id else None
        context: dict[str, Any] = {
            "draft": draft,
            "procedure": now.procedure,
            "items": task_items(draft.id, now),
            "desk": desk,
            **news_of(db, draft),
        }
        name = dossier_codes.provisional_code(draft.id)
        return render("filing/tasks.html", block="step", provisional=name, **context)


@bp.get("/ho-so/<uuid:draft_id>/xoa")
@requires(Permission.OWN_DRAFT_EDIT)
def ask_to_delete(draft_id: UUID) -> Response:
    """Ask whether the draft is really to be deleted."""
    with reading() as db:
        draft = drafts.get(db, draft_id, actor=current_actor())
        if draft.submitted_at is not None:
            return filed_page(draft)
        return render("filing/delete.html", block="step", draft=draft, procedure=drafts.procedure_of(db, draft))


@bp.post("/ho-so/<uuid:draft_id>/xoa")
@requires(Permission.OWN_DRAFT_EDIT)
def delete(draft_id: UUID) -> Response:
    """Delete the draft for good."""
    with transaction() as db:
        draft = drafts.get(db, draft_id, actor=current_actor(), lock=True)
        code = draft.procedure_code
        drafts.delete(db, draft, actor=current_actor())
    return after_post(url_for("filing.start", code=code))


@bp.get("/ho-so/<uuid:draft_id>/to-khai")
@requires(Permission.OWN_DRAFT_EDIT)
def form(draft_id: UUID) -> Response:
    """Lead to the first page of the form."""
    return redirect_to(f"/ho-so/{draft_id}/to-khai/1")
