"""Submit an edit, approve it, send it back: two people publish, one writes and another approves."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import Actor
from dvc.domain.definition_changes import Change, changes
from dvc.domain.permissions import Permission
from dvc.errors import Conflict
from dvc.models.release import ProcedureEdit, ProcedureRelease
from dvc.services import catalogue, catalogue_keeper, edit_texts, releases
from dvc.services.edit_steps import WRITTEN, changed, current, may, under_way, waits
from dvc.services.edit_steps import note as noted


def submit(session: Session, edit: ProcedureEdit, on: date | None, note: str, *, actor: Actor) -> None:
    """Ask for approval; `on` is the day from which the version is to hold, `note` is for who approves.

    Raises:
        Conflict: it has faults, is a draft, waits already, its day is over, or it changes nothing.

    """
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    found = edit_texts.checked(edit.text, edit.code).procedure
    if edit.state not in WRITTEN:
        raise Conflict("Bản này đang chờ duyệt rồi.")
    if found is None:
        raise Conflict("Bản này còn lỗi nên chưa gửi duyệt được. Hãy sửa hết lỗi rồi gửi lại.")
    if found.draft:
        raise Conflict(releases.STILL_DRAFT)
    if found.version == edit.base_version:
        raise Conflict("Bản này chưa khác bản đang có hiệu lực ở chỗ nào.")
    if on is not None and on < clock.today():
        raise Conflict("Ngày công bố đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
    edit.state, edit.scheduled_for, edit.note, edit.reviewer_id = "submitted", on, noted(note), None
    changed(session, edit, "submitted", actor=actor)


def take_back(session: Session, edit: ProcedureEdit, *, actor: Actor) -> None:
    """Take an edit back from approval, to go on writing."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    waits(edit)
    edit.state = "editing"
    changed(session, edit, "taken_back", actor=actor)


def approve(session: Session, edit: ProcedureEdit, *, actor: Actor) -> ProcedureRelease:
    """Publish what somebody else wrote, now or on the day that was asked for.

    Raises:
        Conflict: the actor wrote some of it, it does not wait for approval, it has faults by now, or the version that
            it began from is no longer the current one (`rebase`).

    """
    reviewer = may(actor, Permission.CATALOGUE_PROCEDURE_PUBLISH)
    session.scalars(select(ProcedureEdit.id).where(ProcedureEdit.code == edit.code).with_for_update()).all()
    waits(edit)
    if str(reviewer) in edit.writers:
        raise Conflict(releases.SAME_PERSON)
    found = edit_texts.checked(edit.text, edit.code).procedure
    if found is None:
        raise Conflict("Bản này có lỗi theo phần mềm hiện nay. Hãy trả lại để sửa.")
    if current(session, edit.code) != edit.base_version:
        raise Conflict("Từ khi bắt đầu sửa, thủ tục này đã có bản khác. Hãy xem lại khác biệt với bản hiện nay.")
    later = edit.scheduled_for if edit.scheduled_for and edit.scheduled_for > clock.today() else None
    plan = releases.Plan(edit.editor_id, later, "", edit.origin)
    released = releases.publish(session, found, plan, actor=actor)
    edit.state, edit.reviewer_id = "approved", reviewer
    changed(session, edit, "approved", actor=actor)
    return released


def approvers(session: Session, edit: ProcedureEdit, *, actor: Actor) -> frozenset[UUID]:
    """Return the accounts of all who can approve an edit: whoever may release procedures and wrote none of it."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    return frozenset(one for one in catalogue_keeper.releasers(session) if str(one) not in edit.writers)


def rebase(session: Session, edit: ProcedureEdit, *, actor: Actor) -> None:
    """Note that the difference from what is current now was looked at; the text stays as it is.

    Raises:
        Conflict: the edit is approved or discarded.

    """
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    under_way(edit)
    edit.base_version = current(session, edit.code)
    changed(session, edit, "rebased", actor=actor)


def send_back(session: Session, edit: ProcedureEdit, note: str, *, actor: Actor) -> None:
    """Return an edit to be mended.

    Raises:
        Conflict: it does not wait for approval, or nothing says what to mend.

    """
    reviewer = may(actor, Permission.CATALOGUE_PROCEDURE_PUBLISH)
    waits(edit)
    if not note.strip():
        raise Conflict("Hãy viết chỗ nào cần sửa.")
    edit.state, edit.note, edit.reviewer_id = "returned", noted(note), reviewer
    changed(session, edit, "returned", actor=actor)


def difference(session: Session, edit: ProcedureEdit, *, actor: Actor) -> tuple[Change, ...]:
    """Return in words how an edit differs from the current version; nothing for a new or a faulty one."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    found = edit_texts.checked(edit.text, edit.code).procedure
    if found is None or not current(session, edit.code):
        return ()
    return changes(catalogue.procedure(session, edit.code), found)
