"""People and officers. Names, numbers and contacts are sealed; they are found by their blind indices."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dvc.db import Base, SealedJson, SealedText, new_id
from dvc.models.agency import Agency


class Account(Base):
    """One person, one account.

    `birth_date` is ISO `YYYY-MM-DD`; `profile` holds further answers to fill forms with. An unproved ID number
    (`id_proved` false) opens nobody's dossiers and is not unique, so that it never blocks its true owner; a phone
    that is the person's own (`phone_owned`) is unique.
    """

    __tablename__ = "account"
    __table_args__ = (Index("uq_account_owned_phone", "owned_phone_index", unique=True),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    user_name: Mapped[str | None] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(SealedText("account.full_name"))
    id_number: Mapped[str] = mapped_column(SealedText("account.id_number"), default="")
    id_index: Mapped[bytes | None] = mapped_column(index=True)
    old_id_number: Mapped[str] = mapped_column(SealedText("account.old_id_number"), default="")
    old_id_index: Mapped[bytes | None] = mapped_column(index=True)
    id_proved: Mapped[bool] = mapped_column(default=False)
    birth_date: Mapped[str] = mapped_column(SealedText("account.birth_date"), default="")
    phone: Mapped[str] = mapped_column(SealedText("account.phone"), default="")
    phone_index: Mapped[bytes | None] = mapped_column(index=True)
    owned_phone_index: Mapped[bytes | None]
    phone_owned: Mapped[bool] = mapped_column(default=False)
    email: Mapped[str] = mapped_column(SealedText("account.email"), default="")
    profile: Mapped[dict[str, Any]] = mapped_column(SealedJson("account.profile"), default=dict)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    officer: Mapped["Officer | None"] = relationship(back_populates="account")


class Officer(Base):
    """An account's appointment at an agency."""

    __tablename__ = "officer"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"), unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    unit: Mapped[str] = mapped_column(String(100), default="")
    active: Mapped[bool] = mapped_column(default=True)
    appointed_at: Mapped[datetime]

    account: Mapped[Account] = relationship(back_populates="officer")
    agency: Mapped[Agency] = relationship()
