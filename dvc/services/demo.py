"""Fill a demo or a test portal with people whom everybody may sign in as; never a real one."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import SYSTEM, Role
from dvc.domain.ledger import Event
from dvc.errors import Forbidden
from dvc.models.account import Account, Officer
from dvc.models.agency import Agency
from dvc.services import accounts, demo_dossiers, ledger, passwords, seed_agencies, setup

AGENCY = "ea-kiet"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person; `role` is resident, village_head or an officer's."""

    role: str
    full_name: str
    id_number: str
    birth_date: str
    phone: str
    password: str
    user_name: str = ""
    address: str = "Buôn Jok, xã Ea Kiết, tỉnh Đắk Lắk"


# Numbers and names are invented; the ID numbers fit province, sex and year as real ones do.
PEOPLE = (
    DemoPerson("resident", "H' Hen Niê", "066185000011", "1985-11-05", "0905000001", "Cafe&HoaVang85"),
    DemoPerson("resident", "Y Moan Êñuôl", "066078000022", "1978-03-14", "0905000002", "RungXanh@Buon78"),
    DemoPerson("resident", "Nguyễn Thị Hoa", "030192000033", "1992-08-20", "0905000003", "MuaDong#Hai92"),
    DemoPerson("village_head", "Y Bhiăng Niê Kđăm", "066070000044", "1970-01-02", "0905000004", "TruongBuon*Jok70"),
    DemoPerson(
        Role.RECEPTION, "Trần Thị Tiếp", "066190000055", "1990-05-12", "0905000005", "MotCua!Tiep90", "tiepnhan"
    ),
    DemoPerson(Role.PROCESSING, "Lê Văn Xử", "066088000066", "1988-09-30", "0905000006", "ThuLy!HoTich88", "chuyenmon"),
    DemoPerson(Role.LEADER, "Phạm Văn Ký", "066075000077", "1975-12-01", "0905000007", "LanhDao!Ky1975", "lanhdao"),
    DemoPerson(
        Role.ADMINISTRATOR, "Đỗ Thị Quản", "066193000088", "1993-02-17", "0905000008", "QuanTri!Cong93", "quantri"
    ),
    # Two people publish a procedure: one writes it, another approves.
    DemoPerson(
        Role.ADMINISTRATOR, "Lê Thị Duyệt", "066191000100", "1991-04-25", "0905000010", "PheDuyet!Hai91", "pheduyet"
    ),
    DemoPerson(Role.AUDITOR, "Vũ Văn Soát", "066080000099", "1980-07-07", "0905000009", "KiemTra!Soat80", "kiemtra"),
)
RESIDENTS = ("resident", "village_head")


def load(session: Session) -> None:
    """Make the agencies and the demo people that are not there yet.

    Raises:
        Forbidden: this is production.

    """
    if setup.INSTALLED and setup.settings().env == "production":
        raise Forbidden("Dữ liệu mẫu không được nạp vào cổng thật.")
    agencies = seed_agencies.load(session, actor=SYSTEM)
    for person in PEOPLE:
        index = accounts.phone_index(person.phone)
        if session.scalar(select(Account.id).where(Account.owned_phone_index == index)) is None:
            _add(session, person, agencies[AGENCY])


def _add(session: Session, person: DemoPerson, agency: Agency) -> None:
    now, phone = clock.now(), accounts.phone_index(person.phone)
    account = Account(
        user_name=person.user_name or None,
        full_name=person.full_name,
        id_number=person.id_number,
        id_index=accounts.number_index(person.id_number),
        id_proved=True,
        birth_date=person.birth_date,
        phone=person.phone,
        phone_index=phone,
        owned_phone_index=phone,
        phone_owned=True,
        profile={"address": person.address},
        password_hash=passwords.hashed(person.password),
        created_at=now,
        updated_at=now,
    )
    accounts.add(session, account)
    subject = ledger.Subject(account_id=account.id)
    ledger.record(session, Event.ACCOUNT_REGISTERED, {"channel": "demo"}, actor=SYSTEM, subject=subject)
    if person.role in RESIDENTS:
        return
    session.add(Officer(account=account, agency=agency, role=str(person.role), appointed_at=now))
    ledger.record(session, Event.OFFICER_APPOINTED, {"role": str(person.role)}, actor=SYSTEM, subject=subject)


def load_dossiers(session: Session) -> None:
    """Let the demo's residents have filed something; in a transaction after the one that made the people."""
    indices = [accounts.phone_index(person.phone) for person in PEOPLE if person.role == "resident"]
    found = {
        account.owned_phone_index: account
        for account in session.scalars(select(Account).where(Account.owned_phone_index.in_(indices)))
    }
    demo_dossiers.load(session, [found[index] for index in indices])


def sign_ins() -> list[dict[str, Any]]:
    """Return how each demo person signs in."""
    return [
        {
            "sign_in": person.user_name or person.phone,
            "phone": person.phone,
            "id_number": person.id_number,
            "full_name": person.full_name,
            "role": str(person.role),
            "password": person.password,
        }
        for person in PEOPLE
    ]
