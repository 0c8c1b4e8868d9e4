"""Keep visitors' sessions: a random token with the visitor, a row with its hash here."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select, update
from sqlalchemy.orm import Session

from dvc import clock
from dvc.models.account import Account, Officer
from dvc.models.session import WebSession

IDLE = timedelta(hours=2)
LONGEST = timedelta(days=7)
TOUCH = timedelta(minutes=10)

# Every request of a visitor with a session asks this: plain columns, built once.
_WEB, _ACCOUNT, _OFFICER = (model.__table__.c for model in (WebSession, Account, Officer))
_VISIT = (
    select(
        _WEB.id,
        _WEB.account_id,
        _WEB.data,
        _WEB.seen_at,
        _ACCOUNT.full_name,
        _OFFICER.agency_id,
        _OFFICER.role,
        _OFFICER.unit,
    )
    .outerjoin_from(WebSession.__table__, Account.__table__, _ACCOUNT.id == _WEB.account_id)
    .outerjoin(Officer.__table__, (_OFFICER.account_id == _ACCOUNT.id) & _OFFICER.active)
    .where(_WEB.token_hash == bindparam("token"), _WEB.expires_at > bindparam("now"))
)


@dataclass(slots=True)
class Visit:
    """What the web needs to know of a session for one request."""

    id: uuid.UUID | None = None
    account_id: uuid.UUID | None = None
    name: str = ""
    officer_agency_id: int | None = None
    officer_role: str = ""
    officer_unit: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    stale: bool = False


def new_token() -> str:
    """Make a token: 43 characters, 256 random bits."""
    return secrets.token_urlsafe(32)


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def find(connection: Connection, token: str) -> Visit | None:
    """Return the visit that a token stands for; None when it is unknown or over."""
    now = clock.now()
    row = connection.execute(_VISIT, {"token": _hash(token), "now": now}).first()
    if row is None:
        return None
    return Visit(
        id=row.id,
        account_id=row.account_id,
        name=row.full_name or "",
        officer_agency_id=row.agency_id,
        officer_role=row.role or "",
        officer_unit=row.unit or "",
        data=row.data,
        stale=now - row.seen_at > TOUCH,
    )


def save(session: Session, token: str, data: dict[str, Any]) -> uuid.UUID:
    """Store what a visitor's session holds, making its row when there is none; returns the row's id."""
    now = clock.now()
    web = session.scalar(select(WebSession).where(WebSession.token_hash == _hash(token)))
    if web is not None and web.expires_at <= now:
        # A session that is over stays over: the visitor goes on under his token as nobody.
        session.delete(web)
        session.flush()
        web = None
    if web is None:
        web = WebSession(token_hash=_hash(token), created_at=now, seen_at=now, expires_at=now + IDLE)
        session.add(web)
    web.data = data
    _touch(web)
    session.flush()  # the caller needs the id
    return web.id


def touch(session: Session, token: str) -> None:
    """Let a session that is in use live on, up to its longest life."""
    web = session.scalar(select(WebSession).where(WebSession.token_hash == _hash(token)))
    if web is not None:
        _touch(web)


def _touch(web: WebSession) -> None:
    now = clock.now()
    web.seen_at = now
    web.expires_at = min(now + IDLE, web.created_at + LONGEST)


def sign_in(session: Session, old_token: str, token: str, account_id: uuid.UUID) -> uuid.UUID:
    """Open a new session for a person who has proved who he is; what the visitor's old one held goes along."""
    now = clock.now()
    old = session.scalar(select(WebSession).where(WebSession.token_hash == _hash(old_token)))
    web = WebSession(
        token_hash=_hash(token),
        account_id=account_id,
        data=dict(old.data) if old is not None and old.account_id is None else {},
        created_at=now,
        seen_at=now,
        expires_at=now + IDLE,
    )
    session.add(web)
    session.flush()  # drafts move from the old row to the new one
    return web.id


def rename(session: Session, old_token: str, token: str) -> None:
    """Let a session go on under another token; the old one stands for nothing any more."""
    session.execute(update(WebSession).where(WebSession.token_hash == _hash(old_token)).values(token_hash=_hash(token)))


def end(session: Session, token: str) -> None:
    """End a session for good, on the server."""
    session.execute(delete(WebSession).where(WebSession.token_hash == _hash(token)))


def end_all(session: Session, account_id: uuid.UUID) -> None:
    """End every session of an account (after a changed password)."""
    session.execute(delete(WebSession).where(WebSession.account_id == account_id))


def sweep(session: Session) -> int:
    """Delete the sessions that are over; returns how many."""
    result = session.execute(delete(WebSession).where(WebSession.expires_at <= clock.now()))
    return int(getattr(result, "rowcount", 0))
