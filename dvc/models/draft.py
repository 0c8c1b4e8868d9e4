"""Drafts: what a person is writing, complete or not, and the keys that make a submission happen once."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base, SealedJson, new_id


class ProcedureVersion(Base):
    """A published definition, kept for ever: drafts and dossiers pin the version they were written with."""

    __tablename__ = "procedure_version"

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    version: Mapped[str] = mapped_column(String(64), primary_key=True)
    definition: Mapped[str]
    published_at: Mapped[datetime]


class Draft(Base):
    """One draft; a UUIDv7 for life, online and offline, and a revision that counts each save.

    `answers`: question key → JSON value; `papers`: component key → {"tick", "why"}; `applicant`: the filer's data as
    confirmed; `delivery`: {"method", "address"…}; `steps`: the steps that were saved at least once; `to_mend`: those
    of them that lack something since a newer version of the procedure was taken; `declined_version`: the one that was
    not taken, so that nobody is asked twice; `origin` and `origin_reference`: which portal sent the writer here, and
    its own reference (`dvc.domain.origins`).
    Until its writer signs in, a draft belongs to the visitor's session.
    """

    __tablename__ = "draft"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"), index=True)
    session_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("web_session.id", ondelete="SET NULL"), index=True)
    rev: Mapped[int] = mapped_column()
    procedure_code: Mapped[str] = mapped_column(String(20))
    procedure_version: Mapped[str] = mapped_column(String(64))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    filing_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    case_key: Mapped[str] = mapped_column(String(60), default="")
    for_whom: Mapped[str] = mapped_column(String(20), default="self")
    applicant: Mapped[dict[str, Any]] = mapped_column(SealedJson("draft.applicant"), default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(SealedJson("draft.answers"), default=dict)
    papers: Mapped[dict[str, Any]] = mapped_column(SealedJson("draft.papers"), default=dict)
    delivery: Mapped[dict[str, Any]] = mapped_column(SealedJson("draft.delivery"), default=dict)
    steps: Mapped[list[str]] = mapped_column(JSON, default=list)
    to_mend: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    declined_version: Mapped[str] = mapped_column(String(64), default="", server_default="")
    origin: Mapped[str] = mapped_column(String(20), default="", server_default="")
    origin_reference: Mapped[str] = mapped_column(String(50), default="", server_default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    warned_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]

    __mapper_args__ = {"version_id_col": rev}  # noqa: RUF012 - SQLAlchemy's own declaration


class SubmitKey(Base):
    """The key of one submission with the fingerprint of what was submitted: a repeat answers the same."""

    __tablename__ = "submit_key"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft_id: Mapped[uuid.UUID] = mapped_column(index=True)
    fingerprint: Mapped[bytes]
    dossier_id: Mapped[uuid.UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
