"""Look a dossier up without signing in: what TT 01/2018/TT-VPCP Đ16.2d lets everybody see, and nothing else.

Unknown and known take the same work: one indexed query and one ledger row.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, LargeBinary, Row, Select, bindparam, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from dvc.domain.actor import Actor
from dvc.domain.dossier_codes import grouped
from dvc.domain.ledger import Event
from dvc.domain.states import ENDS, WORDS, State
from dvc.models.account import Account
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier, DossierNumber
from dvc.services import accounts, ledger

MOST_SHOWN = 100
SHOWN_PARTS = frozenset({"owner", "filer_self"})

# Columns, not rows: nothing sealed is opened for a look-up. Built once: building costs as much as asking.
_CARD: Executable = (
    select(
        Dossier.id,
        Dossier.code,
        Dossier.state,
        Dossier.due_at,
        Dossier.owner_id,
        Agency.desk_name,
        Agency.address,
        Agency.hotline,
        Agency.hours,
    )
    .join(Agency, Agency.id == Dossier.filing_agency_id)
    .where(Dossier.code == bindparam("code"))
)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a dossier was filed, and how to reach the people there."""

    name: str
    address: str
    hotline: str
    hours: str


@dataclass(frozen=True, slots=True)
class DossierCard:
    """What everybody who knows the code may see."""

    code: str
    state: State
    due_at: datetime | None
    desk: Desk

    @property
    def stopped(self) -> bool:
        """Tell whether it ended without a result, so that nothing is due any more."""
        return self.state in ENDS and self.state is not State.RETURNED

    @property
    def words(self) -> str:
        """Return the state as people read it."""
        return WORDS[self.state].words


@dataclass(frozen=True, slots=True)
class NumberedDossier:
    """What everybody who knows the ID number may see: the code's last digits and the state."""

    last_digits: str
    state: State

    @property
    def words(self) -> str:
        """Return the state as people read it."""
        return WORDS[self.state].words


@dataclass(frozen=True, slots=True)
class FoundByNumber:
    """The dossiers of a person, and how many he filed for others."""

    dossiers: tuple[NumberedDossier, ...]
    for_others: int


def by_code(session: Session, code: str, *, actor: Actor) -> DossierCard | None:
    """Look one dossier up by its parsed code and put it on record."""
    row = session.execute(_CARD, {"code": code}).first()
    subject = ledger.Subject(row.id, row.owner_id) if row else None
    ledger.record(session, Event.DOSSIER_LOOKED_UP, {"by": "code"}, actor=actor, subject=subject)
    return _as_card(row) if row else None


def shown_again(session: Session, code: str) -> DossierCard | None:
    """Return what a look-up that is on record showed, as it is now."""
    row = session.execute(_CARD, {"code": code}).first()
    return _as_card(row) if row else None


def is_own(session: Session, code: str, account_id: uuid.UUID) -> bool:
    """Tell whether a person filed or owns the dossier of a code."""
    query = select(Dossier.id).where(
        Dossier.code == code, or_(Dossier.filer_id == account_id, Dossier.owner_id == account_id)
    )
    return session.scalar(query) is not None


def by_id_number(session: Session, number: str, *, actor: Actor) -> FoundByNumber:
    """Look the dossiers of a parsed ID number up, newest first, and put it on record for whom it concerns."""
    rows = session.execute(_of_number(accounts.number_index(number))).all()
    own = {row.id: row for row in rows if row.part in SHOWN_PARTS}
    others = {row.id for row in rows} - own.keys()
    people = {row.owner_id if row.part == "owner" else row.filer_id for row in rows} - {None}
    for person in sorted(people, key=str) or [None]:
        about = ledger.Subject(account_id=person)
        ledger.record(session, Event.PERSON_LOOKED_UP, {"found": len(own)}, actor=actor, subject=about)
    dossiers = [NumberedDossier(grouped(row.code)[-1], State(row.state)) for row in own.values()]
    return FoundByNumber(tuple(dossiers[:MOST_SHOWN]), len(others))


def _as_card(row: Row[Any]) -> DossierCard:
    desk = Desk(row.desk_name, row.address, row.hotline, row.hours)
    return DossierCard(row.code, State(row.state), row.due_at, desk)


def _of_number(index: bytes) -> Executable:
    return (
        select(Dossier.id, Dossier.code, Dossier.state, Dossier.owner_id, Dossier.filer_id, DossierNumber.part)
        .join(DossierNumber, DossierNumber.dossier_id == Dossier.id)
        .where(DossierNumber.number_index.in_(_numbers_of_one_person(index)))
        .order_by(Dossier.id.desc())
        .limit(10 * MOST_SHOWN)
    )


def _numbers_of_one_person(index: bytes) -> Select[Any]:
    # An identity card's number and the older one of nine digits are one person's only where that is proved.
    new, old = aliased(Account), aliased(Account)
    numbers = union_all(
        select(literal(index, LargeBinary).label("number")),
        select(new.old_id_index).where(new.id_index == index, new.id_proved),
        select(old.id_index).where(old.old_id_index == index, old.id_proved),
    ).subquery()
    return select(numbers.c.number).where(numbers.c.number.is_not(None))
