"""The agencies: dated, since communes merge, split and change their names."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dvc.db import Base, SealedText


class Agency(Base):
    """One agency for one span of time; `identifier_code` stands in its dossier codes (QĐ 20/2020/QĐ-TTg).

    `identifier_code` begins with level 1; `code_order` says how the codes write its groups: left_to_right as it is,
    right_to_left with level 1 last, as TT 01/2018/TT-VPCP had it. `rev` counts the changes: two people may edit.
    """

    __tablename__ = "agency"
    # A code outlives a merger inside its province: two agencies bear it, one after the other.
    __table_args__ = (UniqueConstraint("identifier_code", "valid_from"), Index(None, "commune_code", "valid_from"))

    id: Mapped[int] = mapped_column(primary_key=True)
    rev: Mapped[int] = mapped_column(server_default="1")
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
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    code_order: Mapped[str] = mapped_column(String(20), default="left_to_right", server_default="left_to_right")

    succeeded_by: Mapped["Agency | None"] = relationship(remote_side="Agency.id", foreign_keys=[succeeded_by_id])
    parent: Mapped["Agency | None"] = relationship(remote_side="Agency.id", foreign_keys=[parent_id])

    __mapper_args__ = {"version_id_col": rev}  # noqa: RUF012 - SQLAlchemy's own declaration

    def valid_on(self, day: date) -> bool:
        """Tell whether the agency exists on a day; `valid_to` is its last day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


class AgencySigner(Base):
    """Who signs for an agency, in which office, from when to when, both days included."""

    __tablename__ = "agency_signer"

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    name: Mapped[str] = mapped_column(SealedText("agency_signer.name"))
    title: Mapped[str] = mapped_column(String(100))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]

    def valid_on(self, day: date) -> bool:
        """Tell whether the person signs on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
