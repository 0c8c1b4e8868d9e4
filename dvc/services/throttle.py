"""Count what is tried, by a blind key in a window of time, and refuse what is tried too often.

Call it in a transaction of its own: a count must stay when what follows is rolled back.
"""

from datetime import timedelta
from math import ceil

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.errors import TooManyRequests
from dvc.models.session import Attempt
from dvc.services import setup


def hit(session: Session, purpose: str, key: str, *, limit: int, window: timedelta) -> None:
    """Count one try.

    Raises:
        TooManyRequests: there were `limit` in the window already.

    """
    if not setup.settings().limits:
        return
    # Locked before it is looked at: tries that come all at once must see one another, the first of them included.
    row = _locked(session, _index(purpose, key))
    _refuse(row, limit)
    _count(row, window)


def check(session: Session, purpose: str, key: str, *, limit: int) -> None:
    """Refuse when the limit is reached, counting nothing.

    Raises:
        TooManyRequests: there were `limit` in the window already.

    """
    if not setup.settings().limits:
        return
    row = session.get(Attempt, _index(purpose, key), with_for_update=True)
    if row is not None:
        _refuse(row, limit)


def failed(session: Session, purpose: str, key: str, *, window: timedelta) -> None:
    """Count one failure; the window begins with the first."""
    if not setup.settings().limits:
        return
    _count(_locked(session, _index(purpose, key)), window)


def allows(session: Session, purpose: str, key: str, *, limit: int, window: timedelta) -> bool:
    """Count one try as `hit` does, and tell whether it may be."""
    try:
        hit(session, purpose, key, limit=limit, window=window)
    except TooManyRequests:
        return False
    return True


def forgive(session: Session, purpose: str, key: str) -> None:
    """Take one counted try back: it was right after all."""
    row = session.get(Attempt, _index(purpose, key), with_for_update=True)
    if row is not None:
        row.count = max(row.count - 1, 0)


def forget(session: Session, purpose: str, key: str) -> None:
    """Forget what was counted for a key."""
    session.execute(delete(Attempt).where(Attempt.key == _index(purpose, key)))


def remember(session: Session, purpose: str, key: str, *, window: timedelta) -> None:
    """Note that something was seen; `knows` tells until the window is over."""
    _locked(session, _index(purpose, key)).expires_at = clock.now() + window


def knows(session: Session, purpose: str, key: str) -> bool:
    """Tell whether something was noted and its window is not over."""
    row = session.get(Attempt, _index(purpose, key))
    return row is not None and row.expires_at > clock.now()


def reset(session: Session) -> None:
    """Forget every counted try."""
    session.execute(delete(Attempt))


def _refuse(row: Attempt, limit: int) -> None:
    now = clock.now()
    if row.expires_at > now and row.count >= limit:
        raise TooManyRequests(retry_after=ceil((row.expires_at - now).total_seconds()))


def _count(row: Attempt, window: timedelta) -> None:
    now = clock.now()
    if row.expires_at <= now:
        row.count, row.expires_at = 0, now + window
    row.count += 1


def _index(purpose: str, key: str) -> bytes:
    return crypto.ring().index(key, f"attempt.{purpose}")


def _locked(session: Session, key: bytes) -> Attempt:
    found = session.get(Attempt, key, with_for_update=True)
    if found is not None:
        return found
    try:
        with session.begin_nested():
            made = Attempt(key=key, count=0, expires_at=clock.now())
            session.add(made)
    except IntegrityError:  # another process made it meanwhile
        return session.get_one(Attempt, key, with_for_update=True)
    return made
