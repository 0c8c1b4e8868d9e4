"""Send the code that a registration is proved with; whether there is an account already, only the phone is told."""

import uuid

from sqlalchemy.orm import Session

from dvc.i18n import words
from dvc.models.session import OneTimeCode
from dvc.services import accounts, one_time_codes, outbox
from dvc.services.accounts import NewAccount
from dvc.services.one_time_codes import Purpose, Request
from dvc.services.outbox import About, Letter


def send_code(session: Session, new: NewAccount) -> OneTimeCode:
    """Send the code; a phone that has its account gets a word about it instead, and the page looks the same."""
    there = accounts.standing(session, new)
    code = one_time_codes.issue(session, Request(new.phone, Purpose.REGISTER, genuine=there is None))
    if there is not None:
        tell(session, code.id, new.phone, words("registration.sms_has_account"))
    return code


def tell(session: Session, key: uuid.UUID, phone: str, text: str) -> None:
    """Send a word in place of a code."""
    letter = Letter(channel="sms", to=phone, text=text)
    outbox.put(session, f"in_place_of_code:{key}", letter, About(event="code.not_sent"))
