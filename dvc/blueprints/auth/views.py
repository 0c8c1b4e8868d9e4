"""Sign in and out."""

from flask import Response, request, session

from dvc.blueprints.auth import profile, recovery, registration
from dvc.blueprints.auth.blueprint import bp
from dvc.blueprints.auth.forms import sentence, typed_text
from dvc.domain.sign_in_names import SignInName, parse_sign_in_name
from dvc.errors import InvalidAnswer, TooManyRequests
from dvc.services import accounts, sign_in_guard
from dvc.web import parking, signing_in
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import public, visit

__all__ = ["bp", "profile", "recovery", "registration"]

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Ông/bà xem lại cả hai."


@bp.get("/dang-nhap")
@public
def sign_in() -> Response:
    """Ask who it is."""
    if visit().account_id is not None:
        home = signing_in.home_of(is_officer=visit().officer_agency_id is not None)
        return after_post(signing_in.same_site(session.get(signing_in.NEXT, "")) or home)
    return _page({})


@bp.post("/dang-nhap")
@public
def sign_in_post() -> Response:
    """Let a person in whose name and password fit."""
    password = request.form.get("password", "")
    try:
        name = parse_sign_in_name(request.form.get("name", ""))
        if not password:
            return _page({"password": "Hãy viết mật khẩu."})
        found = _try(name, password)
    except InvalidAnswer as problem:
        return _page({"name": sentence(problem)})
    except TooManyRequests as error:
        minutes = -(-error.retry_after // 60)
        return _page({"name": f"Đã thử sai nhiều lần. Hãy đợi {minutes} phút, hoặc bấm «Quên mật khẩu»."}, 429)
    if found is None:
        return _page({"name": WRONG})
    return after_post(signing_in.go_in(found))


def _try(name: SignInName, password: str) -> signing_in.Opened | None:
    """Check name and password outside the writing transactions: hashing takes its time."""
    address = signing_in.address()
    with transaction() as db:
        sign_in_guard.count(db, name, address)
    with reading() as db:
        found = accounts.authenticate(db, name, password)
    if found is None:
        return None
    with transaction() as db:
        sign_in_guard.right(db, name, address)
        return signing_in.open_session(db, accounts.get(db, found.id), name.kind)


def _page(errors: dict[str, str], refused: int = 422) -> Response:
    return render(
        "auth/sign_in.html",
        status=refused if errors else 200,
        typed=typed_text(request.form),
        errors=errors,
        parked=parking.is_waiting(),
    )


@bp.get("/dang-xuat")
@public
def sign_out() -> Response:
    """Say whether somebody is signed in, and offer to sign out."""
    return render("auth/sign_out.html")


@bp.post("/dang-xuat")
@public
def sign_out_post() -> Response:
    """End the session."""
    signing_in.go_out()
    return after_post("/dang-xuat")
