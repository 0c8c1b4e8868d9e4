from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from dvc.db import Database
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.services import drafts, sessions
from tests.support.client import PageClient
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE, a_person, a_whole_draft
from tests.support.robot import Robot

TOKEN = "t" * 43
DECLARATION = "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"
GO_ON = "Đồng ý và tiếp tục"


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def agency(database: Database) -> int:
    with database.transaction() as session:
        an_agency(session, identifier_code="H31.11140", name="Ủy ban nhân dân xã Lạc Phượng", province_code="31")
        return an_agency(session, name="Ủy ban nhân dân xã Ea Kiết", identifier_code="H15.24265").id


@pytest.fixture
def resident(client: PageClient, database: Database, agency: int) -> Robot:
    assert agency
    with database.transaction() as session:
        actor = a_person(session)
        assert actor.account_id is not None
        sessions.sign_in(session, "", TOKEN, actor.account_id)
    client.set_cookie("dvc", TOKEN)
    return Robot(client)


def begun(robot: Robot, for_whom: str = "Cho tôi") -> Robot:
    return robot.open(f"/thu-tuc/{PROCEDURE}/nop").tick(for_whom).press("Bắt đầu soạn hồ sơ")


def placed(robot: Robot, for_whom: str = "Cho tôi") -> Robot:
    return begun(robot, for_whom).tick("Ủy ban nhân dân xã Ea Kiết").press(GO_ON)


@pytest.fixture
def whole(resident: Robot, database: Database, agency: int) -> str:
    """Write a draft that lacks nothing; returns its address."""
    assert resident
    with database.transaction() as session:
        from dvc.models.account import Account  # noqa: PLC0415 - only here
        from dvc.domain.actor import Actor, Capacity  # noqa: PLC0415 - only here

        account = session.scalars(select(Account)).one()
        draft = a_whole_draft(session, Actor(account.id, Capacity.SELF), agency_id=agency)
        return f"/ho-so/{draft.id}"


def only_draft(database: Database) -> Draft:
    with database.reading() as session:
        return session.scalars(select(Draft)).one()


def dossiers(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Dossier)) or 0


def test_a_resident_files_by_pages_alone_and_gets_the_code_in_words(resident: Robot, database: Database) -> None:
    placed(resident)
    assert resident.heading == "Người nộp hồ sơ"
    assert resident.value("Họ và tên") == "H' Hen Niê"
    resident.press(GO_ON)
    assert resident.value("Họ, chữ đệm, tên người yêu cầu") == "H' Hen Niê"
    fill_requester(resident)
    resident.press(GO_ON)
    resident.tick("Giấy khai sinh").press(GO_ON)
    resident.tick("Nữ").fill("Dân tộc", "Ê-đê").press(GO_ON)
    resident.fill("Cơ quan đăng ký", "Ủy ban nhân dân xã Ea Kuêh").press(GO_ON)
    resident.fill("Số lượng bản sao yêu cầu cấp", "2").tick("Bản điện tử").press(GO_ON)
    resident.tick("Tôi cam đoan").press("Lưu và làm tiếp sau")
    base = resident.path
    resident.open(f"{base}/nhan-ket-qua").tick("Nhận tại bộ phận Một cửa").press(GO_ON)
    assert resident.heading == "Kiểm tra lại trước khi nộp"
    assert "16.000 đồng" in resident.words
    resident.follow(GO_ON).fill("Mã xác nhận", "abcde").tick(DECLARATION).press("Nộp hồ sơ")
    assert resident.heading == "Đã nộp hồ sơ"
    assert "hát một năm" in resident.words
    assert dossiers(database) == 1


def fill_requester(robot: Robot) -> None:
    robot.fill("Loại giấy tờ tùy thân", "Thẻ căn cước").fill("Số giấy tờ tùy thân", "066190001234")
    for part, value in (("Ngày", "11"), ("Tháng", "5"), ("Năm", "2021")):
        robot.fill(part, value, group="Ngày cấp")
    robot.fill("Nơi cấp", "Bộ Công an").tick("Thường trú")
    robot.fill("Nơi cư trú: tỉnh, thành phố", "Tỉnh Đắk Lắk").press("Chọn tỉnh")
    robot.fill("Nơi cư trú: xã, phường, đặc khu", "Xã Ea Kiết").fill("Nơi cư trú: địa chỉ chi tiết", "Buôn Ja Wầm")
    robot.fill("Quan hệ với người", "Bản thân")
