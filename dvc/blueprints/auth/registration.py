"""Register with a phone: who one is, the code that was sent, the password. The account is made at the end."""

import uuid
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from flask import Response, request, session

from dvc import clock
from dvc.blueprints.auth.blueprint import bp
from dvc.blueprints.auth.code_page import code_page, paused, typed_code
from dvc.blueprints.auth.forms import (
    Registration,
    date_parts,
    read_new_password,
    read_registration,
    sentence,
    typed_text,
)
from dvc.errors import TooManyRequests
from dvc.services import accounts, one_time_codes, passwords, registration
from dvc.services.accounts import NewAccount
from dvc.web import signing_in
from dvc.web.database import transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, public

FLOW = "registering"
PROVED_FOR = timedelta(minutes=30)


@bp.get("/dang-ky")
@public
def register() -> Response:
    """Ask who one is."""
    return _first_page(session.get(FLOW, {}).get("typed", {}))


@bp.post("/dang-ky")
@public
def register_post() -> Response:
    """Take who one is and send the code."""
    typed = typed_text(request.form)
    read = read_registration(typed, clock.today())
    if read.new is None:
        return _first_page(typed, read)
    try:
        _send(read.new, typed)
    except TooManyRequests as error:
        return _first_page(typed, Registration(None, {"phone": paused(error)}), 429)
    return after_post("/dang-ky/ma")


def _first_page(typed: dict[str, str], read: Registration | None = None, refused: int = 422) -> Response:
    read = read or Registration(None)
    status = refused if read.errors else 200
    return render(
        "auth/register.html", status=status, typed=typed, read=read, errors=read.errors, born=date_parts(typed)
    )


def _send(new: NewAccount, typed: dict[str, str]) -> None:
    with transaction() as db:
        one_time_codes.ask_leave(db, new.phone, signing_in.address())
    with transaction() as db:
        code = registration.send_code(db, new)
        sent = {"codes": [str(code.id)], "prefix": code.prefix, "at": clock.now().isoformat()}
    session[FLOW] = {"typed": typed, "new": asdict(new), **sent}


@bp.get("/dang-ky/ma")
@public
def register_code() -> Response:
    """Ask for the code of the message."""
    flow = session.get(FLOW)
    return _code_page(flow) if flow else after_post("/dang-ky")


def _code_page(flow: dict[str, Any], errors: dict[str, str] | None = None, status: int = 200) -> Response:
    page = {"action": "/dang-ky/ma", "back": "/dang-ky", "title": "Đăng ký", "of": 3, "phone": flow["new"]["phone"]}
    return code_page(flow, page, errors or {}, status)


@bp.post("/dang-ky/ma")
@public
def register_code_post() -> Response:
    """Check the code, or send another."""
    flow = session.get(FLOW)
    if not flow:
        return after_post("/dang-ky")
    if "resend" in request.form:
        return _resend(flow)
    if _proved():
        return after_post("/dang-ky/mat-khau")
    with transaction() as db:
        checked = one_time_codes.check(db, [uuid.UUID(code) for code in flow["codes"]], typed_code())
    if checked.problem is not None:
        return _code_page(flow, {"code": sentence(checked.problem)}, 422)
    signing_in.change_token()
    session[FLOW] = {**flow, "proved": clock.now().isoformat()}
    return after_post("/dang-ky/mat-khau")


def _resend(flow: dict[str, Any]) -> Response:
    try:
        _send(NewAccount(**flow["new"]), flow["typed"])
    except TooManyRequests as error:
        return _code_page(flow, {"code": paused(error)}, 429)
    return after_post("/dang-ky/ma")


@bp.get("/dang-ky/mat-khau")
@public
def register_password() -> Response:
    """Ask for a password."""
    return _password_page() if _proved() else after_post("/dang-ky")


@bp.post("/dang-ky/mat-khau")
@public
def register_password_post() -> Response:
    """Make the account, sign in, and go on where the person was going."""
    new = _proved()
    if new is None:
        return after_post("/dang-ky")
    password, errors = read_new_password(request.form, (new.phone, new.id_number))
    if errors:
        return _password_page(errors)
    kept = passwords.hashed(password)
    with transaction() as db:
        account = accounts.register(db, new, kept, actor=current_actor())
        opened = signing_in.open_session(db, account, "register")
    return after_post(signing_in.go_in(opened))


def _proved() -> NewAccount | None:
    flow = session.get(FLOW, {})
    if "proved" not in flow or clock.now() - datetime.fromisoformat(flow["proved"]) > PROVED_FOR:
        return None
    return NewAccount(**flow["new"])


def _password_page(errors: dict[str, str] | None = None) -> Response:
    page = {"action": "/dang-ky/mat-khau", "title": "Đặt mật khẩu", "step": (3, 3, "Đăng ký"), "button": "Đăng ký"}
    return render("auth/new_password.html", status=422 if errors else 200, errors=errors or {}, page=page)
