"""Check everything on one page, file it, and show the code."""

import io
from uuid import UUID

from flask import Response, current_app, make_response, request, url_for

from dvc.blueprints.filing import confirm_page
from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import showing
from dvc.blueprints.filing.receipt_page import receipt_words
from dvc.blueprints.filing.review_page import show_review
from dvc.domain.filing import Page, Step
from dvc.domain.permissions import Permission
from dvc.services import drafts, filing
from dvc.web.database import reading
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires


@bp.get("/ho-so/<uuid:draft_id>/kiem-tra")
@requires(Permission.OWN_DRAFT_SUBMIT)
def review(draft_id: UUID) -> Response:
    """Show all that would be filed, and what is missing."""
    return showing(draft_id, Page(Step.REVIEW), show_review)


@bp.get("/ho-so/<uuid:draft_id>/nop")
@requires(Permission.OWN_DRAFT_SUBMIT)
def confirm(draft_id: UUID) -> Response:
    """Ask for the letters of the picture and the declaration."""
    return showing(draft_id, Page(Step.SUBMIT), confirm_page.show_confirm)


@bp.post("/ho-so/<uuid:draft_id>/nop")
@requires(Permission.OWN_DRAFT_SUBMIT)
def submit(draft_id: UUID) -> Response:
    """File the dossier, once, however often it is sent."""
    return confirm_page.file(draft_id)


@bp.get("/ho-so/<uuid:draft_id>/da-nop")
@requires(Permission.OWN_DRAFT_SUBMIT)
def filed(draft_id: UUID) -> Response:
    """Show the code, what happens next and when."""
    with reading() as db:
        receipt = filing.receipt(db, drafts.get(db, draft_id, actor=current_actor()))
        return render("filing/filed.html", block="step", receipt=receipt, draft_id=draft_id, **receipt_words(receipt))


@bp.get("/ho-so/<uuid:draft_id>/ma-qr.png")
@requires(Permission.OWN_DRAFT_SUBMIT)
def code_picture(draft_id: UUID) -> Response:
    """Draw the QR code that opens the look-up of the dossier; a picture prints and saves everywhere."""
    import segno  # noqa: PLC0415 - with the first code, not with every start

    with reading() as db:
        receipt = filing.receipt(db, drafts.get(db, draft_id, actor=current_actor()))
    # The configured address where there is one: what a request says of its host must not be printed on paper.
    base = current_app.extensions["dvc_settings"].public_url or request.host_url.rstrip("/")
    target = base + url_for("lookup.by_code", code=receipt.dossier.code)
    drawn = io.BytesIO()
    segno.make_qr(target, error="m").save(drawn, kind="png", scale=6, border=3)
    response = make_response(drawn.getvalue())
    response.mimetype = "image/png"
    return response
