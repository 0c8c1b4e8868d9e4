"""Find the agencies: the tree is dated, and only agencies valid today receive dossiers."""

import uuid
from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dvc.errors import NotFound
from dvc.models.account import Officer
from dvc.models.agency import Agency


def receiving(session: Session, day: date) -> Sequence[Agency]:
    """Return the agencies that receive dossiers on a day, by province and name."""
    query = (
        select(Agency)
        .where(
            Agency.receives,
            or_(Agency.valid_from.is_(None), Agency.valid_from <= day),
            or_(Agency.valid_to.is_(None), Agency.valid_to >= day),
        )
        .order_by(Agency.province_name, Agency.name)
    )
    return session.scalars(query).all()


def get(session: Session, agency_id: int) -> Agency:
    """Return one agency.

    Raises:
        NotFound: there is none.

    """
    agency = session.get(Agency, agency_id)
    if agency is None:
        raise NotFound
    return agency


def only_one(session: Session, day: date) -> Agency | None:
    """Return the agency of a portal that serves just one, whose hotline then stands on every page."""
    found = receiving(session, day)
    return found[0] if len(found) == 1 else None


def of_officer(session: Session, account_id: uuid.UUID) -> Agency | None:
    """Return the agency where an account is an active officer."""
    query = select(Agency).join(Officer).where(Officer.account_id == account_id, Officer.active)
    return session.scalar(query)
