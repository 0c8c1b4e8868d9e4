"""Take in what a link from another portal says: where to file, and the reference that the other portal gave."""

import re
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dvc.domain.origins import Origin
from dvc.models.agency import Agency
from dvc.models.draft import Draft
from dvc.services import agencies

_IDENTIFIER = re.compile(r"[0-9A-Z.]{1,35}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a link brought: the agency, if it is one that receives today, and where it comes from.

    `lost` tells that an agency was named which we cannot offer.
    """

    agency: Agency | None
    lost: bool
    origin: Origin


def read(session: Session, identifier: str, origin: Origin, day: date) -> Arrival:
    """Return what a link brought; `identifier` is the agency's code as it stood in the address."""
    known = _IDENTIFIER.fullmatch(identifier) is not None
    agency = agencies.receiving_under(session, identifier, day) if known else None
    return Arrival(agency, bool(identifier) and agency is None, origin)


def keep(draft: Draft, arrival: Arrival) -> None:
    """Keep it with a new draft; the place stays to be confirmed on its page."""
    draft.origin, draft.origin_reference = arrival.origin.source, arrival.origin.reference
    if arrival.agency is not None:
        draft.agency_id = arrival.agency.id
