from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dvc.db import Database
from dvc.domain.actor import Actor
from dvc.models.draft import Draft
from dvc.services import passwords
from tests.support.client import PageClient
from tests.support.dossiers import an_account, an_agency
from tests.support.filings import ANSWERS, PROCEDURE, a_person, a_whole_draft, signed_in
from tests.support.robot import Robot

DECLARATION = "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"
GO_ON, LATER = "Đồng ý và tiếp tục", "Lưu và làm tiếp sau"
EA_KIET = "Ủy ban nhân dân xã Ea Kiết"


@pytest.fixture
def agency(database: Database) -> int:
    with database.transaction() as session:
        an_agency(session, name="Ủy ban nhân dân xã Lạc Phượng", province_code="31", province_name="Hải Phòng")
        return an_agency(session, name=EA_KIET, identifier_code="H15.24265").id


@pytest.fixture
def actor(database: Database, agency: int) -> Actor:
    assert agency
    with database.transaction() as session:
        return a_person(session)


@pytest.fixture
def resident(client: PageClient, database: Database, actor: Actor) -> Robot:
    return signed_in(client, database, actor)


@pytest.fixture
def whole(database: Database, actor: Actor, agency: int) -> str:
    with database.transaction() as session:
        return f"/ho-so/{a_whole_draft(session, actor, agency_id=agency).id}"


def begun(robot: Robot, for_whom: str = "Cho tôi") -> Robot:
    return robot.open(f"/thu-tuc/{PROCEDURE}/nop").tick(for_whom).press("Bắt đầu soạn hồ sơ")


def placed(robot: Robot, for_whom: str = "Cho tôi") -> Robot:
    return begun(robot, for_whom).tick(EA_KIET).press(GO_ON)


def only_draft(database: Database) -> Draft:
    with database.reading() as session:
        return session.scalars(select(Draft)).one()


def fill_requester(robot: Robot) -> None:
    robot.fill("Loại giấy tờ tùy thân", "Thẻ căn cước").fill("Số giấy tờ tùy thân", "066190001234")
    for part, value in (("Ngày", "11"), ("Tháng", "5"), ("Năm", "2021")):
        robot.fill(part, value, group="Ngày cấp")
    robot.fill("Nơi cấp", "Bộ Công an").tick("Thường trú")
    robot.fill("Nơi cư trú: tỉnh, thành phố", "Tỉnh Đắk Lắk").press("Chọn tỉnh")
    robot.fill("Nơi cư trú: xã, phường, đặc khu", "Xã Ea Kiết").fill("Nơi cư trú: địa chỉ chi tiết", "Buôn Ja Wầm")
    robot.fill("Quan hệ với người", "Bản thân")


def test_a_resident_files_by_pages_alone_and_gets_the_code_in_words(resident: Robot) -> None:
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
    resident.fill("Số lượng bản sao", "2").tick("Bản điện tử").press(GO_ON)
    resident.tick("Tôi cam đoan").press(GO_ON)
    resident.press(GO_ON)
    resident.tick("Nhận tại bộ phận Một cửa").press(GO_ON)
    assert resident.heading == "Kiểm tra lại trước khi nộp"
    assert "16.000 đồng" in resident.words
    resident.follow(GO_ON).fill("Mã xác nhận", "abcde").tick(DECLARATION).press("Nộp hồ sơ")
    assert resident.heading == "Đã nộp hồ sơ"
    assert "hát một năm, chấm, hai bốn hai sáu năm" in resident.words


def test_place_and_case_are_chosen_before_signing_in_and_kept(
    client: PageClient, database: Database, agency: int
) -> None:
    with database.transaction() as session:
        kept = passwords.hashed("Buon-Ma-Thuot-2026")
        an_account(session, user_name="hen", full_name="H' Hen Niê", password_hash=kept)
    visitor = placed(Robot(client), "Cho con tôi")
    assert visitor.path == "/dang-nhap"
    draft = only_draft(database)
    assert (draft.agency_id, draft.for_whom, draft.account_id) == (agency, "child", None)
    visitor.fill("Số điện thoại hoặc số định danh", "hen")
    visitor.fill("Mật khẩu", "Buon-Ma-Thuot-2026").press("Đăng nhập")
    assert visitor.path == f"/ho-so/{draft.id}/nguoi-nop"
    assert only_draft(database).account_id is not None


def test_another_visitor_is_sent_to_sign_in_and_another_person_finds_nothing(
    app: Flask, resident: Robot, database: Database, whole: str
) -> None:
    assert resident.open(whole).status == 200
    stranger = Robot(app.test_client())
    assert stranger.open(whole).path == "/dang-nhap"
    with database.transaction() as session:
        other = a_person(session)
    thief = signed_in(app.test_client(), database, other, "o" * 43)
    for page in ("", "/noi-nop", "/nguoi-nop", "/to-khai/1", "/nhan-ket-qua", "/kiem-tra", "/nop", "/da-nop", "/xoa"):
        assert thief.open(whole + page).status == 404, page


def test_a_wrong_number_is_refused_beside_its_field_and_kept(resident: Robot, database: Database) -> None:
    placed(resident).fill("Số định danh cá nhân", "06619000123").press(GO_ON)
    assert resident.status == 422
    assert resident.errors == ["Số định danh có 12 chữ số. Ông/bà đã viết 11."]
    assert only_draft(database).applicant["id_number"] == "06619000123"
    base = resident.path.rsplit("/", 1)[0]
    assert resident.open(f"{base}/nguoi-nop").value("Số định danh cá nhân") == "06619000123"


def test_an_odd_number_is_confirmed_and_not_blocked(resident: Robot) -> None:
    placed(resident).fill("Số định danh cá nhân", "066170001234").press(GO_ON)
    assert resident.status == 422
    assert "Năm sinh không khớp với số định danh" in resident.words
    resident.tick("Số định danh của tôi: tôi đã xem lại").press(GO_ON)
    assert resident.heading == "Thông tin người yêu cầu"


def test_another_number_asks_for_another_confirmation(resident: Robot) -> None:
    placed(resident).fill("Số định danh cá nhân", "066170001234").press(GO_ON)
    resident.tick("Số định danh của tôi: tôi đã xem lại").fill("Số định danh cá nhân", "066171001234").press(GO_ON)
    assert resident.status == 422


def test_saving_for_later_asks_nothing_and_leads_to_the_list(resident: Robot, database: Database) -> None:
    placed(resident).fill("Số điện thoại", "12").press(LATER)
    assert resident.heading.startswith("Các phần của hồ sơ")
    assert "Người nộp Cần sửa" in resident.words
    assert only_draft(database).applicant["phone"] == "12"


def test_a_section_keeps_what_cannot_be_read(resident: Robot, whole: str) -> None:
    resident.open(f"{whole}/to-khai/1").fill("Ngày", "31", group="Ngày cấp").fill("Tháng", "2", group="Ngày cấp")
    assert resident.press(GO_ON).status == 422
    resident.open(f"{whole}/to-khai/1")
    assert resident.value("Ngày", group="Ngày cấp") == "31"


def test_two_tabs_lose_none_of_the_others_sections(
    app: Flask, client: PageClient, resident: Robot, whole: str, database: Database
) -> None:
    second = Robot(app.test_client())
    cookie = client.get_cookie("dvc")
    assert cookie is not None
    second.way.client.set_cookie("dvc", cookie.value)  # type: ignore[attr-defined]  # AppTransport's client
    resident.open(f"{whole}/to-khai/4")
    second.open(f"{whole}/to-khai/5")
    resident.fill("Cơ quan đăng ký", "Ủy ban nhân dân xã Ea Kiết").press(GO_ON)
    second.fill("Số lượng bản sao", "7").press(GO_ON)
    answers = only_draft(database).answers
    assert (answers["dk_noi"], answers["so_luong"]) == ("Ủy ban nhân dân xã Ea Kiết", 7)
    assert answers["nyc_ho_ten"] == ANSWERS["nyc_ho_ten"]


def test_a_change_from_the_check_leads_back_to_it(resident: Robot, whole: str) -> None:
    resident.open(f"{whole}/kiem-tra").follow("Sửa Nhận kết quả").tick("Nhận trực tuyến").press(GO_ON)
    assert resident.heading == "Kiểm tra lại trước khi nộp"
    assert "Cách nhận kết quả Nhận trực tuyến" in resident.words


def test_what_is_missing_is_said_with_a_link_and_cannot_be_filed(resident: Robot, whole: str) -> None:
    resident.open(f"{whole}/to-khai/4").fill("Cơ quan đăng ký", "").press(LATER)
    resident.open(f"{whole}/nop")
    assert resident.heading == "Kiểm tra lại trước khi nộp"
    assert "Nộp hồ sơ" not in resident.buttons()
    links = [link.get("href") for link in resident.root.iter("a")]
    assert f"{whole}/to-khai/4?ve=kiem-tra" in links


def test_htmx_gets_the_next_block_and_its_address_in_one_answer(
    client: PageClient, whole: str, resident: Robot
) -> None:
    page = resident.open(f"{whole}/nhan-ket-qua")
    token = next(one.get("value", "") for one in page.root.iter("input") if one.get("name") == "csrf_token")
    sent: dict[str, Any] = {"csrf_token": token, "method": "at_desk"}
    response = client.post(f"{whole}/nhan-ket-qua", data=sent, headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Push-Url"]) == (200, f"{whole}/kiem-tra")
    assert response.text.lstrip().startswith('<div id="step"')


def test_the_old_communes_name_stands_beside_the_new(resident: Robot, database: Database, agency: int) -> None:
    with database.transaction() as session:
        an_agency(session, name="Ủy ban nhân dân xã Ea Kuêh", valid_to=date(2025, 6, 30), succeeded_by_id=agency)
    assert "Gồm cả nơi trước đây là: xã Ea Kuêh, Đắk Lắk" in begun(resident).words


def test_a_draft_is_deleted_after_it_was_asked(resident: Robot, whole: str, database: Database) -> None:
    resident.open(whole).follow("Xóa hồ sơ nháp này")
    assert resident.heading == "Xóa hồ sơ nháp?"
    resident.press("Xóa hồ sơ nháp")
    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
    assert resident.open(whole).status == 404


def test_own_drafts_come_first_at_the_start(resident: Robot, whole: str) -> None:
    resident.open(f"/thu-tuc/{PROCEDURE}/nop").follow("Viết tiếp hồ sơ nháp")
    assert resident.path == whole


def test_nobody_chosen_asks_for_whom(resident: Robot) -> None:
    resident.open(f"/thu-tuc/{PROCEDURE}/nop").press("Bắt đầu soạn hồ sơ")
    assert (resident.status, resident.errors) == (422, ["Hãy chọn nộp cho ai."])
