"""Dossiers and what happened to them."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dvc.db import Base, SealedJson, SealedText, new_id
from dvc.models.agency import Agency


class Dossier(Base):
    """A filed dossier; `agency` resolves it, `filing_agency` is the desk where it was filed.

    Filer, owner and requester are separate: `people` holds {"filer", "owner", "requester"}, each with full_name,
    id_number, phone, email and address as far as known, and "messages_to". `offer_id` is the agency's own offer that it
    was filed under. `rev` guards against two officers at once.
    """

    __tablename__ = "dossier"
    __table_args__ = (
        Index(None, "agency_id", "state", "id"),
        Index(None, "filing_agency_id", "state", "id"),
        Index(None, "filer_id", "id"),
        Index(None, "owner_id", "id"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    draft_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    rev: Mapped[int] = mapped_column()
    procedure_code: Mapped[str] = mapped_column(String(20))
    procedure_version: Mapped[str] = mapped_column(String(64))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    filing_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    case_key: Mapped[str] = mapped_column(String(60))
    offer_id: Mapped[int | None] = mapped_column(ForeignKey("agency_offer.id"))
    channel: Mapped[str] = mapped_column(String(20), default="online")
    state: Mapped[str] = mapped_column(String(30))
    asked_from: Mapped[str] = mapped_column(String(30), default="")
    filer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    owner_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    for_whom: Mapped[str] = mapped_column(String(20))
    people: Mapped[dict[str, Any]] = mapped_column(SealedJson("dossier.people"))
    answers: Mapped[dict[str, Any]] = mapped_column(SealedJson("dossier.answers"))
    papers: Mapped[dict[str, Any]] = mapped_column(SealedJson("dossier.papers"))
    delivery: Mapped[dict[str, Any]] = mapped_column(SealedJson("dossier.delivery"))
    fees: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    declaration: Mapped[str]
    content_hash: Mapped[bytes]
    handler_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    unit: Mapped[str] = mapped_column(String(100), default="")
    origin: Mapped[str] = mapped_column(String(20), default="", server_default="")
    origin_reference: Mapped[str] = mapped_column(String(50), default="", server_default="")
    submitted_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id])
    filing_agency: Mapped[Agency] = relationship(foreign_keys=[filing_agency_id])

    __mapper_args__ = {"version_id_col": rev}  # noqa: RUF012 - SQLAlchemy's own declaration


class DossierSequence(Base):
    """The last number given on a day by an agency; allocated under the row's lock, never reused."""

    __tablename__ = "dossier_sequence"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    last: Mapped[int]


class DossierNumber(Base):
    """An ID number under which a dossier is found: its owner's, or its filer's; old and new numbers both."""

    __tablename__ = "dossier_number"
    __table_args__ = (Index(None, "number_index", "dossier_id"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    number_index: Mapped[bytes]
    part: Mapped[str] = mapped_column(String(20))


class DossierWord(Base):
    """A folded whole word of a name in a dossier, blind: names are found without being readable."""

    __tablename__ = "dossier_word"

    word_index: Mapped[bytes] = mapped_column(primary_key=True)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), primary_key=True)


class DossierEvent(Base):
    """One executed transition; the same `key` again is the same step, not a second one."""

    __tablename__ = "dossier_event"
    __table_args__ = (UniqueConstraint("dossier_id", "seq"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"))
    seq: Mapped[int]
    key: Mapped[str | None] = mapped_column(String(100), unique=True)
    at: Mapped[datetime]
    action: Mapped[str] = mapped_column(String(30))
    from_state: Mapped[str] = mapped_column(String(30))
    to_state: Mapped[str] = mapped_column(String(30))
    actor_id: Mapped[uuid.UUID | None]
    for_id: Mapped[uuid.UUID | None]
    capacity: Mapped[str] = mapped_column(String(20))
    agency_id: Mapped[int | None]
    unit: Mapped[str] = mapped_column(String(100), default="")
    reason: Mapped[str] = mapped_column(SealedText("dossier_event.reason"), default="")
    due_before: Mapped[datetime | None]
    due_after: Mapped[datetime | None]


class Verdict(Base):
    """What the desk found about one component in one round (lifecycle: đạt, thiếu, mờ, sai mẫu, hết hạn, khác)."""

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("dossier_id", "round", "component_key"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"))
    round: Mapped[int] = mapped_column(default=0)
    component_key: Mapped[str] = mapped_column(String(60))
    verdict: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(SealedText("verdict.words"), default="")
    by_id: Mapped[uuid.UUID]
    at: Mapped[datetime]


class SupplementRound(Base):
    """One request for supplement: asked once, complete, for the failing items only.

    `until` is the last day to answer, where the desk set one.
    """

    __tablename__ = "supplement_round"
    __table_args__ = (UniqueConstraint("dossier_id", "number"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"))
    number: Mapped[int]
    items: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(SealedText("supplement_round.reason"))
    until: Mapped[date | None]
    answer: Mapped[dict[str, Any]] = mapped_column(SealedJson("supplement_round.answer"), default=dict)
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[uuid.UUID]
    answered_at: Mapped[datetime | None]


class IssuedPaper(Base):
    """An official paper as it was issued: the sealed PDF in the storage, never made again with other words."""

    __tablename__ = "issued_paper"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    dossier_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30))
    sealed_sha256: Mapped[str] = mapped_column(String(64))
    issued_at: Mapped[datetime]
    issued_by_id: Mapped[uuid.UUID | None]
