"""The ledger: append-only, each row bound to the one before by its hash."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base


class LedgerEntry(Base):
    """Who saw, changed, exported or printed what. `once` keeps repeats of one sign-in from filling the ledger."""

    __tablename__ = "ledger_entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(40))
    actor_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    for_id: Mapped[uuid.UUID | None]
    capacity: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int | None]
    account_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    once: Mapped[bytes | None] = mapped_column(unique=True)
    previous: Mapped[bytes]
    hash: Mapped[bytes]


class LedgerHead(Base):
    """The end of the chain; its row lock orders the writers."""

    __tablename__ = "ledger_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[bytes]
