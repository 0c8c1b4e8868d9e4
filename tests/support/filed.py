"""People and filed dossiers for tests that do not file themselves."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.domain.actor import Actor, Capacity
from dvc.domain.states import Need
from dvc.models.account import Account
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier, DossierNumber
from dvc.services import accounts, dossiers, procedure_versions, sessions
from dvc.services.dossiers import Step

HOTLINE = "0262 3999 888"
SUBMITTED = Step(met=frozenset({Need.COMPLETE_ANSWERS, Need.DECLARATION}))


@dataclass(frozen=True, slots=True)
class Filing:
    """Who files for whom: `numbers` are (ID number, part) pairs under which the dossier is found."""

    filer: Account
    owner: Account | None
    numbers: tuple[tuple[str, str], ...] = ()


def agency(session: Session) -> Agency:
    """Make a commune's desk, or return the one that is there."""
    found = session.get(Agency, 24265)
    if found is None:
        found = Agency(
            id=24265,
            identifier_code="H15.24265",
            name="Ủy ban nhân dân xã Ea Kuêh",
            desk_name="Bộ phận Một cửa xã Ea Kuêh",
            commune_code="24265",
            province_code="66",
            province_name="Đắk Lắk",
            address="Buôn Thái",
            hotline=HOTLINE,
        )
        session.add(found)
        session.flush()
    return found


def person(session: Session, name: str, number: str = "") -> Account:
    """Make a person with an account."""
    now = clock.now()
    made = Account(full_name=name, id_number=number, created_at=now, updated_at=now)
    made.id_index = accounts.number_index(number) if number else None
    session.add(made)
    session.flush()
    return made


def sign_in(session: Session, account: Account) -> str:
    """Open a session for a person; returns the cookie's token."""
    token = sessions.new_token()
    sessions.sign_in(session, sessions.new_token(), token, account.id)
    return token


def dossier(session: Session, sequence: int, filing: Filing) -> Dossier:
    """File a dossier as the n-th of the day."""
    procedure = loader.procedure("1.001193")
    desk = agency(session)
    made = Dossier(
        code=f"H15.24265-261124-{sequence:04d}",
        draft_id=uuid.uuid4(),
        procedure_code=procedure.code,
        procedure_version=procedure_versions.publish(session, procedure),
        agency_id=desk.id,
        filing_agency_id=desk.id,
        case_key=procedure.cases[0].key,
        filer_id=filing.filer.id,
        owner_id=filing.owner.id if filing.owner else None,
        for_whom="self",
        people={},
        answers={"nyc_ho_ten": filing.filer.full_name},
        papers={},
        delivery={},
        declaration="x",
        content_hash=b"x",
        submitted_at=clock.now(),
        due_at=clock.now() + timedelta(days=2),
    )
    dossiers.begin(session, made, SUBMITTED, actor=Actor(filing.filer.id, Capacity.SELF, session="1"))
    for number, part in filing.numbers:
        index = accounts.number_index(number)
        session.add(DossierNumber(dossier_id=made.id, number_index=index, part=part))
    session.flush()
    return made
