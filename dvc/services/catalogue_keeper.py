"""Say which agency keeps the catalogue of a portal that serves several: the definitions are everybody's."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc.domain.actor import Actor, Role
from dvc.errors import Forbidden
from dvc.models.account import Officer
from dvc.models.agency import Agency
from dvc.services import agencies


def keeper(session: Session) -> Agency | None:
    """Return the agency of the first administrator ever appointed (`dvc init`), or what it has become."""
    first = select(Officer.agency_id).where(Officer.role == Role.ADMINISTRATOR.value).order_by(Officer.id).limit(1)
    agency = session.get(Agency, session.scalar(first) or 0)
    seen: set[int] = set()
    while agency is not None and agency.succeeded_by_id is not None and agency.id not in seen:
        seen.add(agency.id)
        agency = session.get(Agency, agency.succeeded_by_id)
    return agency


def releasers(session: Session) -> frozenset[UUID]:
    """Return the accounts of all who may release procedures: the active administrators of that agency."""
    kept_by = keeper(session)
    if kept_by is None:
        return frozenset()
    is_one = (Officer.agency_id == kept_by.id, Officer.role == Role.ADMINISTRATOR.value, Officer.active)
    return frozenset(session.scalars(select(Officer.account_id).where(*is_one)))


def check(session: Session, actor: Actor) -> None:
    """Let only administrators of that agency release procedures; those of others may write and propose.

    Raises:
        Forbidden: the actor works elsewhere.

    """
    kept_by = keeper(session)
    own = agencies.of_officer(session, actor.account_id) if actor.account_id else None
    if kept_by is None or own is None or own.id != kept_by.id:
        name = kept_by.name if kept_by else "cơ quan lập cổng"
        raise Forbidden(f"Danh mục thủ tục dùng chung cho mọi cơ quan, do {name} giữ. Ông/bà soạn và gửi duyệt được.")
