"""Send what waits in the outbox: claim under a lease, send outside any transaction, settle.

A worker that dies leaves its lease behind; when that is over another worker takes the message up with the same key. A
message can thus arrive twice, never silently not at all (docs/adr/0006-outbox.md).
"""

import json
import random
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Integer, LargeBinary, bindparam, select, type_coerce, update
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.config import Settings
from dvc.domain.notices import GIVE_UP, Channel, pause
from dvc.gateways.channels import base
from dvc.models.outbox import OutboxMessage
from dvc.services import setup

LEASE = timedelta(seconds=60)
BATCH = 100
_LONGEST_ERROR = 200
_COLUMNS = (
    OutboxMessage.id,
    OutboxMessage.key,
    OutboxMessage.channel,
    OutboxMessage.attempts,
    OutboxMessage.created_at,
    OutboxMessage.expires_at,
    # Opened one by one while sending: a message that cannot be opened must not hold up the others.
    type_coerce(OutboxMessage.to, LargeBinary).label("to"),
    type_coerce(OutboxMessage.content, LargeBinary).label("content"),
)
# Built once: building them costs more than running them on an empty outbox, which is what most wake-ups find.
_DUE = (
    select(*_COLUMNS)
    .where(
        OutboxMessage.state == bindparam("state"),
        OutboxMessage.next_at <= bindparam("now"),
        OutboxMessage.channel == bindparam("channel"),
    )
    .order_by(OutboxMessage.next_at)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)


class Fate(StrEnum):
    """What came of one message; UNTRIED gives it back as if it had not been claimed."""

    SENT = "sent"
    BUSY = "busy"
    REFUSED = "refused"
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One claimed message, still sealed; `attempt` counts from 1."""

    id: uuid.UUID
    key: str
    channel: str
    attempt: int
    created_at: datetime
    expires_at: datetime | None
    to: bytes
    content: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a parcel; `reason` is for operators and names no person."""

    parcel: Parcel
    fate: Fate
    reason: str = ""


def offered() -> frozenset[Channel]:
    """Return the channels that this portal has; nothing is put into the outbox for the others."""
    return frozenset(_channels(setup.settings()))


def claim(session: Session, channel: Channel, *, limit: int = BATCH) -> list[Parcel]:
    """Lease the messages of a channel that are due, oldest first, to this worker alone.

    On SQLite the caller's transaction must be a writing one: its lock is what orders the workers.
    """
    now = clock.now()
    parcels: list[Parcel] = []
    for state in ("waiting", "sending"):  # apart, so that each is one walk along the index
        asked = {"state": state, "now": now, "channel": channel.value, "most": limit - len(parcels)}
        parcels += [Parcel(row[0], row[1], row[2], row[3] + 1, *row[4:]) for row in session.execute(_DUE, asked)]
    if parcels:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id.in_([parcel.id for parcel in parcels]))
            .values(
                state="sending",
                attempts=OutboxMessage.attempts + 1,
                lease_until=now + LEASE,
                next_at=now + LEASE,  # the index finds a lease that is over as it finds what waits
            )
            .execution_options(synchronize_session=False)
        )
    return parcels


def deliver(parcel: Parcel) -> Outcome:
    """Hand one message to its channel, outside any transaction; never raises for what a peer or a message does."""
    if parcel.expires_at is not None and parcel.expires_at <= clock.now():
        return Outcome(parcel, Fate.REFUSED, "expired")
    channel = _channels(setup.settings()).get(Channel(parcel.channel))
    if channel is None:
        return Outcome(parcel, Fate.BUSY, f"no {parcel.channel} channel is set")
    try:
        channel.send(_opened(parcel))
    except base.ChannelRefused as refused:
        return Outcome(parcel, Fate.REFUSED, refused.reason)
    except base.ChannelBusy as busy:
        return Outcome(parcel, Fate.BUSY, busy.reason)
    except Exception as error:  # noqa: BLE001 - one odd message must not stop the others; its text may name a person
        return Outcome(parcel, Fate.BUSY, f"fault: {type(error).__name__}")
    return Outcome(parcel, Fate.SENT)


def settle(session: Session, outcomes: Iterable[Outcome]) -> None:
    """Write down what came of the messages.

    What was sent is sent whoever holds the lease now; everything else counts only under this worker's own lease.
    """
    now = clock.now()
    sent: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for outcome in outcomes:
        (sent if outcome.fate is Fate.SENT else others).append(_row(outcome, now))
    connection = session.connection()
    mine = OutboxMessage.id == bindparam("this")
    if sent:
        connection.execute(_write().where(mine), sent)
    if others:
        leased = (OutboxMessage.state == "sending") & (OutboxMessage.attempts == bindparam("attempt"))
        connection.execute(_write().where(mine, leased), others)


def _write() -> Any:
    names = ("state", "next_at", "sent_at", "attempts", "last_error")
    return update(OutboxMessage.__table__).values(  # type: ignore[arg-type]  # a mapped class's table is a Table
        lease_until=None, **{name: bindparam(f"new_{name}") for name in names}
    )


def _row(outcome: Outcome, now: datetime) -> dict[str, Any]:
    parcel, fate = outcome.parcel, outcome.fate
    over = fate is Fate.REFUSED or (fate is Fate.BUSY and now - parcel.created_at >= GIVE_UP)
    wait = pause(parcel.attempt, random.random()) if fate is Fate.BUSY else timedelta()  # noqa: S311 - no secret
    return {
        "this": parcel.id,
        "attempt": parcel.attempt,
        "new_state": "sent" if fate is Fate.SENT else "failed" if over else "waiting",
        "new_next_at": now + wait,
        "new_sent_at": now if fate is Fate.SENT else None,
        "new_attempts": parcel.attempt - (fate is Fate.UNTRIED),
        "new_last_error": outcome.reason[:_LONGEST_ERROR],
    }


def _opened(parcel: Parcel) -> base.Message:
    to = _open(parcel.to, "outbox_message.to").decode()
    content = json.loads(_open(parcel.content, "outbox_message.content"))
    return base.Message(parcel.key, to, content["subject"], content["text"], content["html"] or None)


def _open(sealed: bytes, column: str) -> bytes:
    return crypto.ring().open(sealed, column.encode())


@lru_cache(maxsize=4)
def _channels(settings: Settings) -> Mapping[Channel, base.Channel]:
    found: dict[Channel, base.Channel] = {}
    if settings.sms_url:
        from dvc.gateways.channels.sms_http import SmsHttpChannel  # noqa: PLC0415 - only the chosen are imported

        found[Channel.SMS] = SmsHttpChannel.from_url(settings.sms_url, settings.sms_template)
    if settings.smtp_url:
        from dvc.gateways.channels.smtp import SmtpChannel  # noqa: PLC0415 - as above

        host = urlsplit(settings.public_url).hostname or "localhost.localdomain"
        found[Channel.EMAIL] = SmtpChannel.from_url(settings.smtp_url, sender=f"khong-tra-loi@{host}")
    if settings.demo_channel:
        from dvc.gateways.channels.demo import DemoChannel  # noqa: PLC0415 - as above

        # Only in demo and test, and only where no real channel is set: the outbox itself is the inbox.
        for channel in Channel:
            found.setdefault(channel, DemoChannel())
    return found
