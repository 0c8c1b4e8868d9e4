"""What is done to a procedure as a whole, each act on a page that says what will happen and asks to confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, request, url_for

from dvc.blueprints.admin.blueprint import bp, read_day, sentences, tells_conflicts, typed_day
from dvc.blueprints.admin.compare_page import by_part, version_of
from dvc.db import Session
from dvc.domain.actor import Actor
from dvc.domain.definition_changes import changes
from dvc.domain.permissions import Permission
from dvc.errors import Invalid, InvalidAnswer, NotFound
from dvc.services import catalogue, releases
from dvc.services.releases import Why
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the question, what will happen, the button; what it asks for."""

    question: str
    effect: str
    button: str
    needs_reason: bool = True
    asks_day: bool = True


ACTS: Mapping[str, Act] = {
    "tam-dung": Act(
        "Tạm dừng nhận hồ sơ?",
        "Trang thủ tục vẫn còn, có lý do ông/bà viết ở dưới. Hồ sơ đã nộp vẫn được giải quyết.",
        "Tạm dừng",
    ),
    "mo-lai": Act("Nhận hồ sơ trở lại?", "Người dân lại nộp được thủ tục này.", "Nhận trở lại", needs_reason=False),
    "ket-thuc": Act(
        "Chấm dứt thủ tục?",
        "Từ ngày ấy không ai nộp được nữa. Trang thủ tục vẫn còn, có lý do. Hồ sơ đã nộp vẫn được giải quyết.",
        "Chấm dứt",
    ),
    "thay-the": Act(
        "Thay bằng thủ tục khác?",
        "Từ ngày ấy không ai nộp được nữa, và trang thủ tục dẫn sang thủ tục mới.",
        "Thay thế",
        needs_reason=False,
    ),
    "quay-lai": Act(
        "Quay lại bản này?",
        "Bản được chọn có hiệu lực ngay. Hồ sơ đã nộp giữ bản của nó; hồ sơ đang soạn được mời theo bản này.",
        "Quay lại bản này",
        asks_day=False,
    ),
}
PATH = '/quan-tri/thu-tuc/<code>/viec/<any("tam-dung", "mo-lai", "ket-thuc", "thay-the", "quay-lai"):act>'


@bp.get(PATH)
@requires(Permission.CATALOGUE_PROCEDURE_PUBLISH)
def act(code: str, act: str) -> Response:
    """Say what the act will do and ask."""
    return _show(code, act)


@bp.post(PATH)
@requires(Permission.CATALOGUE_PROCEDURE_PUBLISH)
@tells_conflicts
def acted(code: str, act: str) -> Response:
    """Do it."""
    try:
        with transaction() as session:
            catalogue.standing(session, code)
            _do(session, code, act, actor=current_actor())
    except Invalid as wrong:
        return _show(code, act, sentences(wrong.problems))
    return after_post(url_for("admin.procedure", code=code))


def _do(session: Session, code: str, act: str, *, actor: Actor) -> None:
    reason = request.form.get("reason", "")
    if ACTS[act].needs_reason and not reason.strip():
        raise Invalid({"reason": InvalidAnswer("admin.reason_empty")})
    if act == "quay-lai":
        releases.roll_back(session, code, request.form.get("version", "") or None, reason, actor=actor)
        return
    why = Why(reason, read_day("on") if ACTS[act].asks_day else None)
    if act == "thay-the":
        _replace(session, code, why, actor=actor)
        return
    does = {"tam-dung": releases.pause, "mo-lai": releases.resume, "ket-thuc": releases.end}[act]
    does(session, code, why, actor=actor)


def _replace(session: Session, code: str, why: Why, *, actor: Actor) -> None:
    successor = request.form.get("successor", "").strip()
    try:
        releases.replace(session, code, successor, why, actor=actor)
    except NotFound:
        raise Invalid({"successor": InvalidAnswer("admin.successor_unknown")}) from None


def _show(code: str, act: str, errors: Mapping[str, str] | None = None) -> Response:
    version = request.values.get("version", "")
    with reading() as session:
        standing = catalogue.standing(session, code)
        held = version_of(session, code, version) if act == "quay-lai" else None
        changed = by_part(changes(catalogue.procedure(session, code), held)) if held else []
    context: dict[str, Any] = {
        "act": ACTS[act],
        "key": act,
        "standing": standing,
        "version": version,
        "changes": changed,
    }
    typed = {"reason": request.form.get("reason", ""), "successor": request.form.get("successor", "")}
    status = 422 if errors else 200
    return render(
        "admin/act.html",
        status=status,
        errors=errors or {},
        typed=typed,
        on=typed_day("on"),
        **context,
    )


@bp.get("/quan-tri/thu-tuc/<code>/huy/<int:release_id>")
@requires(Permission.CATALOGUE_PROCEDURE_PUBLISH)
def cancel(code: str, release_id: int) -> Response:
    """Ask whether to call a scheduled act off."""
    with reading() as session:
        standing = catalogue.standing(session, code)
        lines = releases.history(session, code, actor=current_actor())
    found = [one for one in lines if one.id == release_id and one.state == "scheduled"]
    if not found:
        raise NotFound
    return render("admin/cancel.html", standing=standing, line=found[0])


@bp.post("/quan-tri/thu-tuc/<code>/huy/<int:release_id>")
@requires(Permission.CATALOGUE_PROCEDURE_PUBLISH)
@tells_conflicts
def cancelled(code: str, release_id: int) -> Response:
    """Call it off."""
    actor = current_actor()
    with transaction() as session:
        if not any(one.id == release_id for one in releases.history(session, code, actor=actor)):
            raise NotFound
        releases.cancel(session, release_id, actor=actor)
    return after_post(url_for("admin.procedure", code=code))
