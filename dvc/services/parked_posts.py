"""Keep a step that was posted after its session had ended, sealed, until its writer has signed in again."""

import hashlib
import json
import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.models.draft import Draft
from dvc.models.session import ParkedPost

LIFE = timedelta(minutes=30)
MOST_BYTES = 200_000
LONGEST_PATH = 200


@dataclass(frozen=True, slots=True)
class Parked:
    """What was typed, and where: pairs of field name and text."""

    draft_id: uuid.UUID
    path: str
    items: tuple[tuple[str, str], ...]


def park(session: Session, draft_id: uuid.UUID, path: str, items: Iterable[tuple[str, str]]) -> str:
    """Keep a post for half an hour and return its one-time key.

    Returns "" when nothing is kept: it is too large, or there is no such draft of a person who can sign in.
    """
    body = [[name, text] for name, text in items]
    if len(path) > LONGEST_PATH or len(json.dumps(body, ensure_ascii=False).encode()) > MOST_BYTES:
        return ""
    draft = session.get(Draft, draft_id)
    if draft is None or draft.account_id is None or draft.submitted_at is not None:
        return ""
    key, now = secrets.token_urlsafe(32), clock.now()
    # One post a draft: nobody fills the disk with a draft's address, and the newest is what was typed last.
    session.execute(delete(ParkedPost).where(ParkedPost.draft_id == draft_id))
    session.add(
        ParkedPost(key_hash=_hash(key), draft_id=draft_id, path=path, body=body, created_at=now, expires_at=now + LIFE)
    )
    return key


def take(session: Session, key: str, *, actor_account_id: uuid.UUID | None) -> Parked | None:
    """Give a parked post back to the owner of its draft, once; to anybody else it is as if there were none."""
    row = session.scalar(select(ParkedPost).where(ParkedPost.key_hash == _hash(key)).with_for_update())
    if row is None:
        return None
    session.delete(row)
    draft = session.get(Draft, row.draft_id)
    owned = draft is not None and actor_account_id is not None and draft.account_id == actor_account_id
    if not owned or row.expires_at <= clock.now():
        return None
    return Parked(row.draft_id, row.path, tuple((name, text) for name, text in row.body))


def sweep(session: Session) -> int:
    """Delete the posts whose half hour is over; returns how many."""
    result = session.execute(delete(ParkedPost).where(ParkedPost.expires_at <= clock.now()))
    return int(getattr(result, "rowcount", 0))


def _hash(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
