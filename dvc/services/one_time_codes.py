"""Send codes to phones and check what comes back: one use, five minutes, five tries, only the newest."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from hmac import compare_digest
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.db import new_id
from dvc.domain.one_time_codes import ALPHABET, DIGITS, PREFIX_LETTERS, parse_typed_code, written
from dvc.errors import InvalidAnswer
from dvc.models.session import OneTimeCode
from dvc.services import notifications, throttle

LIFE = timedelta(minutes=5)
TRIES = 5
PAUSE = timedelta(seconds=60)
PHONE_LIMITS = (("code.pause", 1, PAUSE), ("code.hour", 5, timedelta(hours=1)), ("code.day", 12, timedelta(days=1)))
# Of one phone, by whatever name it is asked for (phone, ID number, user name) and for whatever purpose: neither can a
# stranger flood it with messages, nor try more digits than these codes have tries.
DESTINATION_LIMITS = (("code.to_hour", 8, timedelta(hours=1)), ("code.to_day", 15, timedelta(days=1)))
# A village shares one carrier address.
ADDRESS_LIMIT = 100


class Purpose(StrEnum):
    """What a code is for; a code of one purpose does nothing for another."""

    REGISTER = "register"
    RESET = "reset_password"


@dataclass(frozen=True, slots=True)
class Request:
    """A code that is to be sent; `payload` comes back with the right answer.

    With `genuine` false nothing is sent and no answer is right, but nobody can tell from the page.
    """

    phone: str
    purpose: Purpose
    payload: dict[str, Any] = field(default_factory=dict)
    genuine: bool = True
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a check: the code's payload, or what to say; never raised, so that the try stays counted."""

    payload: dict[str, Any] | None = None
    problem: InvalidAnswer | None = None


def new_prefix() -> str:
    """Draw the letters that tell which message belongs to which page."""
    return "".join(secrets.choice(ALPHABET) for _ in range(PREFIX_LETTERS))


def ask_leave(session: Session, number: str, address: str) -> None:
    """Count one message to a number from an address, in a transaction of its own.

    Raises:
        TooManyRequests: the last one is less than a minute old, or there were too many.

    """
    throttle.hit(session, "code.address", address, limit=ADDRESS_LIMIT, window=timedelta(hours=1))
    for purpose, limit, window in PHONE_LIMITS:
        throttle.hit(session, purpose, number, limit=limit, window=window)


def issue(session: Session, request: Request) -> OneTimeCode:
    """Make a code and put its message into the outbox; older codes of the number and purpose end.

    A phone that got too many gets no more, and the page looks the same.
    """
    now = clock.now()
    genuine = request.genuine and _may_reach(session, request.phone)
    target = crypto.ring().index(request.phone, "phone")
    _end_older(session, target, request.purpose)
    code, digits = new_id(), "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    row = OneTimeCode(
        id=code,
        target=request.phone,
        target_index=target,
        purpose=request.purpose.value,
        prefix=request.prefix or new_prefix(),
        digest=_digest(code, digits) if genuine else secrets.token_bytes(32),
        payload=request.payload,
        created_at=now,
        expires_at=now + LIFE,
    )
    session.add(row)
    if genuine:
        text = written(row.prefix, digits)
        notifications.send_code(session, request.phone, text, purpose=row.purpose, expires_at=row.expires_at)
    return row


def _end_older(session: Session, target: bytes, purpose: Purpose) -> None:
    older = (
        OneTimeCode.target_index == target,
        OneTimeCode.purpose == purpose,
        OneTimeCode.used_at.is_(None),
    )
    session.execute(update(OneTimeCode).where(*older).values(used_at=clock.now()))


def _may_reach(session: Session, phone: str) -> bool:
    return all(
        throttle.allows(session, purpose, phone, limit=limit, window=window)
        for purpose, limit, window in DESTINATION_LIMITS
    )


def check(session: Session, codes: Sequence[uuid.UUID], typed: str) -> Checked:
    """Compare what was typed with the codes of one page; the right one is used up."""
    query = select(OneTimeCode).where(OneTimeCode.id.in_(codes)).order_by(OneTimeCode.id).with_for_update()
    rows = session.scalars(query).all()
    now = clock.now()
    living = [row for row in rows if row.used_at is None and row.expires_at > now]
    if not living:
        return Checked(problem=InvalidAnswer("one_time_code.over"))
    try:
        answer = parse_typed_code(typed)
    except InvalidAnswer as problem:
        return Checked(problem=problem)
    if answer.prefix not in ("", living[0].prefix):
        return Checked(problem=InvalidAnswer("one_time_code.other_message", prefix=living[0].prefix))
    if living[0].tries >= TRIES:
        return Checked(problem=InvalidAnswer("one_time_code.spent"))
    for row in living:
        row.tries += 1
    right = [row for row in living if compare_digest(row.digest, _digest(row.id, answer.digits))]
    return _used(right[0], now) if right else _wrong(living[0])


def _used(row: OneTimeCode, now: datetime) -> Checked:
    row.used_at = now
    return Checked(payload=dict(row.payload))


def _wrong(row: OneTimeCode) -> Checked:
    left = TRIES - row.tries
    if left == 0:
        return Checked(problem=InvalidAnswer("one_time_code.spent"))
    return Checked(problem=InvalidAnswer("one_time_code.wrong", left=left))


def _digest(code: uuid.UUID, digits: str) -> bytes:
    return crypto.ring().index(f"{code}:{digits}", "one_time_code")
