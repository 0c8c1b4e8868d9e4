"""Count the doubtful facts of every procedure; a version's number never changes, so it is counted once."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from dvc.domain.doubts import doubts
from dvc.services import catalogue, procedure_versions

_MOST_KEPT = 2000
_KEPT: dict[tuple[str, str], int] = {}


def counts(session: Session) -> Mapping[str, int]:
    """Return how many facts of each procedure's current version are not verified."""
    return {
        one.listing.code: _count(session, one.listing.code, one.listing.version) for one in catalogue.standings(session)
    }


def _count(session: Session, code: str, version: str) -> int:
    known = _KEPT.get((code, version))
    if known is None:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        known = _KEPT[code, version] = len(doubts(procedure_versions.pinned(session, code, version)))
    return known
