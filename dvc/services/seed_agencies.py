"""Load the dated tree of the seeds' communes: as they were, and as they are since 2025-07-01."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import reference
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.models.agency import Agency
from dvc.services import ledger

ONE_DAY = timedelta(days=1)


def load(session: Session, *, actor: Actor) -> dict[str, Agency]:
    """Load the dated tree of the seeds' communes, those that are not there yet; returns them by their key."""
    found: dict[str, Agency] = {}
    today = clock.today()
    for entry in reference.agencies():
        same = (
            Agency.identifier_code == entry.identifier_code,
            Agency.valid_from.is_not_distinct_from(entry.valid_from),
        )
        agency = session.scalar(select(Agency).where(*same))
        if agency is None:
            agency = _from_seed(entry, receives=entry.valid_on(today))
            session.add(agency)
            ledger.record(session, Event.AGENCY_CREATED, {"identifier_code": entry.identifier_code}, actor=actor)
        found[entry.key] = agency
    for entry in reference.agencies():
        if entry.succeeded_by is not None:
            found[entry.key].succeeded_by = found[entry.succeeded_by]
    session.flush()  # officers and dossiers refer to the rows
    return found


def _from_seed(entry: reference.Agency, *, receives: bool) -> Agency:
    return Agency(
        identifier_code=entry.identifier_code,
        identifier_official=entry.identifier_confidence == "VERIFIED",
        name=entry.name,
        desk_name=f"Bộ phận Một cửa {entry.commune_name[:1].lower()}{entry.commune_name[1:]}",
        commune_code=entry.commune_code,
        province_code=entry.province_code,
        province_name=entry.province_name,
        hotline=entry.hotline or "",
        receives=receives,
        valid_from=entry.valid_from,
        # The reference names the first day of the successor, the row the last day of the agency.
        valid_to=entry.valid_to - ONE_DAY if entry.valid_to else None,
    )
