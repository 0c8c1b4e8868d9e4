"""Keep at hand what administrators released, per process and database; one small query tells whether it is current.

Releases are only ever added, so their number says which of them a reader sees. A session that has added one itself
reads anew each time: what it sees may yet be rolled back.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Pool, func, select, tuple_
from sqlalchemy.orm import Session

from dvc.catalogue import loader
from dvc.domain import releases
from dvc.domain.listings import Listing, listing_of
from dvc.domain.releases import Action, InForce, Release
from dvc.models.draft import ProcedureVersion
from dvc.models.release import ProcedureRelease

_COUNT = select(func.count()).select_from(ProcedureRelease)
_WRITTEN = "releases.written"


@dataclass(frozen=True)
class Overlay:
    """The releases by their procedure in the order of effect, with the listings of the versions that they name.

    `moments` are all at which something changes; `kept` is the memory of who asks.
    """

    revision: int
    releases: Mapping[str, tuple[Release, ...]]
    listings: Mapping[tuple[str, str], Listing]
    moments: tuple[datetime, ...]
    kept: dict[Any, Any] = field(default_factory=dict)

    def in_force(self, code: str, moment: datetime) -> InForce:
        """Return what holds for a procedure at a moment."""
        return releases.in_force(self.releases.get(code, ()), moment)


_KEPT: "WeakKeyDictionary[Pool, Overlay]" = WeakKeyDictionary()


def revision(session: Session) -> int:
    """Return a number that changes with each release; one small query."""
    return session.scalar(_COUNT) or 0


def written(session: Session) -> None:
    """Note that this session has added a release: what it reads from now on is its own."""
    session.info[_WRITTEN] = True


def overlay(session: Session) -> Overlay:
    """Return the releases as this session sees them."""
    now = revision(session)
    if session.info.get(_WRITTEN):
        return _read(session, now)
    pool = session.get_bind().engine.pool
    kept = _KEPT.get(pool)
    if kept is None or kept.revision != now:
        kept = _KEPT[pool] = _read(session, now)
    return kept


def _read(session: Session, now: int) -> Overlay:
    found: dict[str, list[Release]] = {}
    for row in session.scalars(select(ProcedureRelease)) if now else ():
        found.setdefault(row.code, []).append(as_release(row))
    by_code = {code: releases.effective(of_one) for code, of_one in found.items()}
    moments = sorted(one.effective_at for of_one in by_code.values() for one in of_one)
    return Overlay(now, by_code, _listings(session, by_code.values()), tuple(moments))


def as_release(row: ProcedureRelease) -> Release:
    """Return a row as the rules see it."""
    return Release(
        id=row.id,
        code=row.code,
        action=cast("Action", row.action),
        effective_at=row.effective_at,
        version=row.version,
        reason=row.reason,
        replaced_by=row.replaced_by,
        base_shipped=row.base_shipped,
        cancels=row.cancels_id,
    )


def _listings(session: Session, found: Iterable[tuple[Release, ...]]) -> dict[tuple[str, str], Listing]:
    named = {(one.code, one.version) for of_one in found for one in of_one if one.version is not None}
    if not named:
        return {}
    key = tuple_(ProcedureVersion.code, ProcedureVersion.version)
    made = {}
    for row in session.scalars(select(ProcedureVersion).where(key.in_(named))):
        # A version that this program cannot read must not take the whole catalogue away: see `catalogue.unreadable`.
        with suppress(ValueError):
            made[row.code, row.version] = listing_of(loader.from_json(row.definition).with_version(row.version))
    return made
