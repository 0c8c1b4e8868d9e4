import pytest
from flask import Flask

from dvc.db import Database
from tests.support.client import PageClient
from tests.support.desks import EFORM, HOME_PAPER, Desk, a_desk
from tests.support.filings import signed_in
from tests.support.robot import Robot


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def desk(database: Database) -> Desk:
    with database.transaction() as session:
        return a_desk(session)


@pytest.fixture
def officer(app: Flask, database: Database, desk: Desk) -> Robot:
    client = app.test_client()
    assert isinstance(client, PageClient)
    return signed_in(client, database, desk.officer, "o" * 43)


def judged(officer: Robot, desk: Desk, finding: str = "Đạt") -> Robot:
    officer.open(f"/mot-cua/ho-so/{desk.code}")
    return officer.tick("Đạt", group=EFORM).tick(finding, group=HOME_PAPER)


def test_the_desk_accepts_a_dossier_and_both_sides_hold_the_receipt(officer: Robot, desk: Desk) -> None:
    officer.open("/mot-cua")
    assert officer.path == "/mot-cua/hang-doi"
    officer.follow(desk.code)
    judged(officer, desk).press("Tiếp nhận")
    assert officer.heading == "Tiếp nhận hồ sơ?"
    officer.press("Tiếp nhận hồ sơ")
    assert (officer.status, officer.path) == (200, f"/mot-cua/ho-so/{desk.code}")
    assert "Được tiếp nhận" in officer.words
    officer.follow("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert officer.came.body.startswith(b"%PDF")
