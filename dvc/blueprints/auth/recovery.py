"""Replace a forgotten password by a code; the pages are the same whether there is an account or not."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask import Response, request, session

from dvc import clock
from dvc.blueprints.auth.blueprint import bp
from dvc.blueprints.auth.code_page import code_page, paused, typed_code
from dvc.blueprints.auth.forms import date_parts, read_new_password, sentence
from dvc.domain.filing_people import read_birth_date
from dvc.domain.sign_in_names import SignInName, parse_sign_in_name
from dvc.errors import InvalidAnswer, TooManyRequests
from dvc.services import accounts, one_time_codes, passwords, recovery, sign_in_guard
from dvc.services.accounts import Account
from dvc.web import signing_in
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, public

FLOW = "recovering"
PROVED_FOR = timedelta(minutes=30)


@bp.get("/quen-mat-khau")
@public
def forgotten() -> Response:
    """Ask whose password it is."""
    return _first_page("", {})


@bp.post("/quen-mat-khau")
@public
def forgotten_post() -> Response:
    """Send the code."""
    typed = request.form.get("name", "")
    try:
        _send(parse_sign_in_name(typed))
    except InvalidAnswer as problem:
        return _first_page(typed, {"name": sentence(problem)})
    except TooManyRequests as error:
        return _first_page(typed, {"name": paused(error)}, 429)
    return after_post("/quen-mat-khau/ma")


def _first_page(name: str, errors: dict[str, str], refused: int = 422) -> Response:
    return render("auth/forgotten.html", status=refused if errors else 200, name=name, errors=errors)


def _send(name: SignInName) -> None:
    with transaction() as db:
        one_time_codes.ask_leave(db, f"{name.kind}:{name.text}", signing_in.address())
    with transaction() as db:
        codes = recovery.send_codes(db, name)
        sent = {"codes": [str(code.id) for code in codes], "prefix": codes[0].prefix}
    session[FLOW] = {"kind": name.kind, "name": name.text, "at": clock.now().isoformat(), **sent}


@bp.get("/quen-mat-khau/ma")
@public
def forgotten_code() -> Response:
    """Ask for the code of the message."""
    flow = session.get(FLOW)
    return _code_page(flow) if flow else after_post("/quen-mat-khau")


def _code_page(flow: dict[str, Any], errors: dict[str, str] | None = None, status: int = 200) -> Response:
    page = {"action": "/quen-mat-khau/ma", "back": "/quen-mat-khau", "title": "Quên mật khẩu", "of": 3, "phone": ""}
    return code_page(flow, page, errors or {}, status)


@bp.post("/quen-mat-khau/ma")
@public
def forgotten_code_post() -> Response:
    """Check the code, or send another."""
    flow = session.get(FLOW)
    if not flow:
        return after_post("/quen-mat-khau")
    if "resend" in request.form:
        return _resend(flow)
    with transaction() as db:
        checked = one_time_codes.check(db, [uuid.UUID(code) for code in flow["codes"]], typed_code())
    if checked.payload is None:
        return _code_page(flow, {"code": sentence(checked.problem or InvalidAnswer("one_time_code.over"))}, 422)
    signing_in.change_token()
    session[FLOW] = {**flow, "account": checked.payload["account"], "proved": clock.now().isoformat()}
    return after_post("/quen-mat-khau/mat-khau")


def _resend(flow: dict[str, Any]) -> Response:
    try:
        _send(_name(flow))
    except TooManyRequests as error:
        return _code_page(flow, {"code": paused(error)}, 429)
    return after_post("/quen-mat-khau/ma")


def _name(flow: dict[str, Any]) -> SignInName:
    return SignInName(flow["kind"], flow["name"])


@bp.get("/quen-mat-khau/mat-khau")
@public
def new_password() -> Response:
    """Ask for a new password."""
    account = _proved()
    return _password_page(account, {}) if account else after_post("/quen-mat-khau")


@bp.post("/quen-mat-khau/mat-khau")
@public
def new_password_post() -> Response:
    """Keep the new password, end every other session, sign in."""
    account = _proved()
    if account is None:
        return after_post("/quen-mat-khau")
    password, errors = read_new_password(request.form, (account.phone, account.id_number))
    errors = _birth_date_errors(account) | errors
    if errors:
        return _password_page(account, errors)
    kept, flow = passwords.hashed(password), session[FLOW]
    with transaction() as db:
        account = accounts.get(db, account.id)
        accounts.change_password(db, account, kept, "code", actor=current_actor())
        sign_in_guard.proved(db, _name(flow), signing_in.address())
        opened = signing_in.open_session(db, account, "reset")
    return after_post(signing_in.go_in(opened))


def _birth_date_errors(account: Account) -> dict[str, str]:
    if not recovery.asks_birth_date(account):
        return {}
    try:
        with transaction() as db:
            recovery.count_birth_date(db, account.id)
        recovery.check_birth_date(account, read_birth_date(request.form, clock.today()))
    except InvalidAnswer as problem:
        return {"birth_date": sentence(problem)}
    return {}


def _proved() -> Account | None:
    flow = session.get(FLOW, {})
    if "proved" not in flow or clock.now() - datetime.fromisoformat(flow["proved"]) > PROVED_FOR:
        return None
    with reading() as db:
        return accounts.get(db, uuid.UUID(flow["account"]))


def _password_page(account: Account, errors: dict[str, str]) -> Response:
    page: dict[str, Any] = {"action": "/quen-mat-khau/mat-khau", "title": "Đặt mật khẩu mới", "button": "Đổi mật khẩu"}
    page |= {"step": (3, 3, "Quên mật khẩu"), "birth_date": recovery.asks_birth_date(account)}
    born = date_parts(request.form)
    return render("auth/new_password.html", status=422 if errors else 200, errors=errors, page=page, born=born)
