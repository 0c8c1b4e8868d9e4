"""The edits that are under way, as lists show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dvc.db import Session
from dvc.domain.actor import Actor
from dvc.errors import NotFound
from dvc.services import accounts, catalogue, procedure_edits
from dvc.services.procedure_edits import ProcedureEdit

STATES: Mapping[str, tuple[str, str]] = {
    "editing": ("todo", "Đang sửa"),
    "returned": ("fix", "Trả lại để sửa"),
    "submitted": ("wait", "Chờ duyệt"),
    "approved": ("done", "Đã duyệt"),
    "discarded": ("todo", "Đã bỏ"),
}


@dataclass(frozen=True, slots=True)
class EditLine:
    """One edit: `own` where the reader wrote some of it, so that another must approve.

    `approvable` where the reader can approve it once it is submitted, `stuck` where nobody is left who can.
    """

    id: UUID
    code: str
    name: str
    state: str
    sign: tuple[str, str]
    editor: str
    reviewer: str
    changed_at: datetime
    scheduled_for: date | None
    note: str
    own: bool
    approvable: bool
    stuck: bool
    is_new: bool


def edit_lines(session: Session, edits: Iterable[ProcedureEdit], actor: Actor) -> list[EditLine]:
    """Return the lines of edits."""
    names = catalogue.short_names(session)
    return [edit_line(session, one, names, actor) for one in edits]


def edit_line(session: Session, edit: ProcedureEdit, names: Mapping[str, str], actor: Actor) -> EditLine:
    """Return the line of one edit."""
    approvers = procedure_edits.approvers(session, edit, actor=actor)
    return EditLine(
        id=edit.id,
        code=edit.code,
        name=_called(edit, names),
        state=edit.state,
        sign=STATES[edit.state],
        editor=_name(session, edit.editor_id),
        reviewer=_name(session, edit.reviewer_id),
        changed_at=edit.updated_at,
        scheduled_for=edit.scheduled_for,
        note=edit.note,
        own=str(actor.account_id) in edit.writers,
        approvable=actor.account_id in approvers,
        stuck=not approvers,
        is_new=not edit.base_version,
    )


def _called(edit: ProcedureEdit, names: Mapping[str, str]) -> str:
    """Return what the procedure is called; a new one as its own text calls it."""
    if edit.base_version:
        return names[edit.code]
    return str(procedure_edits.read(edit).data.get("short_name") or names[edit.code])


def _name(session: Session, account_id: UUID | None) -> str:
    try:
        return accounts.get(session, account_id).full_name if account_id else ""
    except NotFound:
        return ""
