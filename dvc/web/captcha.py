"""Put a captcha on a page and check its answer, for every feature that asks for one."""

from flask import request, session

from dvc import crypto
from dvc.services import captcha
from dvc.services.captcha import Bond
from dvc.web.database import transaction


def visitor() -> str:
    """Return what stands for this visitor's session in his challenges; it changes at sign-in."""
    return crypto.ring().sign(session.token, "captcha")  # type: ignore[attr-defined]  # DvcSession


def new_challenge(thing: str) -> str:
    """Return the id of a new challenge, for the macro `captcha(id=…)`; `thing` says what it guards."""
    return str(captcha.draw(Bond(visitor(), thing)))


def asks_for_another() -> bool:
    """Tell whether the visitor pressed «Đổi hình khác»: show the page again with what he typed, no errors, 200."""
    return request.form.get("refresh") == "captcha"


def check_answer(thing: str) -> None:
    """Check the posted `captcha` and `captcha_id` in a transaction of their own: a wrong answer stays used up.

    Raises:
        InvalidAnswer: captcha.empty, captcha.expired, captcha.wrong.

    """
    challenge, typed = request.form.get("captcha_id", ""), request.form.get("captcha", "")
    with transaction() as db:
        wrong = captcha.spend(db, challenge, Bond(visitor(), thing), typed)
    if wrong is not None:
        raise wrong
