"""Tell what was released of a procedure, by whom and when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import Actor
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Procedure
from dvc.domain.releases import ACTION_WORDS
from dvc.models.account import Account
from dvc.models.release import ProcedureRelease
from dvc.services import procedure_versions
from dvc.services.edit_steps import may


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """One line of a procedure's history; `state` is done, scheduled or cancelled."""

    id: int
    code: str
    action: str
    words: str
    reason: str
    version: str | None
    effective_at: datetime
    made_at: datetime
    editor: str
    approver: str
    replaced_by: str
    origin: str
    state: str


def history(session: Session, code: str, *, actor: Actor) -> list[ReleaseLine]:
    """Return all that was released of a procedure, the newest first."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    rows = _rows(session, code)
    people = {one for row in rows for one in (row.edited_by, row.approved_by) if one is not None}
    query = select(Account.id, Account.full_name).where(Account.id.in_(people))
    names = {found.id: found.full_name for found in session.execute(query)} if people else {}
    called_off, now = {row.cancels_id for row in rows}, clock.now()
    return [
        ReleaseLine(
            id=row.id,
            code=row.code,
            action=row.action,
            words=ACTION_WORDS[row.action],
            reason=row.reason,
            version=row.version,
            effective_at=row.effective_at,
            made_at=row.made_at,
            editor=names.get(row.edited_by, "") if row.edited_by else "",
            approver=names.get(row.approved_by, ""),
            replaced_by=row.replaced_by,
            origin=row.origin,
            state="cancelled" if row.id in called_off else "scheduled" if row.effective_at > now else "done",
        )
        for row in rows
    ]


def version(session: Session, code: str, version_hash: str, *, actor: Actor) -> Procedure:
    """Return a version of the history, or the one that is current; raises NotFound."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    return procedure_versions.pinned(session, code, version_hash)


def _rows(session: Session, code: str) -> list[ProcedureRelease]:
    query = select(ProcedureRelease).where(ProcedureRelease.code == code).order_by(ProcedureRelease.id.desc())
    return list(session.scalars(query))
