"""The outbox: messages written in the transaction of the change that they tell of."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base, SealedJson, SealedText, new_id


class OutboxMessage(Base):
    """One message to one address by one channel.

    `state`: waiting → sending (until `lease_until`) → sent, or failed when refused for good. The `key` is unique here
    and travels with the message, so that a repeat after a crash can be known as one. `content`: {"subject", "text",
    "html"}.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (Index(None, "state", "next_at"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    event: Mapped[str] = mapped_column(String(40))
    channel: Mapped[str] = mapped_column(String(10))
    to: Mapped[str] = mapped_column(SealedText("outbox_message.to"))
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    account_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    content: Mapped[dict[str, Any]] = mapped_column(SealedJson("outbox_message.content"))
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    next_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
