"""What the portal knows of a person, what he may change of it, and his password."""

from collections.abc import Mapping
from datetime import date, timedelta

from flask import Response, request, session

from dvc import clock
from dvc.blueprints.auth.blueprint import bp
from dvc.blueprints.auth.forms import DATE_PARTS, read_new_password, read_profile
from dvc.catalogue import reference
from dvc.domain.permissions import Permission
from dvc.i18n import format_date
from dvc.services import accounts, passwords, throttle
from dvc.services.accounts import Account
from dvc.web import signing_in
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

SAID = "said"
OLD_PASSWORD_LIMIT = 8
OLD_PASSWORD_WINDOW = timedelta(minutes=15)


@bp.get("/ca-nhan/thong-tin")
@requires(Permission.OWN_ACCOUNT_USE)
def profile() -> Response:
    """Show what is known of the person."""
    with reading() as db:
        account = signing_in.signed_in_account(db)
    return _profile_page(account, {"email": account.email, **account.profile}, {})


@bp.post("/ca-nhan/thong-tin")
@requires(Permission.OWN_ACCOUNT_USE)
def profile_post() -> Response:
    """Keep what may be changed."""
    read = read_profile(request.form, clock.today())
    if read.errors:
        with reading() as db:
            return _profile_page(signing_in.signed_in_account(db), request.form, read.errors)
    with transaction() as db:
        accounts.change_profile(db, read.email, read.profile, actor=current_actor())
    session[SAID] = "Đã lưu thông tin của ông/bà."
    return after_post("/ca-nhan/thong-tin")


def _profile_page(account: Account, typed: Mapping[str, str], errors: dict[str, str]) -> Response:
    return render(
        "auth/profile.html",
        status=422 if errors else 200,
        account=account,
        born=format_date(date.fromisoformat(account.birth_date)) if account.birth_date else "",
        typed=typed,
        issued={part: typed.get(f"document_date-{part}", "") for part in DATE_PARTS},
        kinds=[(kind.code, kind.name) for kind in reference.identity_documents()],
        errors=errors,
        said=_said(),
    )


def _said() -> str:
    return str(session.pop(SAID)) if SAID in session else ""


@bp.get("/ca-nhan/bao-mat")
@requires(Permission.OWN_ACCOUNT_USE)
def security() -> Response:
    """Offer to change the password."""
    return _security_page({})


@bp.post("/ca-nhan/bao-mat")
@requires(Permission.OWN_ACCOUNT_USE)
def security_post() -> Response:
    """Change the password and end every other session."""
    with transaction() as db:
        account = signing_in.signed_in_account(db)
        key = str(account.id)
        throttle.hit(db, "password.old", key, limit=OLD_PASSWORD_LIMIT, window=OLD_PASSWORD_WINDOW)
    errors = {}
    if not passwords.matches(account.password_hash, request.form.get("old_password", "")):
        errors["old_password"] = "Mật khẩu đang dùng chưa đúng."  # noqa: S105 - a sentence
    password, weak = read_new_password(request.form, (account.phone, account.id_number))
    if errors or weak:
        return _security_page(errors | weak)
    _change(account, passwords.hashed(password))
    session[SAID] = "Đã đổi mật khẩu. Các máy khác đã được thoát ra."
    return after_post("/ca-nhan/bao-mat")


def _change(account: Account, kept: str) -> None:
    with transaction() as db:
        throttle.forget(db, "password.old", str(account.id))
        account = accounts.get(db, account.id)
        accounts.change_password(db, account, kept, "password", actor=current_actor())
        opened = signing_in.open_session(db, account, "password")
    signing_in.go_in(opened)


def _security_page(errors: dict[str, str]) -> Response:
    return render("auth/security.html", status=422 if errors else 200, errors=errors, said=_said())
