"""Look a dossier up by its code or by an ID number, without signing in (decisions: 11)."""

from flask import Blueprint, Response, make_response, redirect, request, url_for

from dvc import i18n
from dvc.blueprints.lookup import grants, limits
from dvc.domain import dossier_codes, identifiers
from dvc.errors import InvalidAnswer
from dvc.services import lookup
from dvc.services.lookup import DossierCard
from dvc.web import captcha
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, public, visit

bp = Blueprint("lookup", __name__)

THING = "lookup"
FORM = "lookup/form.html"
RESULT = "lookup/result.html"
NOT_COUNTED = str.maketrans("", "", " .-\u00a0")
ID_LENGTHS = (9, 12)


@bp.get("/tra-cuu")
@public
def form() -> Response:
    """Ask for a code or an ID number."""
    return _form()


@bp.get("/tra-cuu/<code>")
@public
def by_code(code: str) -> Response:
    """Show what was looked up a moment ago, else ask with the code filled in; its own people go to their page."""
    try:
        parsed = dossier_codes.parse_code(code)
    except InvalidAnswer:
        return _go(url_for("lookup.form"))
    account_id = visit().account_id
    granted = grants.has(parsed)
    if not granted and account_id is None:
        return _form(parsed)
    with reading() as session:
        if account_id is not None and lookup.is_own(session, parsed, account_id):
            return _go(url_for("account.dossier", code=parsed))
        return _result(parsed, lookup.shown_again(session, parsed)) if granted else _form(parsed)


@bp.post("/tra-cuu")
@public
def look_up() -> Response:
    """Check the letters, then look up: a code leads to its address, an ID number is answered right here."""
    typed = request.form.get("query", "").strip()
    if captcha.asks_for_another() or "captcha_id" not in request.form:
        return _form(typed)
    try:
        number = _parse(typed)
    except InvalidAnswer as wrong:
        return _form(typed, {"query": i18n.words(wrong.code, **wrong.params)})
    limits.check(number)
    try:
        captcha.check_answer(THING)
    except InvalidAnswer as wrong:
        limits.count_failure()
        return _form(typed, {"captcha": i18n.words(wrong.code, **wrong.params)})
    return _by_id_number(number) if number.isdigit() else _by_code(number)


def _parse(typed: str) -> str:
    """Return an ID number (only digits) or a dossier code; what has as many digits as an ID number is one."""
    bare = typed.translate(NOT_COUNTED)
    if not bare:
        raise InvalidAnswer("lookup.empty")
    if bare.isdigit() and (len(bare) in ID_LENGTHS or "-" not in typed):
        return identifiers.parse_id_number(typed)
    return dossier_codes.parse_code(typed)


def _by_code(code: str) -> Response:
    with transaction() as session:
        found = lookup.by_code(session, code, actor=current_actor())
    if found is None:
        limits.count_failure(code)
    grants.give(code)
    return after_post(url_for("lookup.by_code", code=code), lambda: _result(code, found))


def _by_id_number(number: str) -> Response:
    with transaction() as session:
        found = lookup.by_id_number(session, number, actor=current_actor())
    if not found.dossiers and not found.for_others:
        limits.count_failure(number)
    return render("lookup/of_number.html", block="step", found=found)


def _form(typed: str = "", errors: dict[str, str] | None = None) -> Response:
    challenge = captcha.new_challenge(THING)
    status = 422 if errors else 200
    return render(FORM, block="step", status=status, typed=typed, errors=errors or {}, challenge=challenge)


def _result(code: str, card: DossierCard | None) -> Response:
    return render(RESULT, block="step", code=code, card=card)


def _go(url: str) -> Response:
    return make_response(redirect(url, 303))
