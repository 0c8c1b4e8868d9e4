"""Put messages into the outbox, in the transaction of the change they tell of; `notifications` sends them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dvc import clock
from dvc.models.outbox import OutboxMessage


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent, to whom, by which channel (`sms` or `email`)."""

    channel: str
    to: str
    text: str
    subject: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about; `expires_at` is when it is no longer worth sending (a one-time code)."""

    event: str
    dossier_id: uuid.UUID | None = None
    account_id: uuid.UUID | None = None
    expires_at: datetime | None = None


def put(session: Session, key: str, letter: Letter, about: About) -> OutboxMessage:
    """Add one message; `key` is unique for ever and travels with it."""
    now = clock.now()
    message = OutboxMessage(
        key=key,
        event=about.event,
        channel=letter.channel,
        to=letter.to,
        dossier_id=about.dossier_id,
        account_id=about.account_id,
        content={"subject": letter.subject, "text": letter.text, "html": letter.html},
        created_at=now,
        next_at=now,
        expires_at=about.expires_at,
    )
    session.add(message)
    session.info.setdefault(_PUT, set()).add(letter.channel)
    return message


Poke = Callable[[frozenset[str]], None]

_PUT = "dvc_outbox_channels"
_pokes: list[Poke] = []


def on_commit(poke: Poke) -> None:
    """Let this be called with the channels of the messages that a transaction has committed."""
    _pokes[:] = [poke]


def committed(session: Session) -> None:
    """Wake the worker for what the session put here; called after its commit.

    Only a wake-up: without it a sweep finds the messages within seconds.
    """
    channels: set[str] = session.info.pop(_PUT, set())
    if channels:
        for poke in _pokes:
            poke(frozenset(channels))
