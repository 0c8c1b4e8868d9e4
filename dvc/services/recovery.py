"""Send the codes with which a forgotten password is replaced; whether there is an account, only phones are told."""

import uuid
from datetime import timedelta

from sqlalchemy.orm import Session

from dvc.domain.sign_in_names import SignInName
from dvc.errors import InvalidAnswer
from dvc.models.account import Account
from dvc.models.session import OneTimeCode
from dvc.services import accounts, one_time_codes, throttle
from dvc.services.one_time_codes import Purpose, Request

BIRTH_DATE_LIMIT = 5
BIRTH_DATE_WINDOW = timedelta(hours=1)


def send_codes(session: Session, name: SignInName) -> list[OneTimeCode]:
    """Send one code to the phone of each account that the name may mean; all bear the same letters."""
    prefix = one_time_codes.new_prefix()
    found = [account for account in accounts.candidates(session, name) if account.phone]
    requests = [
        Request(account.phone, Purpose.RESET, {"account": str(account.id)}, prefix=prefix) for account in found
    ] or [Request(name.text, Purpose.RESET, genuine=False, prefix=prefix)]
    return [one_time_codes.issue(session, request) for request in requests]


def asks_birth_date(account: Account) -> bool:
    """Tell whether the code is not enough: the phone that received it is another person's."""
    return not account.phone_owned and bool(account.birth_date)


def count_birth_date(session: Session, account_id: uuid.UUID) -> None:
    """Count one answer, in a transaction of its own.

    Raises:
        TooManyRequests: there were too many.

    """
    throttle.hit(session, "recovery.birth_date", str(account_id), limit=BIRTH_DATE_LIMIT, window=BIRTH_DATE_WINDOW)


def check_birth_date(account: Account, birth_date: str) -> None:
    """Refuse a birth date that is not the account's; raises InvalidAnswer: recovery.birth_date."""
    if asks_birth_date(account) and birth_date != account.birth_date:
        raise InvalidAnswer("recovery.birth_date")
