"""Say who acts, for whom, and in what capacity: every service that writes is told."""

import uuid
from dataclasses import dataclass
from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity somebody acts."""

    ANONYMOUS = "anonymous"
    SELF = "self"
    MANDATE = "mandate"
    DESK_OFFICER = "desk_officer"
    SYSTEM = "system"


class Role(StrEnum):
    """What an officer is appointed to (glossary: Actors and organisation)."""

    RECEPTION = "reception_officer"
    PROCESSING = "processing_officer"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Actor:
    """The person acting; an officer also has an agency and a role, a helper acts for another account."""

    account_id: uuid.UUID | None
    capacity: Capacity
    for_account_id: uuid.UUID | None = None
    agency_id: int | None = None
    role: Role | None = None
    unit: str = ""
    session: str = ""

    @property
    def is_officer(self) -> bool:
        """Tell whether the actor works for an agency."""
        return self.capacity is Capacity.DESK_OFFICER and self.agency_id is not None

    def as_self(self) -> "Actor":
        """Return the same person in his own matters, where an appointment gives and takes nothing."""
        return Actor(self.account_id, Capacity.SELF, session=self.session) if self.is_officer else self


SYSTEM = Actor(account_id=None, capacity=Capacity.SYSTEM)
ANONYMOUS = Actor(account_id=None, capacity=Capacity.ANONYMOUS)
