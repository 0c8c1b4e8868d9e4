"""Two administrators, and procedures that they change, for tests of what is released."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from dvc.catalogue import loader
from dvc.domain.actor import Actor, Role
from dvc.domain.procedures import Procedure
from dvc.models.agency import Agency
from dvc.models.release import ProcedureRelease
from dvc.services import releases
from dvc.services.releases import Plan
from tests.support.desks import an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE

WRITER, APPROVER = "Đỗ Thị Quản", "Lê Văn Duyệt"


@dataclass(frozen=True, slots=True)
class Office:
    """An agency with two administrators: who edits, and who approves."""

    agency: Agency
    writer: Actor
    approver: Actor


def an_office(session: Session) -> Office:
    """Appoint two administrators."""
    agency = an_agency(session)
    people = [an_officer(session, agency, Role.ADMINISTRATOR, name) for name in (WRITER, APPROVER)]
    return Office(agency, *people)


def changed(change: Callable[[Procedure], Procedure], code: str = PROCEDURE) -> Procedure:
    """Return a shipped procedure after a change, under the hash of what it then is."""
    return loader.from_json(loader.to_json(change(loader.procedure(code))))


def renamed(name: str, code: str = PROCEDURE) -> Procedure:
    """Return a shipped procedure under another short name."""
    return changed(lambda one: replace(one, short_name=name), code)


def released(session: Session, office: Office, procedure: Procedure, on: date | None = None) -> ProcedureRelease:
    """Publish what the one wrote and the other approves."""
    assert office.writer.account_id is not None
    return releases.publish(session, procedure, Plan(office.writer.account_id, on), actor=office.approver)
