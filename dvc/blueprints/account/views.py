"""Cá nhân: the person's drafts and dossiers, and each dossier's page."""

from flask import Blueprint, Response

from dvc import clock
from dvc.domain import dossier_codes
from dvc.domain.permissions import Permission
from dvc.errors import InvalidAnswer, NotFound
from dvc.services import own_dossiers, own_drafts
from dvc.web.database import reading, transaction
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires

bp = Blueprint("account", __name__)


@bp.get("/ca-nhan")
@requires(Permission.OWN_DOSSIER_READ)
def home() -> Response:
    """Show what is being written and what was filed."""
    actor = current_actor()
    with reading() as session:
        drafts = own_drafts.cards(session, clock.today(), actor=actor)
        dossiers = own_dossiers.own(session, actor=actor)
    return render("account/home.html", drafts=drafts, dossiers=dossiers)


@bp.get("/ca-nhan/ho-so")
@requires(Permission.OWN_DOSSIER_READ)
def dossiers() -> Response:
    """List what was filed."""
    with reading() as session:
        found = own_dossiers.own(session, actor=current_actor())
    return render("account/dossiers.html", dossiers=found)


@bp.get("/ca-nhan/ho-so/<code>")
@requires(Permission.OWN_DOSSIER_READ)
def dossier(code: str) -> Response:
    """Show one dossier to its filer or owner."""
    try:
        parsed = dossier_codes.parse_code(code)
    except InvalidAnswer:
        raise NotFound from None
    with transaction() as session:
        opened = own_dossiers.opened(session, parsed, actor=current_actor())
        return render("account/dossier.html", opened=opened, dossier=opened.dossier)
