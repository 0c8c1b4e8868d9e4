"""Tell a dossier's life in words: what happened, by whom as role and unit, and when (NĐ 224/2026/NĐ-CP Đ15.1g)."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import i18n
from dvc.domain.actor import Capacity
from dvc.domain.states import Action
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier, DossierEvent
from dvc.services import dossiers

TITLES: dict[Action, str] = {
    Action.SUBMIT: "Đã nộp hồ sơ",
    Action.ACCEPT: "Đã tiếp nhận hồ sơ",
    Action.REFUSE_INTAKE: "Không tiếp nhận hồ sơ",
    Action.REDIRECT: "Đã chuyển hồ sơ đến cơ quan khác",
    Action.REQUEST_SUPPLEMENT: "Yêu cầu bổ sung giấy tờ",
    Action.ANSWER_SUPPLEMENT: "Đã gửi giấy tờ bổ sung",
    Action.REQUEST_PAYMENT: "Yêu cầu nộp phí, lệ phí",
    Action.PAY: "Đã nộp phí, lệ phí",
    Action.ASSIGN: "Đã chuyển đến bộ phận giải quyết",
    Action.RESOLVE: "Đã có kết quả",
    Action.EXTEND: "Xin lỗi và hẹn lại ngày trả kết quả",
    Action.RETURN_RESULT: "Đã trả kết quả",
    Action.WITHDRAW: "Đã rút hồ sơ",
    Action.STOP: "Dừng giải quyết hồ sơ",
}


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One event as people read it; `who` is a role and a unit, never an officer's name."""

    title: str
    when: str
    who: str
    note: str


def newest_first(session: Session, dossier: Dossier, *, viewer_id: uuid.UUID | None) -> list[TimelineItem]:
    """Return the dossier's events in words; the viewer's own are «ông/bà»."""
    events = dossiers.events(session, dossier)
    desks = _desk_names(session, {event.agency_id for event in events if event.agency_id is not None})
    return [_item(event, desks, viewer_id) for event in reversed(events)]


def _item(event: DossierEvent, desks: dict[int, str], viewer_id: uuid.UUID | None) -> TimelineItem:
    notes = [event.reason] if event.reason else []
    if event.due_after is not None and event.due_after != event.due_before:
        notes.append(f"Hẹn trả kết quả: {i18n.format_datetime(event.due_after)}.")
    return TimelineItem(
        title=TITLES[Action(event.action)],
        when=i18n.format_datetime(event.at),
        who=_who(event, desks, viewer_id),
        note=" ".join(notes),
    )


def _who(event: DossierEvent, desks: dict[int, str], viewer_id: uuid.UUID | None) -> str:
    if event.capacity == Capacity.SYSTEM:
        return "máy tự động"
    if event.capacity == Capacity.DESK_OFFICER:
        desk = desks.get(event.agency_id or 0, "cơ quan giải quyết")
        return f"{event.unit}, {desk}" if event.unit and event.unit != desk else desk
    if event.actor_id == viewer_id:
        return "ông/bà"
    return "người được ủy quyền" if event.capacity == Capacity.MANDATE else "người nộp hồ sơ"


def _desk_names(session: Session, agency_ids: set[int]) -> dict[int, str]:
    if not agency_ids:
        return {}
    rows = session.execute(select(Agency.id, Agency.desk_name).where(Agency.id.in_(agency_ids)))
    return {row.id: row.desk_name for row in rows}
