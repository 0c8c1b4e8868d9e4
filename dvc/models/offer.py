"""What one agency offers otherwise than the definition says."""

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from dvc.db import Base


class AgencyOffer(Base):
    """What an agency's offer of a procedure is for some days, both included; a new one ends the one before.

    `overrides`: see `dvc.domain.offers`. An offer that has begun is not changed: dossiers filed under it keep it.
    """

    __tablename__ = "agency_offer"
    __table_args__ = (Index(None, "agency_id", "procedure_code", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    procedure_code: Mapped[str] = mapped_column(String(20))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    overrides: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
