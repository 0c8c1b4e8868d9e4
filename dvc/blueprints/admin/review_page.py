"""Submit an edit, approve it, send it back: what differs is read first, and two people publish."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from dvc.blueprints.admin.blueprint import bp, read_day, read_rev, sentences, tells_conflicts, typed_day
from dvc.blueprints.admin.compare_page import by_part
from dvc.blueprints.admin.edit_opened import Opened, opened
from dvc.db import Session
from dvc.domain.actor import Actor
from dvc.domain.definition_changes import Change
from dvc.domain.permissions import Permission
from dvc.errors import Conflict, Invalid, InvalidAnswer, NotFound
from dvc.services import catalogue, procedure_edits
from dvc.services.procedure_edits import ProcedureEdit
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an edit: the question, what will happen, the button, in which states it is taken."""

    question: str
    effect: str
    button: str
    states: tuple[str, ...]


WRITTEN = ("editing", "returned")
STEPS: Mapping[str, Step] = {
    "gui-duyet": Step(
        "Gửi bản này để duyệt?",
        "Một quản trị viên khác đọc chỗ khác biệt rồi duyệt. Bản đang dùng chưa đổi gì.",
        "Gửi duyệt",
        WRITTEN,
    ),
    "duyet": Step(
        "Duyệt và công bố bản này?",
        "Người dân thấy bản này, ngay hoặc từ ngày đã đặt. Hồ sơ đã nộp giữ bản cũ; hồ sơ đang soạn được báo.",
        "Duyệt và công bố",
        ("submitted",),
    ),
    "tra-lai": Step("Trả lại để sửa?", "Người sửa đọc được lời nhắn.", "Trả lại", ("submitted",)),
    "lay-lai": Step("Lấy bản này về sửa tiếp?", "Bản này thôi chờ duyệt.", "Lấy về", ("submitted",)),
    "doi-goc": Step(
        "Đã xem khác biệt với bản hiện nay?",
        "Từ khi bắt đầu sửa, thủ tục đã có bản khác. Duyệt thì bản đang sửa thay bản ấy; chỗ bản ấy mới sửa mà "
        "bản này không có sẽ mất.",
        "Đã xem, đi tiếp",
        ("editing", "returned", "submitted"),
    ),
    "bo": Step(
        "Bỏ bản đang sửa?",
        "Những gì đã viết không dùng nữa. Bản đang dùng không đổi.",
        "Bỏ bản này",
        ("editing", "returned", "submitted"),
    ),
}
PATH = '/quan-tri/sua/<uuid:edit_id>/<any("gui-duyet", "duyet", "tra-lai", "lay-lai", "doi-goc", "bo"):step>'


@bp.get("/quan-tri/sua/<uuid:edit_id>/khac-biet")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def difference(edit_id: UUID) -> Response:
    """Tell in words how an edit differs from what is in force."""
    with reading() as session:
        found = opened(session, edit_id)
        changes = _changes(session, edit_id)
        stale = is_stale(session, found)
    return render("admin/difference.html", opened=found, changes=changes, stale=stale)


@bp.get(PATH)
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def review(edit_id: UUID, step: str) -> Response:
    """Say what the step will do and ask."""
    return _show(edit_id, step)


@bp.post(PATH)
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@tells_conflicts
def reviewed(edit_id: UUID, step: str) -> Response:
    """Take the step."""
    try:
        with transaction() as session:
            edit = procedure_edits.to_change(session, edit_id, read_rev(), actor=current_actor())
            _take(session, edit, step, actor=current_actor())
            code = edit.code
    except Invalid as wrong:
        return _show(edit_id, step, sentences(wrong.problems))
    if step in ("gui-duyet", "bo", "tra-lai"):
        return after_post(url_for("admin.edits"))
    return after_post(
        url_for("admin.procedure", code=code) if step == "duyet" else url_for("admin.edit", edit_id=edit_id)
    )


def _take(session: Session, edit: ProcedureEdit, step: str, *, actor: Actor) -> None:
    note = request.form.get("note", "")
    if step == "gui-duyet":
        procedure_edits.submit(session, edit, read_day("on"), note, actor=actor)
    elif step == "tra-lai":
        if not note.strip():
            raise Invalid({"note": InvalidAnswer("admin.note_empty")})
        procedure_edits.send_back(session, edit, note, actor=actor)
    else:
        does: Mapping[str, Any] = {
            "duyet": procedure_edits.approve,
            "lay-lai": procedure_edits.take_back,
            "doi-goc": procedure_edits.rebase,
            "bo": procedure_edits.discard,
        }
        does[step](session, edit, actor=actor)


def _show(edit_id: UUID, step: str, errors: Mapping[str, str] | None = None) -> Response:
    asked = STEPS[step]
    with reading() as session:
        found = opened(session, edit_id)
        changes = _changes(session, edit_id)
        stale = is_stale(session, found)
    if found.line.state not in asked.states:
        raise Conflict(f"Bản này bây giờ: {found.line.sign[1].lower()}.")
    return render(
        "admin/review.html",
        status=422 if errors else 200,
        opened=found,
        step=step,
        asked=asked,
        changes=changes,
        stale=stale,
        errors=errors or {},
        note=request.form.get("note", ""),
        on=typed_day("on"),
    )


def _changes(session: Session, edit_id: UUID) -> list[tuple[str, list[Change]]]:
    """Return what differs, by the part of the procedure."""
    actor = current_actor()
    found = procedure_edits.difference(session, procedure_edits.get(session, edit_id, actor=actor), actor=actor)
    return by_part(found)


def is_stale(session: Session, found: Opened) -> bool:
    """Tell whether another version came into force since the edit was begun."""
    try:
        return catalogue.standing(session, found.line.code).listing.version != found.base_version
    except NotFound:
        return bool(found.base_version)
