"""Found a commune's portal: its agency and its first officer. Done again, it changes nothing."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import reference
from dvc.domain.actor import Actor, Role
from dvc.domain.identifiers import parse_phone
from dvc.domain.ledger import Event
from dvc.domain.names import parse_name
from dvc.errors import Conflict, NotFound
from dvc.models.account import Account, Officer
from dvc.models.agency import Agency
from dvc.services import accounts, ledger, passwords


@dataclass(frozen=True, slots=True)
class Charter:
    """What the operator says of the commune and of its first officer."""

    commune: reference.Commune
    identifier: str
    name: str
    hotline: str
    officer_name: str
    officer_phone: str
    password_hash: str


def charter(given: dict[str, str]) -> Charter:
    """Check what the operator typed, by its names in `dvc init`.

    Raises:
        InvalidAnswer: a name, a phone number or the password has the wrong shape.
        NotFound: no commune has this code.

    """
    phone = parse_phone(given["phone"])
    passwords.check(given["password"], own=(phone,))
    try:
        commune = reference.commune(given["commune"].strip())
    except NotFound:
        raise NotFound(f"Không có xã, phường mang mã {given['commune']}.") from None
    return Charter(
        commune=commune,
        identifier=given["identifier"].strip(),
        name=given["name"].strip(),
        hotline=given["hotline"].strip(),
        officer_name=parse_name(given["officer"]),
        officer_phone=phone,
        password_hash=passwords.hashed(given["password"]),
    )


def found(session: Session, given: Charter, *, actor: Actor) -> list[str]:
    """Make what is missing of agency and first officer; returns what was made, in words.

    Raises:
        Conflict: the identifier code or the officer belongs to another agency.

    """
    done = []
    agency = session.scalar(select(Agency).where(Agency.identifier_code == given.identifier))
    if agency is None:
        agency = _agency(session, given, actor)
        done.append(f"cơ quan {agency.name} ({agency.identifier_code})")
    elif agency.commune_code != given.commune.code:
        raise Conflict(f"Mã định danh {given.identifier} đã thuộc về {agency.name}.")
    account = session.scalar(
        select(Account).where(Account.owned_phone_index == accounts.phone_index(given.officer_phone))
    )
    if account is None:
        account = _account(session, given, actor)
        done.append(f"tài khoản của {account.full_name}")
    if _appoint(session, account, agency, actor):
        done.append(f"{account.full_name} làm quản trị và tiếp nhận tại {agency.name}")
    return done


def _agency(session: Session, given: Charter, actor: Actor) -> Agency:
    province = reference.province(given.commune.province_code)
    agency = Agency(
        identifier_code=given.identifier,
        identifier_official=True,
        name=given.name,
        desk_name=f"Bộ phận Một cửa {given.name}",
        commune_code=given.commune.code,
        province_code=province.code,
        province_name=province.name,
        hotline=given.hotline,
    )
    session.add(agency)
    session.flush()  # the officer needs its id
    ledger.record(session, Event.AGENCY_CREATED, {"identifier_code": agency.identifier_code}, actor=actor)
    return agency


def _account(session: Session, given: Charter, actor: Actor) -> Account:
    now = clock.now()
    index = accounts.phone_index(given.officer_phone)
    account = Account(
        full_name=given.officer_name,
        phone=given.officer_phone,
        phone_index=index,
        owned_phone_index=index,
        phone_owned=True,
        password_hash=given.password_hash,
        created_at=now,
        updated_at=now,
    )
    accounts.add(session, account)
    subject = ledger.Subject(account_id=account.id)
    ledger.record(session, Event.ACCOUNT_REGISTERED, {"channel": "operator"}, actor=actor, subject=subject)
    return account


def _appoint(session: Session, account: Account, agency: Agency, actor: Actor) -> bool:
    standing = session.scalar(select(Officer).where(Officer.account_id == account.id))
    if standing is not None:
        if standing.agency_id != agency.id:
            raise Conflict(f"{account.full_name} đang làm việc ở cơ quan khác.")
        return False
    role = Role.ADMINISTRATOR
    session.add(Officer(account_id=account.id, agency_id=agency.id, role=role.value, appointed_at=clock.now()))
    subject = ledger.Subject(account_id=account.id)
    ledger.record(session, Event.OFFICER_APPOINTED, {"role": role.value}, actor=actor, subject=subject)
    return True
