"""Tell how the procedures stand: what may be read, found and filed on a day.

The shipped files are the base; what administrators released lies over them and takes effect by the clock.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.domain import releases
from dvc.domain.listings import Standing
from dvc.domain.procedures import Procedure
from dvc.domain.releases import VERSIONED
from dvc.domain.standing import GONE, Closed, scheduled, standing_of
from dvc.domain.standing import closed as why_closed
from dvc.errors import NotFound
from dvc.services import procedure_versions, release_overlay
from dvc.services.release_overlay import Overlay, revision

__all__ = ["closed", "procedure", "revision", "shipped_differs", "short_names", "standing", "standings", "unreadable"]

# Days asked about beside today: a handful, each with what it comes to.
_MOST_KEPT = 8


def standings(session: Session, *, day: date | None = None) -> Sequence[Standing]:
    """Return how every procedure stands on a day (now), drafts included."""
    return tuple(_every(session, day).values())


def standing(session: Session, code: str, *, day: date | None = None) -> Standing:
    """Return how one procedure stands on a day (now).

    Raises:
        NotFound: there is no such procedure.

    """
    found = _every(session, day).get(code)
    if found is None:
        raise NotFound
    return found


def closed(session: Session, code: str) -> Closed | None:
    """Return why no dossier of a procedure is filed now, None when it is."""
    found = _every(session, None).get(code)
    return GONE if found is None else why_closed(found)


class Names(dict[str, str]):
    """The short names of procedures by their codes; one that nobody knows any more is called by its code."""

    def __missing__(self, code: str) -> str:
        return f"Thủ tục {code}"


def short_names(session: Session) -> Names:
    """Return the short name of every procedure by its code, however it stands."""
    return Names((code, one.listing.short_name) for code, one in _every(session, None).items())


def procedure(session: Session, code: str, *, day: date | None = None) -> Procedure:
    """Return the whole definition that is current on a day (now), whatever its status; raises NotFound."""
    return procedure_versions.pinned(session, code, standing(session, code, day=day).listing.version)


def shipped_differs(session: Session) -> tuple[str, ...]:
    """Return the procedures with an own version in force whose shipped file has changed since it was published."""
    over, now, shipped = release_overlay.overlay(session), clock.now(), loader.listings()
    found = []
    for code in over.releases:
        held = over.in_force(code, now)
        brought = shipped[code].version if code in shipped else ""
        if held.version not in (None, brought) and held.base_shipped != brought:
            found.append(code)
    return tuple(sorted(found))


def unreadable(session: Session) -> tuple[str, ...]:
    """Return the procedures whose own version this program cannot read; the shipped file holds in its place."""
    over, now = release_overlay.overlay(session), clock.now()
    held = ((code, over.in_force(code, now).version) for code in over.releases)
    return tuple(sorted(code for code, version in held if version and (code, version) not in over.listings))


def _every(session: Session, day: date | None) -> Mapping[str, Standing]:
    over, shipped = release_overlay.overlay(session), loader.listings()
    today = clock.today()
    at = day or today
    moment = clock.now() if at == today else datetime.combine(at, time.max, clock.LOCAL)
    key = (at, bisect_right(over.moments, moment))
    kept = over.kept.get(key)
    # The files are read anew only when somebody says so, and then they are another mapping.
    if kept is None or kept[0] is not shipped:
        if len(over.kept) >= _MOST_KEPT:
            over.kept.clear()
        kept = over.kept[key] = (shipped, dict(_standings(over, moment, at)))
    found: Mapping[str, Standing] = kept[1]
    return found


def _standings(over: Overlay, moment: datetime, day: date) -> Iterator[tuple[str, Standing]]:
    shipped = loader.listings()
    for code in sorted({*shipped, *over.releases}):
        known = over.releases.get(code, ())
        held, coming = releases.in_force(known, moment), releases.coming(known, moment)
        own = over.listings.get((code, held.version)) if held.version else None
        listing = own or shipped.get(code)
        if listing is not None:
            yield code, standing_of(listing, held, coming, day)
            continue
        awaited = ((over.listings.get((code, one.version or "")), one) for one in coming if one.action in VERSIONED)
        first = next(((found, one) for found, one in awaited if found is not None), None)
        if first is not None:
            yield code, scheduled(*first)
