"""Appoint who signs for an agency, from when to when."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc.domain.actor import Actor
from dvc.domain.agency_facts import Signer, signer_problems, tidy
from dvc.domain.ledger import Event
from dvc.domain.permissions import Permission, allowed
from dvc.errors import Forbidden, Invalid, InvalidAnswer, NotFound
from dvc.models.agency import Agency, AgencySigner
from dvc.services import agency_settings, ledger

__all__ = ["AgencySigner", "Signer", "add", "end", "of"]


def of(session: Session, agency_id: int, *, actor: Actor) -> list[AgencySigner]:
    """Return who signs or signed for an agency, the one appointed last first; every administrator reads it."""
    if not allowed(actor, Permission.AGENCY_SETTINGS_EDIT):
        raise Forbidden
    found = session.scalars(select(AgencySigner).where(AgencySigner.agency_id == agency_id))
    return sorted(found, key=lambda one: (one.valid_from or date.min, one.id), reverse=True)


def add(session: Session, agency: Agency, signer: Signer, *, actor: Actor) -> AgencySigner:
    """Appoint a signer of an agency got by `agency_settings.to_change`.

    Raises:
        Forbidden: it is in another's tree.
        Invalid: by field.

    """
    agency_settings.check(session, agency.id, actor=actor)
    signer = Signer(tidy(signer.name), tidy(signer.title), signer.valid_from, signer.valid_to)
    problems = signer_problems(signer)
    if problems:
        raise Invalid(problems)
    made = AgencySigner(
        agency_id=agency.id,
        name=signer.name,
        title=signer.title,
        valid_from=signer.valid_from,
        valid_to=signer.valid_to,
    )
    session.add(made)
    _note(session, made, actor)
    return made


def end(session: Session, agency: Agency, signer_id: int, last_day: date, *, actor: Actor) -> None:
    """Say until when a signer signs.

    Raises:
        Forbidden: it is in another's tree.
        NotFound: the agency has no such signer.
        Invalid: the day is before he began.

    """
    agency_settings.check(session, agency.id, actor=actor)
    signer = session.get(AgencySigner, signer_id)
    if signer is None or signer.agency_id != agency.id:
        raise NotFound
    if signer.valid_from is not None and last_day < signer.valid_from:
        raise Invalid({"last_day": InvalidAnswer("agency.ends_before_it_begins")})
    signer.valid_to = last_day
    _note(session, signer, actor)


def _note(session: Session, signer: AgencySigner, actor: Actor) -> None:
    """Put on record which signer was appointed or ended; the name stays out of the ledger."""
    session.flush()  # the ledger names the row
    data: dict[str, object] = {"agency": signer.agency_id, "fields": [f"signers.{signer.id}"]}
    ledger.record(session, Event.AGENCY_CHANGED, data, actor=actor)
