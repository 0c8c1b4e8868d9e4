"""Keep what agencies offer otherwise than the definitions say, by days; a dossier keeps its offer for ever."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.domain.offers import offer_problems, with_offer
from dvc.domain.procedures import Procedure
from dvc.errors import Conflict, Invalid, NotFound
from dvc.models.dossier import Dossier
from dvc.models.offer import AgencyOffer
from dvc.services import agency_settings, catalogue, ledger, procedure_versions

__all__ = ["AgencyOffer", "NewOffer", "end", "in_force", "make", "of", "offered", "pinned", "withdraw"]

ONE_DAY = timedelta(days=1)

# Built once: pages of the wizard ask, and building costs more than asking.
_ON = (
    select(AgencyOffer)
    .where(
        AgencyOffer.agency_id == bindparam("agency"),
        AgencyOffer.procedure_code == bindparam("code"),
        AgencyOffer.valid_from <= bindparam("day"),
        or_(AgencyOffer.valid_to.is_(None), AgencyOffer.valid_to >= bindparam("day")),
    )
    .order_by(AgencyOffer.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class NewOffer:
    """What an agency is to offer from a day on; `overrides`: see `dvc.domain.offers`."""

    agency_id: int
    code: str
    valid_from: date
    overrides: Mapping[str, Any]


def in_force(session: Session, code: str, agency_id: int, day: date) -> AgencyOffer | None:
    """Return the agency's own offer of a procedure on a day, None where the definition holds as it is."""
    return session.scalar(_ON, {"agency": agency_id, "code": code, "day": day})


def offered(session: Session, procedure: Procedure, agency_id: int, day: date) -> Procedure:
    """Return a procedure as an agency offers it on a day."""
    found = in_force(session, procedure.code, agency_id, day)
    return procedure if found is None else with_offer(procedure, found.overrides)


def pinned(session: Session, dossier: Dossier) -> Procedure:
    """Return a dossier's procedure in the version and under the offer that it was filed with."""
    procedure = procedure_versions.pinned(session, dossier.procedure_code, dossier.procedure_version)
    found = session.get(AgencyOffer, dossier.offer_id) if dossier.offer_id is not None else None
    return procedure if found is None else with_offer(procedure, found.overrides)


def of(session: Session, agency_id: int) -> list[AgencyOffer]:
    """Return all offers of an agency, the one that begins last first."""
    query = select(AgencyOffer).where(AgencyOffer.agency_id == agency_id)
    return list(session.scalars(query.order_by(AgencyOffer.valid_from.desc(), AgencyOffer.id.desc())))


def make(session: Session, new: NewOffer, *, actor: Actor) -> AgencyOffer:
    """Let an agency offer a procedure otherwise from a day on; the offer before ends the day before.

    Raises:
        Forbidden: the agency is not the actor's to administer.
        NotFound: there is no such agency or procedure.
        Conflict: the day is over.
        Invalid: by the place in the overrides.

    """
    agency_settings.to_change(session, new.agency_id, None, actor=actor)
    if new.valid_from < clock.today():
        raise Conflict("Ngày bắt đầu đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
    wrong = offer_problems(catalogue.procedure(session, new.code, day=new.valid_from), new.overrides)
    if wrong:
        raise Invalid(wrong)
    for old in of(session, new.agency_id):
        if old.procedure_code == new.code and (old.valid_to is None or old.valid_to >= new.valid_from):
            _give_way(session, old, new.valid_from, actor=actor)
    row = AgencyOffer(
        agency_id=new.agency_id,
        procedure_code=new.code,
        valid_from=new.valid_from,
        overrides=dict(new.overrides),
        made_by=actor.account_id,
        made_at=clock.now(),
    )
    session.add(row)
    _record(session, row, "made", actor)
    return row


def end(session: Session, offer_id: int, last_day: date, *, actor: Actor) -> None:
    """Let an offer end after a day; from then on the definition holds as it is.

    Raises:
        Forbidden: the agency is not the actor's to administer.
        NotFound: there is no such offer.
        Conflict: it has not begun by that day, is over, or the day is over.

    """
    row = _to_change(session, offer_id, actor)
    if last_day < max(row.valid_from, clock.today()) or (row.valid_to is not None and row.valid_to < last_day):
        raise Conflict("Ngày cuối phải từ hôm nay trở đi và nằm trong thời gian áp dụng.")
    row.valid_to = last_day
    _record(session, row, "ended", actor)


def withdraw(session: Session, offer_id: int, *, actor: Actor) -> None:
    """Take back an offer that has not begun.

    Raises:
        Forbidden: the agency is not the actor's to administer.
        NotFound: there is no such offer.
        Conflict: it has begun.

    """
    row = _to_change(session, offer_id, actor)
    if row.valid_from <= clock.today():
        raise Conflict("Phần này đã áp dụng, không bỏ được. Hãy đặt ngày cuối.")
    _record(session, row, "withdrawn", actor)
    session.delete(row)
    session.flush()  # who asks again finds none


def _give_way(session: Session, old: AgencyOffer, first_day: date, *, actor: Actor) -> None:
    if old.valid_from > clock.today() and old.valid_from >= first_day:
        _record(session, old, "withdrawn", actor)
        session.delete(old)
    else:
        # What began and ends on the same day holds for no day any more; dossiers filed under it keep it.
        old.valid_to = first_day - ONE_DAY
        _record(session, old, "ended", actor)


def _to_change(session: Session, offer_id: int, actor: Actor) -> AgencyOffer:
    row = session.get(AgencyOffer, offer_id)
    if row is None:
        raise NotFound
    agency_settings.to_change(session, row.agency_id, None, actor=actor)
    return row


def _record(session: Session, row: AgencyOffer, action: str, actor: Actor) -> None:
    session.flush()  # the ledger names its number
    data = {"agency": row.agency_id, "procedure": row.procedure_code, "offer": row.id, "action": action}
    ledger.record(session, Event.OFFER_CHANGED, dict(data), actor=actor)
