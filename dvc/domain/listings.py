"""What a list, a filter and the search need of a procedure, without its form and papers."""

from dataclasses import dataclass
from typing import Literal

from dvc.domain.procedures import (
    AdministrativeLevel,
    Channel,
    Confidence,
    Procedure,
    ReceivedBy,
    ServiceLevel,
)
from dvc.domain.workdays import Duration

# How a procedure stands on a day; `draft` is seen by administrators only.
Status = Literal["in_force", "scheduled", "paused", "replaced", "ended", "draft"]


@dataclass(frozen=True, slots=True)
class Listing:
    """The short of one procedure in one version; `limits` are the time limits of its cases, each once."""

    code: str
    version: str
    name: str
    short_name: str
    service_field: str
    service_level: ServiceLevel
    levels: tuple[AdministrativeLevel, ...]
    audience: tuple[str, ...]
    words: tuple[str, ...]
    results: tuple[str, ...]
    channels: tuple[Channel, ...]
    limits: tuple[Duration, ...]
    authority: str
    received_by: ReceivedBy
    generic: bool
    draft: bool
    valid_from: str | None
    valid_to: str | None
    replaced_by: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Standing:
    """How a procedure stands on a day: its listing, the status, and the reason that people read."""

    listing: Listing
    status: Status
    reason: str = ""
    since: str | None = None
    until: str | None = None
    replaced_by: str = ""

    @property
    def open(self) -> bool:
        """Tell whether it can be filed on that day."""
        return self.status == "in_force"


def listing_of(procedure: Procedure) -> Listing:
    """Return the short of a procedure."""
    return Listing(
        code=procedure.code,
        version=procedure.version,
        name=procedure.name,
        short_name=procedure.short_name,
        service_field=procedure.service_field,
        service_level=procedure.service_level,
        levels=procedure.levels,
        audience=procedure.audience,
        words=procedure.words,
        results=tuple(result.name for result in procedure.results),
        channels=procedure.channels,
        limits=tuple(dict.fromkeys(case.duration for case in procedure.cases if case.duration is not None)),
        authority=procedure.authority,
        received_by=procedure.received_by,
        generic=procedure.generic,
        draft=procedure.draft,
        valid_from=procedure.valid_from,
        valid_to=procedure.valid_to,
        replaced_by=procedure.replaced_by,
        confidence=procedure.confidence,
    )
