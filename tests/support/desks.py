"""A desk with its officer and a dossier that was really filed, for tests of what the desk does."""

import io
from dataclasses import dataclass

from PIL import Image
from sqlalchemy.orm import Session

from dvc import clock
from dvc.db import new_id
from dvc.domain.actor import Actor, Capacity, Role
from dvc.models.account import Officer
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier
from dvc.services import filing
from tests.support.dossiers import an_account, an_agency
from tests.support.filings import a_person, a_whole_draft

OFFICER = "Trần Thị Tiếp"
EFORM = "Mẫu hộ tịch điện tử tương tác: Tờ khai cấp bản sao trích lục hộ tịch"
HOME_PAPER = "Giấy tờ chứng minh thông tin về cư trú"
EFORM_KEY, HOME_KEY = "to-khai-dien-tu", "giay-to-cu-tru"


def picture(colour: str) -> bytes:
    """Return a small PNG."""
    made = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(made, "PNG")
    return made.getvalue()


PNG = picture("white")


@dataclass(frozen=True, slots=True)
class Desk:
    """A filed dossier, its filer, and the officer who receives it."""

    agency: Agency
    officer: Actor
    filer: Actor
    code: str


def an_officer(session: Session, agency: Agency, role: Role = Role.RECEPTION, name: str = OFFICER) -> Actor:
    """Appoint an officer."""
    account = an_account(session, full_name=name)
    session.add(Officer(account=account, agency=agency, role=role.value, appointed_at=clock.now()))
    session.flush()
    return Actor(account.id, Capacity.DESK_OFFICER, agency_id=agency.id, role=role, session="desk")


def a_filed_dossier(session: Session, agency: Agency, filer: Actor, for_whom: str = "self") -> Dossier:
    """File a whole draft at an agency."""
    draft = a_whole_draft(session, filer, for_whom, agency_id=agency.id)
    return filing.submit(session, draft, str(new_id()), actor=filer)


def a_desk(session: Session) -> Desk:
    """Make a desk with an officer and one dossier."""
    agency = an_agency(session)
    filer = a_person(session)
    officer = an_officer(session, agency)
    return Desk(agency, officer, filer, a_filed_dossier(session, agency, filer).code)
