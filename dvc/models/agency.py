"""The agencies: dated, since communes merge, split and change their names."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dvc.db import Base


class Agency(Base):
    """One agency for one span of time; `identifier_code` stands in its dossier codes (QĐ 20/2020/QĐ-TTg)."""

    __tablename__ = "agency"
    # A code outlives a merger inside its province: two agencies bear it, one after the other.
    __table_args__ = (UniqueConstraint("identifier_code", "valid_from"), Index(None, "commune_code", "valid_from"))

    id: Mapped[int] = mapped_column(primary_key=True)
    identifier_code: Mapped[str] = mapped_column(String(35))
    identifier_official: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(200))
    desk_name: Mapped[str] = mapped_column(String(200))
    commune_code: Mapped[str] = mapped_column(String(5))
    province_code: Mapped[str] = mapped_column(String(2))
    province_name: Mapped[str] = mapped_column(String(100))
    address: Mapped[str] = mapped_column(String(300), default="")
    hotline: Mapped[str] = mapped_column(String(30), default="")
    hours: Mapped[str] = mapped_column(String(200), default="")
    receives: Mapped[bool] = mapped_column(default=True)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    succeeded_by_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))

    succeeded_by: Mapped["Agency | None"] = relationship(remote_side="Agency.id")

    def valid_on(self, day: date) -> bool:
        """Tell whether the agency exists on a day; `valid_to` is its last day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
