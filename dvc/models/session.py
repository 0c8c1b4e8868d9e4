"""Sessions, one-time codes, parked posts and counted failures: short-lived rows around signing in."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base, SealedJson, SealedText, new_id


class WebSession(Base):
    """What a visitor's cookie stands for; the cookie holds a token, the row only its hash."""

    __tablename__ = "web_session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    data: Mapped[dict[str, Any]] = mapped_column(SealedJson("web_session.data"), default=dict)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class OneTimeCode(Base):
    """A code sent to a phone; only the newest of a number and purpose works."""

    __tablename__ = "one_time_code"
    __table_args__ = (Index(None, "target_index", "purpose", "created_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    target: Mapped[str] = mapped_column(SealedText("one_time_code.target"))
    target_index: Mapped[bytes]
    purpose: Mapped[str] = mapped_column(String(30))
    prefix: Mapped[str] = mapped_column(String(3))
    digest: Mapped[bytes]
    payload: Mapped[dict[str, Any]] = mapped_column(SealedJson("one_time_code.payload"), default=dict)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class ParkedPost(Base):
    """A step posted after its session ended, kept sealed for half an hour until its owner has signed in."""

    __tablename__ = "parked_post"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    key_hash: Mapped[bytes] = mapped_column(unique=True)
    draft_id: Mapped[uuid.UUID]
    path: Mapped[str] = mapped_column(String(200))
    body: Mapped[list[list[str]]] = mapped_column(SealedJson("parked_post.body"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Attempt(Base):
    """How often something was tried in a window: the key is a blind index, never a number or an address."""

    __tablename__ = "attempt"

    key: Mapped[bytes] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime] = mapped_column(index=True)
