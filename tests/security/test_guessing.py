import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from dvc import clock
from dvc.db import Database
from dvc.domain.notices import Notice
from dvc.errors import TooManyRequests
from dvc.models.account import Account
from dvc.models.dossier import Dossier
from dvc.models.outbox import OutboxMessage
from dvc.services import accounts, notifications, throttle
from dvc.web.signing_in import address
from tests.security.stage import Stage, csrf

PHONE, NUMBER = "0905123456", "066190001234"


@pytest.fixture
def victim(database: Database, stage: Stage) -> Stage:
    """Give the filer a phone that is his own, and a user name."""
    with database.transaction() as session:
        account = next(one for one in session.scalars(select(Account)) if one.phone == PHONE)
        account.phone_owned, account.user_name = True, "nannhan"
        account.owned_phone_index = account.phone_index = accounts.phone_index(PHONE)
    return stage


def messages_to(database: Database, phone: str) -> int:
    with database.reading() as session:
        return sum(row.to == phone and row.channel == "sms" for row in session.scalars(select(OutboxMessage)))


def ask(app: Flask, name: str, *, address: str = "192.0.2.1", **headers: str) -> int:
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    data = {"csrf_token": csrf(client), "name": name}
    return client.post("/quen-mat-khau", data=data, headers=headers).status_code


@pytest.mark.usefixtures("victim")
def test_a_phone_is_not_flooded_by_asking_under_all_its_names(app: Flask, database: Database) -> None:
    before = messages_to(database, PHONE)
    start = clock.now()
    for step in range(24):
        with time_machine.travel(start + timedelta(hours=step % 23, minutes=2 * step)):
            for number, name in enumerate((PHONE, NUMBER, "nannhan")):
                ask(app, name, address=f"192.0.2.{number}")
    assert messages_to(database, PHONE) - before <= 2 * 15


@pytest.mark.usefixtures("victim")
def test_a_page_looks_the_same_when_a_phone_gets_no_more(app: Flask) -> None:
    start = clock.now()
    answers = set()
    for step in range(4):
        with time_machine.travel(start + timedelta(minutes=2 * step)):
            answers |= {ask(app, PHONE), ask(app, NUMBER), ask(app, "nannhan")}
    assert answers == {303}


def test_a_stranger_typing_a_phone_into_filings_does_not_flood_it(database: Database, stage: Stage) -> None:
    with database.transaction() as session:
        dossier = session.scalars(select(Dossier).where(Dossier.code == stage.code)).one()
        dossier.people = {**dossier.people, "owner": {"full_name": "A", "phone": "0981000999"}}
        for number in range(60):
            dossier.code = f"H15.24265-261124-{number + 1000}"
            notifications.tell(session, Notice.OWNER_TOLD, dossier)
    assert 1 <= messages_to(database, "0981000999") <= 20


@pytest.mark.parametrize(
    "addresses",
    [
        [f"2001:db8::{number:x}" for number in range(1, 9)],
        [f"2001:db8:1:2:{number:x}::1" for number in range(1, 9)],
        ["192.0.2.7", "::ffff:192.0.2.7"] * 4,
    ],
)
def test_an_attacker_is_one_address_wherever_in_his_network_he_sits(app: Flask, addresses: list[str]) -> None:
    seen = set()
    for remote in addresses:
        with app.test_request_context("/", environ_base={"REMOTE_ADDR": remote}):
            seen.add(address())
    assert len(seen) == 1


def test_a_forged_forwarding_header_makes_nobody_another_visitor(app: Flask) -> None:
    forged = {"X-Forwarded-For": "203.0.113.9", "Forwarded": "for=203.0.113.9", "X-Real-IP": "203.0.113.9"}
    with app.test_client() as client:
        client.get("/", headers=forged)
        assert address() == "127.0.0.1"


@pytest.mark.usefixtures("victim")
def test_digits_are_tried_five_times_a_code_and_the_old_code_ends(
    app: Flask,
    database: Database,
) -> None:
    client = app.test_client()
    token = csrf(client)
    client.post("/quen-mat-khau", data={"csrf_token": token, "name": PHONE})
    right = re.findall(r"[A-Z]{3}-(\d{6})", _texts(database)[-1])[0]
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert client.post("/quen-mat-khau/ma", data={"csrf_token": token, "code": wrong}).status_code == 422
    assert client.post("/quen-mat-khau/ma", data={"csrf_token": token, "code": right}).status_code == 422
    assert client.get("/quen-mat-khau/mat-khau").status_code == 303


def _texts(database: Database) -> list[str]:
    with database.reading() as session:
        return [row.content["text"] for row in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))]


@pytest.mark.usefixtures("app")
def test_tries_that_come_all_at_once_pass_no_limit_together(database: Database) -> None:
    def attempt(_number: int) -> bool:
        try:
            with database.transaction() as session:
                throttle.hit(session, "burst", "x", limit=3, window=timedelta(hours=1))
        except TooManyRequests:
            return False
        return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(attempt, range(12))) == 3


def look_up(client: FlaskClient, query: str) -> tuple[int, str]:
    page = client.get("/tra-cuu").get_data(as_text=True)
    found = re.search(r'name="captcha_id" value="([^"]+)"', page)
    assert found is not None
    fields = {"csrf_token": csrf(client), "query": query, "captcha_id": found[1], "captcha": "ABCDE"}
    answer = client.post("/tra-cuu", data=fields, follow_redirects=True)
    text = answer.get_data(as_text=True)
    assert client.post("/tra-cuu", data=fields).status_code == 422, "a captcha was taken twice"
    return answer.status_code, text


def test_a_look_up_without_signing_in_names_nobody(app: Flask, stage: Stage) -> None:
    for query in (stage.code, NUMBER):
        status, text = look_up(app.test_client(), query)
        assert status == 200
        assert "H&#39; Hen" not in text
        assert "Hen Niê" not in text
        for secret in (PHONE, "hen@example.vn", "anh.jpg", "Buôn Ja Wầm"):
            assert secret not in text
    assert stage.code not in text, "an ID number told a whole code"


@pytest.mark.usefixtures("victim")
def test_a_wrong_password_and_an_unknown_name_sound_the_same(app: Flask) -> None:
    answers = set()
    for name in (PHONE, "0905999888", NUMBER, "079190009999", "nannhan", "khongco"):
        client = app.test_client()
        fields = {"csrf_token": csrf(client), "name": name, "password": "Sai 12345 sai!"}
        answer = client.post("/dang-nhap", data=fields)
        text = re.sub(r'value="[^"]*"', "", answer.get_data(as_text=True))
        answers.add((answer.status_code, text))
    assert len(answers) == 1
