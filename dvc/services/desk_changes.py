"""Say what changed a dossier last, to an officer whose page is older."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import i18n
from dvc.domain.actor import Capacity
from dvc.domain.states import Action
from dvc.models.account import Account
from dvc.models.dossier import Dossier, DossierEvent, Verdict
from dvc.services import timeline


def last_change(session: Session, dossier: Dossier) -> str:
    """Say what changed a dossier last, who did it and when."""
    event = session.scalars(
        select(DossierEvent).where(DossierEvent.dossier_id == dossier.id).order_by(DossierEvent.seq.desc()).limit(1)
    ).one()
    verdict = session.scalar(
        select(Verdict).where(Verdict.dossier_id == dossier.id).order_by(Verdict.at.desc()).limit(1)
    )
    if verdict is not None and verdict.at > event.at:
        what, who, at = "Đã ghi kết luận về giấy tờ", name_of(session, verdict.by_id), verdict.at
    else:
        officer = event.capacity == Capacity.DESK_OFFICER
        who = name_of(session, event.actor_id) if officer else "người nộp hồ sơ"
        what, at = timeline.TITLES[Action(event.action)], event.at
    return f"{what}: {who}, lúc {i18n.format_datetime(at)}."


def name_of(session: Session, account_id: UUID | None) -> str:
    """Return an officer's name, for his own agency's eyes."""
    account = session.get(Account, account_id) if account_id else None
    return account.full_name if account else ""
