import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.app import create_app
from dvc.config import Settings
from dvc.db import Database
from dvc.models.account import Account
from dvc.models.outbox import OutboxMessage
from dvc.services import accounts, passwords
from tests.security.stage import FILER, OFFICER, Stage, client_of, csrf
from tests.support.robot import Robot

PASSWORD = "Buon Ho 2026!"
PLANTED = "p" * 43
PHONE = "0905123456"


@pytest.fixture
def owner(database: Database, stage: Stage) -> Stage:
    """Give the filer a password and a phone that is his own."""
    with database.transaction() as session:
        account = next(one for one in session.scalars(select(Account)) if one.phone == PHONE)
        account.password_hash, account.phone_owned = passwords.hashed(PASSWORD), True
        account.owned_phone_index = account.phone_index = accounts.phone_index(PHONE)
    return stage


def last_code(database: Database) -> str:
    with database.reading() as session:
        texts = [row.content["text"] for row in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]
    codes = [found[0] for text in texts if (found := re.search(r"[A-Z]{3}-\d{6}", text))]
    return codes[-1]


def planted(app: Flask) -> Robot:
    client = app.test_client()
    client.set_cookie("dvc", PLANTED)
    return Robot(client)


def sign_in(browse: Robot) -> Robot:
    browse.open("/dang-nhap").fill("Số điện thoại hoặc số định danh", PHONE).fill("Mật khẩu", PASSWORD)
    return browse.press("Đăng nhập")


def is_in(browse: Robot) -> bool:
    return browse.open("/ca-nhan").path == "/ca-nhan"


@pytest.mark.usefixtures("owner")
def test_a_cookie_that_was_planted_does_not_share_the_sign_in(app: Flask) -> None:
    victim, attacker = planted(app), planted(app)
    assert sign_in(victim).path == "/ca-nhan"
    assert is_in(victim)
    assert not is_in(attacker)


@pytest.mark.usefixtures("owner")
def test_a_cookie_that_was_planted_does_not_share_a_proved_code(app: Flask, database: Database) -> None:
    victim, attacker = planted(app), planted(app)
    victim.open("/quen-mat-khau").fill("Số điện thoại", PHONE).press("Đồng ý và tiếp tục")
    victim.fill("Mã trong tin nhắn", last_code(database)).press("Đồng ý và tiếp tục")
    assert victim.path == "/quen-mat-khau/mat-khau"
    assert attacker.open("/quen-mat-khau/mat-khau").path == "/quen-mat-khau"
    assert victim.fill("Mật khẩu mới", "Rung Xanh 2027!").press("Đổi mật khẩu").path == "/ca-nhan"


def test_a_copied_cookie_is_worth_nothing_after_signing_out(app: Flask, stage: Stage) -> None:
    client = client_of(app, stage, FILER)
    assert client.post("/dang-xuat", data={"csrf_token": csrf(client)}).status_code == 303
    assert client_of(app, stage, FILER).get("/ca-nhan").status_code == 303


@pytest.mark.usefixtures("database")
def test_a_new_password_ends_every_session(app: Flask, owner: Stage) -> None:
    thief = client_of(app, owner, FILER)
    assert thief.get("/ca-nhan").status_code == 200
    own = Robot(app.test_client())
    sign_in(own).open("/ca-nhan/bao-mat").fill("Mật khẩu đang dùng", PASSWORD)
    own.fill("Mật khẩu mới", "Rung Xanh 2027!").press("Đổi mật khẩu")
    assert is_in(own)
    assert thief.get("/ca-nhan").status_code == 303
    # What the thief's browser posts after that brings nothing back to life.
    thief.post("/tra-cuu", data={"csrf_token": csrf(thief), "query": "x"})
    thief.get("/ca-nhan/thong-tin")
    assert thief.get("/ca-nhan").status_code == 303


def test_a_session_that_is_over_does_not_come_back_by_being_used(app: Flask, stage: Stage) -> None:
    client = client_of(app, stage, OFFICER)
    assert client.get("/mot-cua/hang-doi").status_code == 200
    with time_machine.travel(clock.now() + timedelta(hours=2, minutes=1)):
        assert client.get("/mot-cua/hang-doi").status_code == 303
        assert client.get("/mot-cua/hang-doi").status_code == 303
    for hours in range(1, 24 * 8):
        with time_machine.travel(clock.now() + timedelta(hours=hours)):
            last = client_of(app, stage, FILER).get("/ca-nhan").status_code
    assert last == 303, "a session that is always in use lives for ever"


@pytest.mark.parametrize("target", ["//evil.example/x", "https://evil.example", "/\\evil.example", "\\/evil.example"])
@pytest.mark.usefixtures("owner")
def test_signing_in_leads_to_no_other_site(app: Flask, target: str) -> None:
    client = app.test_client()
    client.get("/ca-nhan", query_string={"next": target, "ve": target})
    fields = {"csrf_token": csrf(client), "name": PHONE, "password": PASSWORD, "next": target}
    answer = client.post(f"/dang-nhap?next={target}", data=fields)
    assert answer.status_code == 303
    assert "evil" not in re.sub(r"\?.*", "", answer.headers["Location"])
    assert answer.headers["Location"].startswith("/ca-nhan")


@pytest.mark.usefixtures("owner")
def test_a_long_address_fills_no_session(app: Flask) -> None:
    client = app.test_client()
    client.get("/ca-nhan/thong-tin?x=" + "a" * 5000)
    answer = client.post("/dang-nhap", data={"csrf_token": csrf(client), "name": PHONE, "password": PASSWORD})
    assert answer.headers["Location"] == "/ca-nhan"


@pytest.fixture
def behind_tls(environment: dict[str, str]) -> Iterator[Flask]:
    environment |= {"DVC_PUBLIC_URL": "https://dvc.example.vn", "DVC_TRUSTED_PROXY": "1"}
    made = create_app(Settings.from_environ(environment))
    yield made
    made.extensions["dvc_database"].close()


def test_behind_tls_the_cookie_is_bound_to_the_host(behind_tls: Flask) -> None:
    answer = behind_tls.test_client().get("/dang-nhap", base_url="https://dvc.example.vn")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-dvc=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")


def test_without_tls_nothing_promises_tls(app: Flask) -> None:
    answer = app.test_client().get("/dang-nhap")
    assert "Strict-Transport-Security" not in answer.headers
    assert answer.headers["Set-Cookie"].startswith("dvc=")


def test_a_forged_host_stands_in_no_page_and_no_address(behind_tls: Flask, app: Flask) -> None:
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for made in (behind_tls, app):
        for path in ("/", "/ca-nhan", "/dang-nhap", "/quen-mat-khau", "/tra-cuu", "/khong-co", "/thu-tuc/1.001193"):
            answer = made.test_client().get(path, headers=forged)
            assert "evil.example" not in answer.get_data(as_text=True) + answer.headers.get("Location", ""), path
