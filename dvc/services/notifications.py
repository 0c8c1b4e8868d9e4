"""Tell people what happened: write the words and put them into the outbox, in the caller's transaction.

`deliveries` sends them. An SMS says no name, no ID number and nothing about health; what needs more words stands in the
e-mail and on the person's own page.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dvc import clock, i18n
from dvc.db import new_id
from dvc.domain.notices import RULES, Addressee, Channel, Notice, addressees, key, reached
from dvc.models.account import Account
from dvc.models.dossier import Dossier, DossierEvent
from dvc.models.draft import Draft
from dvc.models.outbox import OutboxMessage
from dvc.services import deliveries, letters, outbox, procedure_versions, setup, throttle
from dvc.services.outbox import About

_PURPOSES: Mapping[str, str] = {"register": "đăng ký", "reset_password": "đặt lại mật khẩu"}
_MINUTE = 60
_DAY = timedelta(days=1)
MOST_TO_TYPED = 20

Facts = Mapping[str, Any]


def tell(session: Session, notice: Notice, dossier: Dossier, facts: Facts | None = None) -> list[OutboxMessage]:
    """Put a dossier's notice into the outbox for each channel that reaches the person; once for each of its events.

    Call it after the step that it tells of. `facts` may add what the templates know: `reason`, `items` (a list of
    lines), `officer`, `unit`, `return_way`.
    """
    session.flush()  # the number of the event is part of the key
    query = select(func.max(DossierEvent.seq)).where(DossierEvent.dossier_id == dossier.id)
    number = session.scalar(query) or 0
    about = About(notice, dossier_id=dossier.id, account_id=dossier.filer_id)
    known = {**_dossier_facts(session, dossier), **(facts or {})}
    to = [
        (one, key(dossier.code, notice, number, one.channel))
        for one in addressees(notice, dossier.people)
        if _may_reach(session, dossier, one)
    ]
    return _put(session, to, known, about)


def _may_reach(session: Session, dossier: Dossier, one: Addressee) -> bool:
    """Tell whether a message may go out: who files must not flood a phone that he only typed."""
    if one.channel is not Channel.SMS:
        return True
    if one.to == session.scalar(select(Account.phone).where(Account.id == dossier.filer_id)):
        return True
    pair = f"{dossier.filer_id}|{one.to}"
    return throttle.allows(session, "notice.typed", pair, limit=MOST_TO_TYPED, window=_DAY)


def send_code(session: Session, phone: str, code: str, *, purpose: str, expires_at: datetime) -> list[OutboxMessage]:
    """Put a one-time code (`ABC-123456`) into the outbox; it is not sent any more once it has expired."""
    facts = {
        "code": code,
        "purpose": _PURPOSES.get(purpose, "tiếp tục"),
        "minutes": max(round((expires_at - clock.now()).total_seconds() / _MINUTE), 1),
        "portal": setup.settings().public_url.partition("://")[2],
    }
    about = About(Notice.ONE_TIME_CODE, expires_at=expires_at)
    to = Addressee(Channel.SMS, phone)
    return _put(session, [(to, key(str(new_id()), Notice.ONE_TIME_CODE, 1, Channel.SMS))], facts, about)


def warn_of_expiry(session: Session, draft: Draft) -> list[OutboxMessage]:
    """Put into the outbox that a draft will be deleted, once for each time at which it would expire."""
    account = session.get(Account, draft.account_id) if draft.account_id else None
    person = {
        "phone": account.phone if account else "",
        "email": account.email if account else "",
    }
    procedure = procedure_versions.pinned(session, draft.procedure_code, draft.procedure_version)
    facts = {
        **_addresses(),
        "procedure": procedure.name,
        "procedure_short": procedure.short_name,
        "expires_at": i18n.format_datetime(draft.expires_at),
        "expires_short": i18n.format_date(draft.expires_at),
    }
    about = About(Notice.DRAFT_EXPIRES, account_id=draft.account_id, expires_at=draft.expires_at)
    number = int(draft.expires_at.timestamp())
    to = [
        (one, key(str(draft.id), Notice.DRAFT_EXPIRES, number, one.channel))
        for one in reached(RULES[Notice.DRAFT_EXPIRES], person)
    ]
    return _put(session, to, facts, about)


def _put(session: Session, to: Iterable[tuple[Addressee, str]], facts: Facts, about: About) -> list[OutboxMessage]:
    offered = deliveries.offered()
    notice = Notice(about.event)
    wanted = {key: one for one, key in to if one.channel in offered}
    there = set(session.scalars(select(OutboxMessage.key).where(OutboxMessage.key.in_(wanted))))
    return [
        outbox.put(session, key, letters.write(notice, one, facts), about)
        for key, one in wanted.items()
        if key not in there
    ]


def _dossier_facts(session: Session, dossier: Dossier) -> dict[str, Any]:
    procedure = procedure_versions.pinned(session, dossier.procedure_code, dossier.procedure_version)
    desk = dossier.filing_agency
    return {
        **_addresses(),
        "code": dossier.code,
        "agency": dossier.agency.name,
        "agency_short": letters.shortened(dossier.agency.name),
        "desk": desk.desk_name,
        "desk_short": letters.shortened(desk.desk_name),
        "hotline": desk.hotline,
        "hours": desk.hours,
        "procedure": procedure.name,
        "procedure_short": procedure.short_name,
        "steps": procedure.steps,
        "filed_at": i18n.format_datetime(dossier.submitted_at),
        "accepted_at": i18n.format_datetime(dossier.accepted_at or clock.now()),
        "due": i18n.format_datetime(dossier.due_at) if dossier.due_at else "",
        "due_short": i18n.format_date(dossier.due_at) if dossier.due_at else "",
        "reason": "",
        "items": (),
        "officer": "",
        "unit": dossier.unit,
        "return_way": "",
    }


def _addresses() -> dict[str, str]:
    chosen = setup.settings()
    base = chosen.public_url or f"http://{chosen.host}:{chosen.port}"
    return {"lookup_url": f"{base}/tra-cuu", "own_url": f"{base}/ca-nhan"}
