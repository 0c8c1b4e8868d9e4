"""Release procedures: publish, pause, resume, end, replace, roll back, call off; each act is kept and on record.

Releases are never changed. What was filed keeps its version; what is begun from now on follows the newest.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.domain.permissions import Permission, allowed
from dvc.domain.procedures import Procedure
from dvc.domain.releases import Action
from dvc.errors import Conflict, Forbidden, NotFound
from dvc.models.release import ProcedureRelease
from dvc.services import catalogue, catalogue_keeper, ledger, procedure_versions, release_overlay
from dvc.services.release_history import ReleaseLine, history, version

__all__ = [
    "Plan",
    "ReleaseLine",
    "Why",
    "cancel",
    "end",
    "history",
    "pause",
    "publish",
    "replace",
    "resume",
    "roll_back",
    "version",
]

SAME_PERSON = "Người sửa không tự duyệt bản của mình. Cần một quản trị viên khác duyệt."
STILL_DRAFT = "Định nghĩa còn ghi là bản nháp (draft). Hãy bỏ dấu nháp rồi công bố."
MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class Plan:
    """How a version comes into force: who wrote it, from which day (None: now), why, and where it came from."""

    edited_by: UUID
    on: date | None = None
    reason: str = ""
    origin: str = "edited"


@dataclass(frozen=True, slots=True)
class Why:
    """Why something is done to a procedure, as people read it, and the first day on which it holds (None: now)."""

    reason: str = ""
    on: date | None = None


def publish(session: Session, procedure: Procedure, plan: Plan, *, actor: Actor) -> ProcedureRelease:
    """Bring a version into force that another person wrote; it is kept for ever under its hash.

    Raises:
        Forbidden: publishing is not the actor's task.
        Conflict: he wrote it himself, it is a draft, its own days or the given day do not fit, or it is in force.

    """
    _may(session, actor)
    if plan.edited_by == actor.account_id:
        raise Conflict(SAME_PERSON)
    if procedure.draft:
        raise Conflict(STILL_DRAFT)
    at = _moment(plan.on)
    day = (plan.on or clock.today()).isoformat()
    if procedure.valid_from and procedure.valid_from > day:
        raise Conflict(f"Bản này có hiệu lực từ {_day(procedure.valid_from)}. Hãy đặt công bố vào ngày đó.")
    if procedure.valid_to and procedure.valid_to < day:
        raise Conflict(f"Bản này đã hết hiệu lực từ sau ngày {_day(procedure.valid_to)}.")
    version = procedure_versions.publish(session, procedure)
    row = ProcedureRelease(
        code=procedure.code,
        version=version,
        action="publish",
        effective_at=at,
        edited_by=plan.edited_by,
        origin=plan.origin,
        reason=_reason(plan.reason, needed=False),
    )
    return _add(session, row, actor)


def pause(session: Session, code: str, why: Why, *, actor: Actor) -> ProcedureRelease:
    """Take no more dossiers for a while; the page stays, with the reason.

    Raises:
        Conflict: it is paused or over already, or no reason is given.

    """
    _may(session, actor)
    _stands(session, code, ("in_force", "scheduled"), "Thủ tục này đang không nhận hồ sơ.")
    return _act(session, code, "pause", (why, True, ""), actor=actor)


def resume(session: Session, code: str, why: Why, *, actor: Actor) -> ProcedureRelease:
    """Take dossiers again after a pause or an end.

    Raises:
        Conflict: nothing was paused or ended here.

    """
    _may(session, actor)
    _stands(session, code, ("paused", "ended", "replaced"), "Thủ tục này đang nhận hồ sơ.")
    return _act(session, code, "resume", (why, False, ""), actor=actor)


def end(session: Session, code: str, why: Why, *, actor: Actor) -> ProcedureRelease:
    """Take no more dossiers for good, from a day on.

    Raises:
        Conflict: it is over already, or no reason is given.

    """
    _may(session, actor)
    _stands(session, code, ("in_force", "paused", "scheduled"), "Thủ tục này đã chấm dứt.")
    return _act(session, code, "end", (why, True, ""), actor=actor)


def replace(session: Session, code: str, successor: str, why: Why, *, actor: Actor) -> ProcedureRelease:
    """End a procedure in favour of another, to which its page then leads.

    Raises:
        Conflict: it is over already, or its successor is itself.
        NotFound: there is no such successor.

    """
    _may(session, actor)
    _stands(session, code, ("in_force", "paused", "scheduled"), "Thủ tục này đã chấm dứt.")
    if successor == code:
        raise Conflict("Thủ tục thay thế phải là một thủ tục khác.")
    catalogue.standing(session, successor)
    return _act(session, code, "replace", (why, False, successor), actor=actor)


def roll_back(session: Session, code: str, version: str | None, reason: str, *, actor: Actor) -> ProcedureRelease:
    """Bring an earlier version back into force at once; None: the shipped file's, and what upgrades make of it.

    Raises:
        NotFound: there never was such a version, or nothing is shipped.
        Conflict: it is in force now, its day never came, or no reason is given.

    """
    _may(session, actor)
    held = release_overlay.overlay(session).in_force(code, clock.now())
    if held.version == version:
        raise Conflict("Bản này đang có hiệu lực rồi.")
    shipped = loader.listings().get(code)
    known = procedure_versions.is_kept(session, code, version) if version else shipped is not None
    if not known:
        raise NotFound
    if not _was_in_force(session, code, version):
        raise Conflict("Bản này chưa từng có hiệu lực. Hãy gửi duyệt lại để công bố.")
    origin = "edited" if version else "shipped"
    row = ProcedureRelease(code=code, version=version, action="roll_back", effective_at=clock.now(), origin=origin)
    row.reason = _reason(reason, needed=True)
    return _add(session, row, actor)


def cancel(session: Session, release_id: int, *, actor: Actor) -> ProcedureRelease:
    """Call off a release that has not taken effect yet.

    Raises:
        NotFound: there is none.
        Conflict: it has taken effect, or is called off already.

    """
    _may(session, actor)
    row = session.get(ProcedureRelease, release_id)
    if row is None:
        raise NotFound
    done = session.scalar(select(ProcedureRelease.id).where(ProcedureRelease.cancels_id == release_id))
    if row.effective_at <= clock.now() or done is not None or row.action == "cancel":
        raise Conflict("Việc này đã có hiệu lực hoặc đã hủy, không hủy được nữa.")
    now = clock.now()
    return _add(session, ProcedureRelease(code=row.code, action="cancel", effective_at=now, cancels_id=row.id), actor)


def _was_in_force(session: Session, code: str, version: str | None) -> bool:
    """Tell whether a version's day has come; one that two people put off must not come by the act of one."""
    query = select(ProcedureRelease.id).where(ProcedureRelease.code == code, ProcedureRelease.version == version)
    if version is None or session.scalar(query.limit(1)) is None:
        return True
    done = release_overlay.overlay(session).releases.get(code, ())
    return any(one.version == version and one.effective_at <= clock.now() for one in done)


def _may(session: Session, actor: Actor) -> None:
    if not allowed(actor, Permission.CATALOGUE_PROCEDURE_PUBLISH):
        raise Forbidden
    catalogue_keeper.check(session, actor)


def _stands(session: Session, code: str, wanted: tuple[str, ...], sentence: str) -> None:
    if catalogue.standing(session, code).status not in wanted:
        raise Conflict(sentence)


def _act(session: Session, code: str, action: Action, what: tuple[Why, bool, str], *, actor: Actor) -> ProcedureRelease:
    why, needed, successor = what
    row = ProcedureRelease(code=code, action=action, effective_at=_moment(why.on), replaced_by=successor)
    row.reason = _reason(why.reason, needed=needed)
    return _add(session, row, actor)


def _add(session: Session, row: ProcedureRelease, actor: Actor) -> ProcedureRelease:
    if actor.account_id is None:
        raise Forbidden
    shipped = loader.listings().get(row.code)
    row.base_shipped = shipped.version if shipped else ""
    row.made_at, row.approved_by = clock.now(), actor.account_id
    session.add(row)
    session.flush()  # the ledger names its number
    release_overlay.written(session)
    data = {"procedure": row.code, "release": row.id, "action": row.action, "version": row.version or ""}
    ledger.record(session, Event.PROCEDURE_RELEASED, dict(data), actor=actor)
    return row


def _moment(on: date | None) -> datetime:
    today = clock.today()
    if on is not None and on < today:
        raise Conflict("Ngày đặt lịch đã qua. Hãy chọn hôm nay hoặc một ngày sau.")
    return datetime.combine(on, time(), clock.LOCAL) if on is not None and on > today else clock.now()


def _reason(typed: str, *, needed: bool) -> str:
    reason = " ".join(typed.replace("\x00", " ").split())  # no text of PostgreSQL holds it
    if needed and not reason:
        raise Conflict("Hãy viết lý do: người dân đọc lý do này trên trang thủ tục.")
    if len(reason) > MOST_REASON:
        raise Conflict(f"Lý do dài quá {MOST_REASON} chữ. Ông/bà viết gọn lại.")
    return reason


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
