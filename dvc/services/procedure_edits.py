"""Edit definitions: what one administrator writes is kept as it is, and another approves it.

Each call on an edit that changes it wants it from `to_change`, which locks it and refuses an older page.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue.definition_text import to_toml
from dvc.domain.actor import Actor
from dvc.domain.permissions import Permission
from dvc.errors import Conflict, Invalid, InvalidAnswer, NotFound
from dvc.models.release import ProcedureEdit
from dvc.services import catalogue, edit_texts, releases
from dvc.services.edit_review import approve, approvers, difference, rebase, send_back, submit, take_back
from dvc.services.edit_steps import OPEN, WRITTEN, changed, current, last_change, may, under_way
from dvc.services.edit_texts import Checked

__all__ = [
    "Checked",
    "ProcedureEdit",
    "add_text",
    "approve",
    "approvers",
    "begin",
    "copy",
    "difference",
    "discard",
    "exported",
    "get",
    "open_edits",
    "read",
    "rebase",
    "save_data",
    "save_text",
    "send_back",
    "submit",
    "take_back",
    "to_change",
]

CODE = re.compile(r"[1-6]\.\d{6}")


def begin(session: Session, code: str, *, actor: Actor) -> ProcedureEdit:
    """Edit a procedure's current version, or go on with the edit that is open.

    Raises:
        NotFound: there is no such procedure.

    """
    editor = may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    if not CODE.fullmatch(code):
        raise NotFound
    going = session.scalar(_open_of(code))
    if going is not None:
        return going
    found = catalogue.procedure(session, code)
    made = ProcedureEdit(code=code, base_version=found.version, text=to_toml(found), editor_id=editor, origin="edited")
    return _add(session, made, actor=actor)


def copy(session: Session, code: str, new_code: str, *, actor: Actor) -> ProcedureEdit:
    """Begin a new procedure from a copy of another.

    Raises:
        NotFound: there is nothing to copy.
        Invalid: the new code has the wrong shape, or is taken.

    """
    editor = may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    model = catalogue.procedure(session, code)
    new_code = new_code.strip()
    if not CODE.fullmatch(new_code):
        raise Invalid({"code": InvalidAnswer("procedure.code_shape")})
    if current(session, new_code) or session.scalar(_open_of(new_code)) is not None:
        raise Invalid({"code": InvalidAnswer("procedure.code_taken")})
    text = to_toml(replace(model, code=new_code, valid_from=None, valid_to=None, replaced_by=""))
    return _add(session, ProcedureEdit(code=new_code, text=text, editor_id=editor, origin="copied"), actor=actor)


def add_text(session: Session, text: str, *, actor: Actor) -> ProcedureEdit:
    """Begin an edit with the text of a file, TOML or canonical JSON; a faulty one is kept to be mended.

    Raises:
        Invalid: no code can be read from it.
        Conflict: this procedure is being edited already.

    """
    editor = may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    kept, code = edit_texts.from_file(text)
    if not CODE.fullmatch(code):
        raise Invalid({"file": InvalidAnswer("procedure.file_without_code")})
    if session.scalar(_open_of(code)) is not None:
        raise Conflict("Thủ tục này đang có một bản sửa dở. Hãy nộp duyệt hoặc bỏ bản đó trước.")
    made = ProcedureEdit(code=code, base_version=current(session, code), text=kept, editor_id=editor, origin="imported")
    return _add(session, made, actor=actor)


def get(session: Session, edit_id: UUID, *, actor: Actor) -> ProcedureEdit:
    """Return an edit; raises NotFound."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    found = session.get(ProcedureEdit, edit_id)
    if found is None:
        raise NotFound
    return found


def open_edits(session: Session, *, actor: Actor) -> list[ProcedureEdit]:
    """Return the edits that are written or wait for approval, the one changed last first."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    query = select(ProcedureEdit).where(ProcedureEdit.state.in_(OPEN)).order_by(ProcedureEdit.updated_at.desc())
    return list(session.scalars(query))


def to_change(session: Session, edit_id: UUID, rev: int, *, actor: Actor) -> ProcedureEdit:
    """Lock an edit for a change by somebody who saw it at `rev`.

    Raises:
        NotFound: there is none.
        Conflict: it has changed since, or is approved or discarded; the message says how.

    """
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    query = select(ProcedureEdit).where(ProcedureEdit.id == edit_id).with_for_update()
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    if found.rev != rev or found.state not in OPEN:
        raise Conflict(last_change(session, found))
    return found


def read(edit: ProcedureEdit) -> Checked:
    """Return what an edit's text defines, or all its faults."""
    return edit_texts.checked(edit.text, edit.code)


def save_text(session: Session, edit: ProcedureEdit, text: str, *, actor: Actor) -> Checked:
    """Keep a text as it was typed, faulty or not, and return what it comes to.

    Raises:
        Conflict: the edit waits for approval.
        TooLarge: no definition is that long.

    """
    editor = may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    if edit.state not in WRITTEN:
        raise Conflict("Bản này đang chờ duyệt. Hãy lấy về rồi sửa tiếp.")
    edit.text, edit.editor_id, edit.reviewer_id = edit_texts.kept_text(text), editor, None
    if str(editor) not in edit.writers:
        edit.writers = [*edit.writers, str(editor)]
    changed(session, edit, "saved", actor=actor)
    return read(edit)


def save_data(session: Session, edit: ProcedureEdit, data: Mapping[str, Any], *, actor: Actor) -> Checked:
    """Keep a plain structure, as a form makes it; `save_text` says what it raises."""
    return save_text(session, edit, edit_texts.text_of(data), actor=actor)


def discard(session: Session, edit: ProcedureEdit, *, actor: Actor) -> None:
    """Give an edit up; it is kept, out of the way.

    Raises:
        Conflict: it is approved or discarded already.

    """
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    under_way(edit)
    edit.state = "discarded"
    changed(session, edit, "discarded", actor=actor)


def exported(session: Session, code: str, version: str | None, *, actor: Actor) -> str:
    """Return a version, or the current one, as the text of a file; raises NotFound."""
    may(actor, Permission.CATALOGUE_PROCEDURE_EDIT)
    found = releases.version(session, code, version, actor=actor) if version else catalogue.procedure(session, code)
    return to_toml(found)


def _open_of(code: str) -> Select[ProcedureEdit]:
    return select(ProcedureEdit).where(ProcedureEdit.code == code, ProcedureEdit.state.in_(OPEN)).limit(1)


def _add(session: Session, edit: ProcedureEdit, *, actor: Actor) -> ProcedureEdit:
    edit.created_at = edit.updated_at = clock.now()
    # Who only opened the current version has written nothing yet.
    edit.writers = [] if edit.origin == "edited" else [str(edit.editor_id)]
    session.add(edit)
    changed(session, edit, "begun", actor=actor)
    return edit
