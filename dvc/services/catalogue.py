"""Tell how the procedures stand: what may be read, found and filed on a day."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.domain.listings import Listing, Standing, Status
from dvc.domain.procedures import Procedure
from dvc.errors import NotFound


def standings(session: Session, *, day: date | None = None) -> Sequence[Standing]:  # noqa: ARG001 - the releases come next
    """Return how every procedure stands on a day (today), drafts included."""
    at = day or clock.today()
    return [_standing(one, at) for one in loader.listings().values()]


def standing(session: Session, code: str, *, day: date | None = None) -> Standing:  # noqa: ARG001 - as above
    """Return how one procedure stands.

    Raises:
        NotFound: there is no such procedure.

    """
    listing = loader.listings().get(code)
    if listing is None:
        raise NotFound
    return _standing(listing, day or clock.today())


def procedure(session: Session, code: str, *, day: date | None = None) -> Procedure:  # noqa: ARG001 - as above
    """Return the whole definition that is current on a day, whatever its status; raises NotFound."""
    return loader.procedure(code)


def _standing(listing: Listing, day: date) -> Standing:
    return Standing(
        listing, _status(listing, day.isoformat()), "", listing.valid_from, listing.valid_to, listing.replaced_by
    )


def _status(listing: Listing, day: str) -> Status:
    if listing.draft:
        return "draft"
    if listing.valid_from and day < listing.valid_from:
        return "scheduled"
    if listing.valid_to and day > listing.valid_to:
        return "replaced" if listing.replaced_by else "ended"
    return "in_force"
