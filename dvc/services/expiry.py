"""Let go of what is over: drafts nobody goes on with, codes, parked posts, counted attempts, files without a row."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from itertools import islice

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import SYSTEM
from dvc.domain.ledger import Event
from dvc.models.dossier import IssuedPaper
from dvc.models.draft import Draft, SubmitKey
from dvc.models.outbox import OutboxMessage
from dvc.models.session import Attempt, OneTimeCode, ParkedPost
from dvc.models.upload import Upload
from dvc.services import captcha, ledger, notifications, sessions

WARN_BEFORE = timedelta(days=5)
KEEP_DEAD_MESSAGES = timedelta(days=1)  # a one-time code that is over, say
BATCH = 100
_CHUNK = 500
_OVER = (OneTimeCode, ParkedPost, Attempt, SubmitKey)


def warn(session: Session) -> int:
    """Tell the writers of drafts that will soon be deleted, each once; returns how many were looked at."""
    now = clock.now()
    query = (
        select(Draft)
        .where(
            Draft.expires_at > now,
            Draft.expires_at <= now + WARN_BEFORE,
            Draft.warned_at.is_(None),
            Draft.submitted_at.is_(None),
        )
        .order_by(Draft.expires_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    found = list(session.scalars(query))
    for draft in found:
        notifications.warn_of_expiry(session, draft)
    # Not through the object: that would count as a save, and somebody may be writing just now.
    ids = [draft.id for draft in found]
    session.execute(
        update(Draft).where(Draft.id.in_(ids)).values(warned_at=now).execution_options(synchronize_session=False)
    )
    return len(found)


def drafts(session: Session) -> int:
    """Delete drafts whose time is over, with their files' rows; returns how many, at most a batch.

    The bytes go with `orphans`, when no row names them any more.
    """
    # A visitor's draft whose session is over is nobody's: nobody can come back to it.
    over = or_(Draft.expires_at <= clock.now(), Draft.account_id.is_(None) & Draft.session_id.is_(None))
    query = select(Draft).where(over).order_by(Draft.expires_at).limit(BATCH)
    found = list(session.scalars(query.with_for_update(skip_locked=True)))
    for draft in found:
        if draft.submitted_at is None:
            subject = ledger.Subject(account_id=draft.account_id)
            data: dict[str, object] = {"procedure": draft.procedure_code}
            ledger.record(session, Event.DRAFT_DELETED, data, actor=SYSTEM, subject=subject)
    ids = [draft.id for draft in found]
    # A filed draft's files are its dossier's now.
    session.execute(
        update(Upload).where(Upload.draft_id.in_(ids), Upload.dossier_id.is_not(None)).values(draft_id=None)
    )
    session.execute(delete(Upload).where(Upload.draft_id.in_(ids)))
    session.execute(delete(SubmitKey).where(SubmitKey.draft_id.in_(ids)))
    session.execute(delete(Draft).where(Draft.id.in_(ids)))
    return len(found)


def short_lived(session: Session) -> int:
    """Delete sessions, captchas, codes, parked posts, attempts and submit keys that are over; returns how many."""
    now = clock.now()
    gone = sessions.sweep(session) + captcha.sweep(session)
    for model in _OVER:
        gone += _count(session.execute(delete(model).where(model.expires_at <= now)))
    dead = OutboxMessage.expires_at <= now - KEEP_DEAD_MESSAGES
    return gone + _count(session.execute(delete(OutboxMessage).where(dead)))


def unnamed(session: Session, names: Iterable[str]) -> Iterator[str]:
    """Yield the names of the store that no row knows.

    A file is put before its row is committed: delete only what was unnamed twice, a good while apart.
    """
    rest = iter(names)
    while chunk := list(islice(rest, _CHUNK)):
        yield from sorted(set(chunk) - _named(session, chunk))


def _named(session: Session, names: Collection[str]) -> set[str]:
    uploads = select(Upload.sealed_sha256, Upload.derivative_sha256).where(
        or_(Upload.sealed_sha256.in_(names), Upload.derivative_sha256.in_(names))
    )
    papers = select(IssuedPaper.sealed_sha256).where(IssuedPaper.sealed_sha256.in_(names))
    found = {name for row in session.execute(uploads) for name in row if name}
    return found | set(session.scalars(papers))


def _count(result: object) -> int:
    return int(getattr(result, "rowcount", 0))
