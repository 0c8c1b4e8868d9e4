"""Find the agencies: the tree is dated, and only agencies valid today receive dossiers."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from dvc.errors import NotFound
from dvc.models.account import Officer
from dvc.models.agency import Agency

__all__ = ["Agency", "get", "of_officer", "old_names", "only_one", "receiving", "receiving_under"]

# Built once: every page of the wizard asks, and building costs more than asking.
_BY_ID = select(Agency).where(Agency.id == bindparam("id"))
_RECEIVING = (
    select(Agency)
    .where(
        Agency.receives,
        or_(Agency.valid_from.is_(None), Agency.valid_from <= bindparam("day")),
        or_(Agency.valid_to.is_(None), Agency.valid_to >= bindparam("day")),
    )
    .order_by(Agency.province_name, Agency.name)
)


def receiving(session: Session, day: date) -> Sequence[Agency]:
    """Return the agencies that receive dossiers on a day, by province and name."""
    return session.scalars(_RECEIVING, {"day": day}).all()


def get(session: Session, agency_id: int) -> Agency:
    """Return one agency.

    Raises:
        NotFound: there is none.

    """
    known = session.identity_map.get(identity_key(Agency, agency_id))
    agency = known or session.scalar(_BY_ID, {"id": agency_id})
    if agency is None:
        raise NotFound
    return agency


def receiving_under(session: Session, identifier_code: str, day: date) -> Agency | None:
    """Return the agency that receives on a day under an identifier code, its own or that of one which became it."""
    query = select(Agency).where(Agency.identifier_code == identifier_code).order_by(Agency.id.desc())
    for agency in session.scalars(query):
        heir: Agency | None = agency
        seen: set[int] = set()
        while heir is not None and not heir.valid_on(day) and heir.id not in seen:
            seen.add(heir.id)
            heir = heir.succeeded_by
        if heir is not None and heir.receives and heir.valid_on(day):
            return heir
    return None


def only_one(session: Session, day: date) -> Agency | None:
    """Return the agency of a portal that serves just one, whose hotline then stands on every page."""
    found = receiving(session, day)
    return found[0] if len(found) == 1 else None


def of_officer(session: Session, account_id: uuid.UUID) -> Agency | None:
    """Return the agency where an account is an active officer."""
    query = select(Agency).join(Officer).where(Officer.account_id == account_id, Officer.active)
    return session.scalar(query)


def old_names(session: Session, day: date) -> dict[int, tuple[str, ...]]:
    """Return for each agency of a day the names of those that became part of it, by its id."""
    every = {agency.id: agency for agency in session.scalars(select(Agency).order_by(Agency.name))}
    names: dict[int, list[str]] = {}
    for agency in every.values():
        heir, steps = agency, 0
        while heir.succeeded_by_id is not None and not heir.valid_on(day) and steps < len(every):
            heir, steps = every[heir.succeeded_by_id], steps + 1
        if heir is not agency and heir.name != agency.name:
            short = agency.name.removeprefix("Ủy ban nhân dân ")
            province = agency.province_name
            inside = province[:1].lower() + province[1:] if province.startswith(("Tỉnh ", "Thành phố ")) else province
            names.setdefault(heir.id, []).append(f"{short}, {inside}")
    return {key: tuple(dict.fromkeys(found)) for key, found in names.items()}
