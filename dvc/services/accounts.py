"""Keep people's accounts: register, find who signs in, change what may be changed.

An unproved ID number is not unique: it opens nobody's dossiers and never keeps its true owner out.
"""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.domain.actor import ANONYMOUS, Actor, Capacity
from dvc.domain.ledger import Event
from dvc.domain.sign_in_names import SignInName
from dvc.errors import Conflict, NotFound
from dvc.models.account import Account
from dvc.services import ledger, passwords, sessions

__all__ = [
    "Account",
    "NewAccount",
    "add",
    "authenticate",
    "candidates",
    "change_password",
    "change_profile",
    "get",
    "note_sign_in",
    "note_sign_out",
    "number_index",
    "phone_index",
    "register",
    "standing",
]

# How many accounts with one ID number are tried; each sign-in by ID number takes the work of all of them.
MOST_TRIED = 4


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What a person says of himself when he registers; the phone has answered with the code it was sent."""

    full_name: str
    id_number: str
    birth_date: str
    phone: str
    phone_owned: bool


def number_index(number: str) -> bytes:
    """Return the blind index of an ID number."""
    return crypto.ring().index(number, "id_number")


def phone_index(phone: str) -> bytes:
    """Return the blind index of a phone number."""
    return crypto.ring().index(phone, "phone")


def get(session: Session, account_id: uuid.UUID | None) -> Account:
    """Return one account.

    Raises:
        NotFound: there is none.

    """
    account = session.get(Account, account_id) if account_id else None
    if account is None:
        raise NotFound
    return account


def standing(session: Session, new: NewAccount) -> Account | None:
    """Return the account that stands in the way: the owned phone's, or the same number with the same contact."""
    phone = phone_index(new.phone)
    if new.phone_owned:
        return session.scalar(select(Account).where(Account.owned_phone_index == phone))
    same = (Account.id_index == number_index(new.id_number), Account.phone_index == phone)
    return session.scalar(select(Account).where(*same).limit(1))


def register(session: Session, new: NewAccount, password_hash: str, *, actor: Actor) -> Account:
    """Make the account of a person whose phone has answered.

    Raises:
        Conflict: there is one already; only the holder of the phone is told.

    """
    if standing(session, new) is not None:
        raise Conflict("Số điện thoại này đã có tài khoản. Ông/bà hãy đăng nhập, hoặc bấm «Quên mật khẩu».")
    now = clock.now()
    account = Account(
        full_name=new.full_name,
        id_number=new.id_number,
        id_index=number_index(new.id_number),
        birth_date=new.birth_date,
        phone=new.phone,
        phone_index=phone_index(new.phone),
        owned_phone_index=phone_index(new.phone) if new.phone_owned else None,
        phone_owned=new.phone_owned,
        password_hash=password_hash,
        created_at=now,
        updated_at=now,
    )
    add(session, account)
    subject = ledger.Subject(account_id=account.id)
    ledger.record(session, Event.ACCOUNT_REGISTERED, {"channel": "phone"}, actor=_self(account, actor), subject=subject)
    return account


def add(session: Session, account: Account) -> None:
    """Add an account and give it its id.

    Raises:
        Conflict: another was made with the same phone or user name meanwhile.

    """
    session.add(account)
    try:
        session.flush()  # the unique indices speak now, and what follows needs the id
    except IntegrityError as error:
        raise Conflict("Số điện thoại hoặc tên đăng nhập này đã có tài khoản.") from error


def candidates(session: Session, name: SignInName) -> Sequence[Account]:
    """Return the accounts that a sign-in name may mean: proved numbers first, then owned phones, then the oldest."""
    if name.kind == "user_name":
        where = Account.user_name == name.text
    elif name.kind == "phone":
        where = Account.owned_phone_index == phone_index(name.text)
    else:
        index = number_index(name.text)
        where = or_(Account.id_index == index, Account.old_id_index == index)
    order = (Account.id_proved.desc(), Account.phone_owned.desc(), Account.created_at)
    return session.scalars(select(Account).where(where).order_by(*order).limit(MOST_TRIED)).all()


def authenticate(session: Session, name: SignInName, password: str) -> Account | None:
    """Return the account that name and password open; known and unknown names take the same work.

    Only reads, and takes tens of milliseconds: call it outside a writing transaction.
    """
    found = list(candidates(session, name))
    work = MOST_TRIED if name.kind == "id_number" else 1
    hashes = [account.password_hash for account in found] + [""] * (work - len(found))
    right = [number for number, kept in enumerate(hashes) if passwords.matches(kept, password)]
    return found[right[0]] if right else None


def note_sign_in(session: Session, account: Account, by: str, *, actor: Actor) -> None:
    """Write into the ledger that a person has signed in: `by` phone, id_number, user_name, register or reset."""
    subject = ledger.Subject(account_id=account.id)
    ledger.record(session, Event.ACCOUNT_SIGNED_IN, {"by": by}, actor=_self(account, actor), subject=subject)


def note_sign_out(session: Session, *, actor: Actor) -> None:
    """Write into the ledger that a person has signed out."""
    subject = ledger.Subject(account_id=actor.account_id)
    ledger.record(session, Event.ACCOUNT_SIGNED_OUT, {}, actor=actor, subject=subject)


def change_password(session: Session, account: Account, password_hash: str, by: str, *, actor: Actor) -> None:
    """Keep a new password and end every session of the account; `by` is code or password."""
    account.password_hash, account.updated_at = password_hash, clock.now()
    sessions.end_all(session, account.id)
    subject = ledger.Subject(account_id=account.id)
    ledger.record(session, Event.PASSWORD_CHANGED, {"by": by}, actor=_self(account, actor), subject=subject)


def change_profile(session: Session, email: str, profile: Mapping[str, Any], *, actor: Actor) -> Account:
    """Keep the e-mail address and the answers that forms are filled with; names and numbers stay."""
    account = get(session, actor.account_id)
    changed = [key for key in profile if profile[key] != account.profile.get(key)]
    if email != account.email:
        changed.append("email")
    if changed:
        account.email, account.profile, account.updated_at = email, {**account.profile, **profile}, clock.now()
        subject = ledger.Subject(account_id=account.id)
        ledger.record(session, Event.ACCOUNT_CHANGED, {"fields": sorted(changed)}, actor=actor, subject=subject)
    return account


def _self(account: Account, actor: Actor) -> Actor:
    """Name the person who has just proved who he is, where the visitor had no name yet."""
    if actor.account_id == account.id:
        return actor
    return Actor(account.id, Capacity.SELF, session=actor.session or ANONYMOUS.session)
