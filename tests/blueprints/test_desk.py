import io

import pytest
from flask import Flask
from PIL import Image

from dvc.db import Database
from tests.support.client import PageClient
from tests.support.desks import EFORM, HOME_KEY, HOME_PAPER, Desk, a_desk
from tests.support.filings import signed_in
from tests.support.robot import Robot


def a_picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "white").save(made, "PNG")
    return made.getvalue()


PNG = a_picture()


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


def test_a_failing_paper_is_asked_for_and_answered_on_one_page(
    officer: Robot, app: Flask, database: Database, desk: Desk
) -> None:
    judged(officer, desk, "Mờ, không đọc được").fill("Cần sửa gì, nói rõ: " + HOME_PAPER, "Chụp lại cả bốn góc")
    officer.press("Yêu cầu bổ sung")
    assert officer.heading == "Yêu cầu bổ sung?"
    officer.fill("Lý do yêu cầu bổ sung", "Ảnh mờ nên không đọc được").press("Gửi yêu cầu bổ sung")
    assert "Chờ người dân bổ sung" in officer.words

    resident = signed_in(app.test_client(), database, desk.filer, "r" * 43).open(f"/ca-nhan/ho-so/{desk.code}")
    resident.follow("Bổ sung")
    assert HOME_PAPER in resident.words
    assert EFORM not in resident.words
    resident.press("Gửi bổ sung")
    assert resident.status == 422
    resident.tick("Kèm tệp").press("Gửi bổ sung")
    assert resident.path.endswith(f"/bo-sung/{HOME_KEY}")
    resident.attach("Chụp ảnh hoặc chọn tệp", ("so-ho-khau.png", PNG)).press("Gửi tệp")
    assert "so-ho-khau.png" in resident.words
    resident.follow("Xong giấy này").press("Gửi bổ sung")
    assert resident.path == f"/ca-nhan/ho-so/{desk.code}"
    assert "chờ tiếp nhận" in resident.words

    officer.open(f"/mot-cua/ho-so/{desk.code}")
    assert "so-ho-khau.png" in officer.words
    officer.tick("Đạt", group=HOME_PAPER).press("Tiếp nhận").press("Tiếp nhận hồ sơ")
    assert "Được tiếp nhận" in officer.words
