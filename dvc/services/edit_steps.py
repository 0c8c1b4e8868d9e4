"""What every change of an edit asks first and leaves behind."""

from uuid import UUID

from sqlalchemy.orm import Session

from dvc import clock, i18n
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.domain.permissions import Permission, allowed
from dvc.errors import Conflict, Forbidden, NotFound
from dvc.models.account import Account
from dvc.models.release import ProcedureEdit
from dvc.services import catalogue, ledger

OPEN = ("editing", "returned", "submitted")
WRITTEN = ("editing", "returned")
MOST_NOTE = 1000
_STATES = {
    "editing": "đang sửa",
    "returned": "đã trả lại để sửa",
    "submitted": "đang chờ duyệt",
    "approved": "đã duyệt",
    "discarded": "đã bỏ",
}


def may(actor: Actor, permission: Permission) -> UUID:
    """Return the account of who acts; raises Forbidden when this is not his task."""
    if actor.account_id is None or not allowed(actor, permission):
        raise Forbidden
    return actor.account_id


def waits(edit: ProcedureEdit) -> None:
    """Raise Conflict unless the edit waits for approval."""
    if edit.state != "submitted":
        raise Conflict("Bản này không chờ duyệt.")


def under_way(edit: ProcedureEdit) -> None:
    """Raise Conflict when the edit is approved or discarded."""
    if edit.state not in OPEN:
        raise Conflict(f"Bản này {_STATES[edit.state]}, không đổi được nữa.")


def current(session: Session, code: str) -> str:
    """Return the version of a procedure that is current, "" when there is no such procedure yet."""
    try:
        return catalogue.standing(session, code).listing.version
    except NotFound:
        return ""


def note(typed: str) -> str:
    """Return a note as it is kept; raises Conflict for one that is too long."""
    text = typed.replace("\x00", " ").strip()  # no text of PostgreSQL holds it
    if len(text) > MOST_NOTE:
        raise Conflict(f"Ghi chú dài quá {MOST_NOTE} chữ. Ông/bà viết gọn lại.")
    return text


def changed(session: Session, edit: ProcedureEdit, action: str, *, actor: Actor) -> None:
    """Put a change of an edit on record."""
    edit.updated_at = clock.now()
    session.flush()  # the ledger names its id, the page that follows its revision
    data: dict[str, object] = {"procedure": edit.code, "edit": str(edit.id), "action": action}
    ledger.record(session, Event.PROCEDURE_EDITED, data, actor=actor)


def last_change(session: Session, edit: ProcedureEdit) -> str:
    """Say who changed an edit last, when, and how it stands."""
    who = session.get(Account, edit.reviewer_id or edit.editor_id)
    when = i18n.format_datetime(edit.updated_at)
    name = who.full_name if who else "Quản trị viên khác"
    return f"{name} đã thay đổi bản này lúc {when}; bản {_STATES[edit.state]}. Hãy mở lại để xem bản mới nhất."
