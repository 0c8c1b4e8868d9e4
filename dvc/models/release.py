"""What administrators did to procedures: the releases that lie over the shipped files, and what is being edited."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base, new_id


class ProcedureRelease(Base):
    """One act on a procedure, never changed afterwards: publish, pause, resume, end, replace, roll_back, cancel.

    It holds from `effective_at`. `version` is the one that comes into force; None with roll_back: the shipped file's,
    whatever an upgrade brings. `origin` says where the version came from: edited, imported, shipped. `base_shipped` is
    the version that the files had then. `cancels_id` is the release, not yet in effect, that is called off.
    """

    __tablename__ = "procedure_release"
    __table_args__ = (
        ForeignKeyConstraint(["code", "version"], ["procedure_version.code", "procedure_version.version"]),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), index=True)
    version: Mapped[str | None] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(default="")
    replaced_by: Mapped[str] = mapped_column(String(20), default="")
    effective_at: Mapped[datetime]
    made_at: Mapped[datetime]
    edited_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    approved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    origin: Mapped[str] = mapped_column(String(20), default="")
    base_shipped: Mapped[str] = mapped_column(String(64), default="")
    cancels_id: Mapped[int | None] = mapped_column(ForeignKey("procedure_release.id"))


class ProcedureEdit(Base):
    """One definition that is being edited: its text exactly as it was written, faulty or not.

    `state`: editing → submitted → approved; returned is editing again with the reviewer's note. `base_version` is the
    version that it began from, "" for a new procedure. `writers` are the accounts that wrote any of it, none of whom
    may approve it.
    """

    __tablename__ = "procedure_edit"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str] = mapped_column(String(20), index=True)
    base_version: Mapped[str] = mapped_column(String(64), default="")
    text: Mapped[str]
    rev: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20), default="editing", index=True)
    note: Mapped[str] = mapped_column(default="")
    origin: Mapped[str] = mapped_column(String(20), default="edited")
    editor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    writers: Mapped[list[str]] = mapped_column(JSON, default=list)
    reviewer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    scheduled_for: Mapped[date | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": rev}  # noqa: RUF012 - SQLAlchemy's own declaration
