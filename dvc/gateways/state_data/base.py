"""What every register of the state does when it is asked about a paper."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dvc.domain.procedures import StateData
from dvc.errors import DvcError

# How long a person waits for a register before the paper is simply asked for, in seconds.
PATIENCE = 3


class RegisterAway(DvcError):
    """The register gives no answer now; the paper is then asked for as ever. Names no person."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """Whether a register knows what a paper would prove of one person.

    All three of number, name and birth date (ISO) must be the register's own: a number alone opens nothing.
    `paper` is the name of the component.
    """

    register: StateData
    id_number: str
    full_name: str
    birth_date: str
    paper: str


@dataclass(frozen=True, slots=True)
class Extract:
    """The register knows it: its own name for the record, and the day of which the data is."""

    reference: str
    as_of: date


class Register(Protocol):
    """Answers inquiries; asking twice changes nothing."""

    def ask(self, inquiry: Inquiry) -> Extract | None:
        """Return the record, None when there is none that fits the person. Raises RegisterAway."""
