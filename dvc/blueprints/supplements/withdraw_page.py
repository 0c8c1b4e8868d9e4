"""Withdrawing a dossier: a page that says what it means, and one that asks for nothing more."""

from collections.abc import Mapping

from flask import Response, request

from dvc import i18n
from dvc.blueprints.supplements.blueprint import bp, parsed, to_dossier
from dvc.domain.permissions import Permission
from dvc.errors import Invalid
from dvc.services import supplements
from dvc.web.database import reading, transaction
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires

PATH = "/ca-nhan/ho-so/<code>/rut"


@bp.get(PATH)
@requires(Permission.OWN_DOSSIER_CHANGE)
def withdraw(code: str) -> Response:
    """Ask to confirm."""
    return _show(code, {}, {})


@bp.post(PATH)
@requires(Permission.OWN_DOSSIER_CHANGE)
def withdrawn(code: str) -> Response:
    """Withdraw once confirmed on this page; what comes from the dossier's page is asked to be confirmed first."""
    if request.form.get("confirmed") != "1":
        return _show(code, request.form, {})
    try:
        with transaction() as session:
            supplements.withdraw(session, parsed(code), request.form.get("reason", ""), actor=current_actor())
    except Invalid as wrong:
        errors = {name: i18n.words(why.code, **why.params) for name, why in wrong.problems.items()}
        return _show(code, request.form, errors)
    return to_dossier(code)


def _show(code: str, typed: Mapping[str, str], errors: Mapping[str, str]) -> Response:
    with reading() as session:
        dossier = supplements.withdrawable(session, parsed(code), actor=current_actor())
    status = 422 if errors else 200
    return render("supplements/withdraw.html", block="step", status=status, dossier=dossier, typed=typed, errors=errors)
