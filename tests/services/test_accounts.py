"""Accounts and the demo people."""

from datetime import date

import argon2
import pytest
from sqlalchemy import func, select

from dvc.config import Settings
from dvc.db import Database
from dvc.domain.actor import ANONYMOUS
from dvc.domain.sign_in_names import SignInName, parse_sign_in_name
from dvc.errors import Conflict, Forbidden
from dvc.models.account import Account
from dvc.models.agency import Agency
from dvc.services import accounts, agencies, demo, passwords, setup
from dvc.services.accounts import NewAccount

PASSWORD = "Buon Ho 2026!"
ID_NUMBER = "066185001234"


@pytest.fixture
def portal(database: Database, settings: Settings) -> Database:
    setup.install(settings)
    return database


def person(phone: str, *, owned: bool = True, name: str = "H' Hen Niê") -> NewAccount:
    return NewAccount(name, ID_NUMBER, "1985-11-05", phone, owned)


def registered(database: Database, new: NewAccount, password: str = PASSWORD) -> Account:
    with database.transaction() as session:
        return accounts.register(session, new, passwords.hashed(password), actor=ANONYMOUS)


def signed_in(database: Database, name: SignInName, password: str) -> Account | None:
    with database.reading() as session:
        return accounts.authenticate(session, name, password)


def test_an_unproved_number_never_blocks_its_true_owner(portal: Database) -> None:
    registered(portal, person("0912345678", name="Kẻ mạo nhận"), "Cua ke mao nhan 1!")
    owner = registered(portal, person("0987654321"))
    found = signed_in(portal, SignInName("id_number", ID_NUMBER), PASSWORD)
    assert found is not None
    assert found.id == owner.id


def test_strangers_accounts_do_not_push_the_owner_of_a_phone_out_of_the_number(portal: Database) -> None:
    for last in range(accounts.MOST_TRIED + 2):
        registered(portal, person(f"091234567{last}", owned=False, name="Kẻ mạo nhận"), "Cua ke mao nhan 1!")
    owner = registered(portal, person("0987654321"))
    found = signed_in(portal, SignInName("id_number", ID_NUMBER), PASSWORD)
    assert found is not None
    assert found.id == owner.id


def test_a_borrowed_phone_signs_nobody_in(portal: Database) -> None:
    account = registered(portal, person("0912345678", owned=False))
    assert signed_in(portal, SignInName("phone", "0912345678"), PASSWORD) is None
    found = signed_in(portal, SignInName("id_number", ID_NUMBER), PASSWORD)
    assert found is not None
    assert found.id == account.id


def test_a_phone_has_one_owner(portal: Database) -> None:
    registered(portal, person("0912345678"))
    with pytest.raises(Conflict):
        registered(portal, person("0912345678", name="Người khác"))


def test_a_neighbours_phone_may_be_the_contact_of_many(portal: Database) -> None:
    registered(portal, person("0912345678"))
    other = NewAccount("Y Moan Êñuôl", "066078000022", "1978-03-14", "0912345678", phone_owned=False)
    assert registered(portal, other).owned_phone_index is None


@pytest.mark.parametrize("kind", ["phone", "id_number", "user_name"])
def test_a_wrong_password_and_an_unknown_name_open_nothing(portal: Database, kind: str) -> None:
    registered(portal, person("0912345678"))
    texts = {"phone": "0912345678", "id_number": ID_NUMBER, "user_name": "khongco"}
    name = SignInName(kind, texts[kind])  # type: ignore[arg-type]  # the parameters are the kinds
    assert signed_in(portal, name, "Sai mat khau 1!") is None
    assert signed_in(portal, name, "") is None


@pytest.mark.parametrize("text", [ID_NUMBER, "066085009999", "0912345678", "0987654321"])
def test_known_and_unknown_names_take_the_same_work(
    portal: Database, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    registered(portal, person("0912345678"))
    verified: list[str] = []
    verify = argon2.PasswordHasher.verify

    def counted(hasher: argon2.PasswordHasher, kept: str, password: str) -> bool:
        verified.append(kept)
        return verify(hasher, kept, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counted)
    name = parse_sign_in_name(text)
    signed_in(portal, name, "Sai mat khau 1!")
    assert len(verified) == (accounts.MOST_TRIED if name.kind == "id_number" else 1)


def test_a_password_is_the_same_however_the_keyboard_composes_its_letters() -> None:
    kept = passwords.hashed("Mật khẩu của Hoa 1")
    assert passwords.matches(kept, "Mật khẩu của Hoa 1")
    assert not passwords.matches("", "Mật khẩu của Hoa 1")


def test_every_demo_person_signs_in_by_phone_number_and_user_name(portal: Database) -> None:
    for _ in range(2):
        with portal.transaction() as session:
            demo.load(session)
    rows = demo.sign_ins()
    with portal.reading() as session:
        assert session.scalar(select(func.count()).select_from(Account)) == len(rows)
    for row in rows:
        for text in {row["sign_in"], row["phone"], row["id_number"]}:
            found = signed_in(portal, parse_sign_in_name(text), row["password"])
            assert found is not None, row
            assert found.full_name == row["full_name"]
        passwords.check(row["password"], own=(row["phone"], row["id_number"]))


def test_the_demo_has_the_seeds_agencies_and_only_todays_receive(portal: Database) -> None:
    with portal.transaction() as session:
        demo.load(session)
    with portal.reading() as session:
        assert session.scalar(select(func.count()).select_from(Agency)) == 12
        now = agencies.receiving(session, date(2026, 11, 24))
        assert sorted(agency.name.split()[-2] + " " + agency.name.split()[-1] for agency in now) == [
            "Cam Lộ",
            "Ea Kiết",
            "Lạc Phượng",
            "Tân Kỳ",
            "Xuân Trúc",
        ]
        old = session.scalars(select(Agency).where(Agency.name.endswith("Ea Kuêh"))).one()
        assert (old.valid_to, old.receives) == (date(2025, 6, 30), False)
        assert old.succeeded_by is not None
        assert old.succeeded_by.name.endswith("Ea Kiết")


def test_the_demo_never_enters_a_real_portal(portal: Database, environment: dict[str, str]) -> None:
    real = {name: text for name, text in environment.items() if name != "DVC_CAPTCHA_ANSWER"}
    setup.install(Settings.from_environ({**real, "DVC_ENV": "production"}))
    with pytest.raises(Forbidden), portal.transaction() as session:
        demo.load(session)
