"""Uploads: the sealed original, byte for byte, and the cleaned derivative that people see."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base, SealedText, new_id


class Upload(Base):
    """One file of a component; `sealed_sha256` is its address in the storage, `size` the original's bytes.

    `digest` is the SHA-256 of the original; it is sealed because it would tell who else holds the same paper.
    `round` is 0 for the filing, n for the answer to the n-th supplement request.
    """

    __tablename__ = "upload"
    __table_args__ = (
        Index(None, "draft_id", "component_key"),
        Index(None, "dossier_id", "component_key"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    draft_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("draft.id"))
    dossier_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("dossier.id"))
    component_key: Mapped[str] = mapped_column(String(60))
    round: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(SealedText("upload.name"))
    kind: Mapped[str] = mapped_column(String(10))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(SealedText("upload.digest"))
    sealed_sha256: Mapped[str] = mapped_column(String(64), index=True)
    derivative_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    derivative_kind: Mapped[str] = mapped_column(String(10), default="")
    created_at: Mapped[datetime]
