from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.catalogue import loader
from dvc.catalogue.definition_text import to_toml
from dvc.db import Database
from dvc.domain.actor import Role
from dvc.i18n import format_date
from dvc.models.release import ProcedureEdit, ProcedureRelease
from dvc.services import drafts
from dvc.services.demo import PEOPLE
from tests.support.client import PageClient
from tests.support.desks import an_officer
from tests.support.filings import PROCEDURE, a_person, signed_in
from tests.support.releasing import Office, an_office
from tests.support.robot import Robot

NEW_NAME = "Bản sao giấy hộ tịch"


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        return an_office(session)


@pytest.fixture
def writer(app: Flask, database: Database, office: Office) -> Robot:
    return signed_in(visitor(app), database, office.writer, "w" * 43)


@pytest.fixture
def approver(app: Flask, database: Database, office: Office) -> Robot:
    return signed_in(visitor(app), database, office.approver, "a" * 43)


def visitor(app: Flask) -> PageClient:
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


def begun(robot: Robot, code: str = PROCEDURE) -> str:
    """Begin an edit, or go on with it, and return its address."""
    robot.open(f"/quan-tri/thu-tuc/{code}")
    if "Sửa thủ tục này" in robot.buttons():
        robot.press("Sửa thủ tục này")
    assert robot.status == 200
    return robot.path


def renamed(robot: Robot, edit: str, name: str = NEW_NAME) -> None:
    robot.open(f"{edit}/phan/ten").fill("Tên gọi", name).press("Lưu")
    assert robot.status == 200


def submitted(robot: Robot, edit: str) -> None:
    robot.open(f"{edit}/gui-duyet").press("Gửi duyệt")
    assert (robot.status, robot.path) == (200, "/quan-tri/sua")


def published(writer: Robot, approver: Robot, name: str = NEW_NAME) -> None:
    edit = begun(writer)
    renamed(writer, edit, name)
    submitted(writer, edit)
    approver.open(f"{edit}/duyet").press("Duyệt và công bố")
    assert (approver.status, approver.path) == (200, f"/quan-tri/thu-tuc/{PROCEDURE}")


def test_a_change_is_mended_approved_by_another_offered_to_drafts_and_rolled_back(
    writer: Robot, approver: Robot, app: Flask, database: Database
) -> None:
    with database.transaction() as session:
        person = a_person(session)
        draft = drafts.begin(session, PROCEDURE, "self", actor=person, visit_id=None).id
    writer.open("/quan-tri").follow("Các thủ tục").fill("Tên, mã hoặc việc cần làm", "trich luc").press("Tìm")
    old_name = loader.procedure(PROCEDURE).short_name
    writer.follow(old_name).press("Sửa thủ tục này").follow("Tên gọi").fill("Tên gọi", "").press("Lưu")
    assert writer.errors == ["Tên gọi: chưa điền."]
    writer.follow("Quay lại")
    assert "Sửa hết lỗi rồi mới gửi duyệt được." in writer.words
    edit = writer.path
    writer.follow("Tên gọi: chưa điền").fill("Tên gọi", NEW_NAME).press("Lưu").follow("Quay lại").follow("Gửi duyệt")
    assert f"trước là «{old_name}», nay là «{NEW_NAME}»" in writer.words
    writer.fill("Ghi chú cho người duyệt", "Gọi như người dân vẫn nói").press("Gửi duyệt")
    writer.open(f"{edit}/duyet")
    assert "Cần một quản trị viên khác duyệt" in writer.words
    assert writer.buttons() == []
    assert old_name in Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}").words

    approver.open("/quan-tri").follow(old_name).follow("Xem và duyệt")
    assert "Gọi như người dân vẫn nói" in approver.words
    approver.press("Duyệt và công bố")
    assert "Đỗ Thị Quản sửa · Lê Văn Duyệt duyệt" in approver.words
    assert Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}").heading == NEW_NAME
    resident = signed_in(visitor(app), database, person, "r" * 43).open(f"/ho-so/{draft}")
    assert NEW_NAME in resident.words
    assert "bản mới" in resident.words.lower()

    writer.open(f"/quan-tri/thu-tuc/{PROCEDURE}").follow("So bản của phần mềm với bản đang dùng")
    assert f"trước là «{old_name}», nay là «{NEW_NAME}»" in writer.words
    writer.follow("Về thủ tục").follow("Quay lại bản của phần mềm")
    assert f"trước là «{NEW_NAME}», nay là «{old_name}»" in writer.words
    writer.press("Quay lại bản này")
    assert writer.errors == ["Hãy viết lý do: người dân đọc lý do này trên trang thủ tục."]
    writer.fill("Lý do", "Tên cũ đúng hơn").press("Quay lại bản này")
    assert "Quay lại bản trước: bản của phần mềm" in writer.words
    assert NEW_NAME in writer.follow("So với bản đang dùng").words
    assert Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}").heading == old_name


def test_the_writer_cannot_approve_by_a_post_of_his_own(writer: Robot, database: Database) -> None:
    edit = begun(writer)
    renamed(writer, edit)
    submitted(writer, edit)
    writer.open(f"{edit}/lay-lai").root.find(".//main//form").set("action", f"{edit}/duyet")  # type: ignore[union-attr]  # the page has one
    writer.press("Lấy về")
    assert writer.status == 409
    assert "Cần một quản trị viên khác duyệt" in writer.words
    with database.reading() as session:
        assert session.scalars(select(ProcedureRelease)).all() == []


def test_an_edit_is_sent_back_with_a_note_and_given_up(writer: Robot, approver: Robot) -> None:
    edit = begun(writer)
    renamed(writer, edit)
    submitted(writer, edit)
    approver.open(f"{edit}/tra-lai").press("Trả lại")
    assert approver.errors == ["Hãy viết chỗ nào cần sửa."]
    approver.fill("Chỗ nào cần sửa", "Ghi cả chữ trích lục").press("Trả lại")
    writer.open(edit)
    assert "Lê Văn Duyệt nhắn" in writer.words
    assert "Ghi cả chữ trích lục" in writer.words
    writer.follow("Bỏ bản này").press("Bỏ bản này")
    assert "Chưa có bản nào đang sửa" in writer.words


def test_a_paused_procedure_shows_its_reason_and_is_opened_again(writer: Robot, app: Flask) -> None:
    writer.open(f"/quan-tri/thu-tuc/{PROCEDURE}").follow("Tạm dừng nhận hồ sơ").press("Tạm dừng")
    assert (writer.status, len(writer.errors)) == (422, 1)
    writer.fill("Lý do", "Chờ mẫu tờ khai mới").press("Tạm dừng")
    assert "Tạm dừng lý do: Chờ mẫu tờ khai mới" in writer.words
    assert "Chờ mẫu tờ khai mới" in Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}").words
    assert "1 thủ tục" in writer.open("/quan-tri/thu-tuc?loc=tam-dung").words
    writer.open(f"/quan-tri/thu-tuc/{PROCEDURE}").follow("Nhận hồ sơ trở lại").press("Nhận trở lại")
    assert "Đang dùng" in writer.words


def test_a_procedure_is_replaced_by_one_that_there_is(writer: Robot, app: Flask) -> None:
    writer.open(f"/quan-tri/thu-tuc/{PROCEDURE}").follow("Thay bằng thủ tục khác")
    writer.fill("Mã thủ tục thay thế", "9.999999").press("Thay thế")
    assert writer.errors == ["Không có thủ tục mang mã này. Hãy viết mã như 1.001193."]
    writer.fill("Mã thủ tục thay thế", "1.001193").press("Thay thế")
    assert "thay bằng 1.001193" in writer.words
    assert "Thủ tục này đã được thay" in Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}").words


def test_a_change_is_set_for_a_day_and_called_off(writer: Robot, approver: Robot, app: Flask) -> None:
    day = clock.today() + timedelta(days=40)
    edit = begun(writer)
    renamed(writer, edit)
    writer.open(f"{edit}/gui-duyet").fill("Ngày", "31").fill("Tháng", "2").fill("Năm", "2027").press("Gửi duyệt")
    assert writer.errors == ["Ngày này chưa đúng. Hãy viết đủ ngày, tháng, năm, hoặc để trống cả ba."]
    writer.fill("Ngày", str(day.day)).fill("Tháng", str(day.month)).fill("Năm", str(day.year)).press("Gửi duyệt")
    approver.open(f"{edit}/duyet")
    assert f"từ ngày {format_date(day)}" in approver.words
    approver.press("Duyệt và công bố")
    assert "Đã đặt lịch" in approver.words
    assert Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}").heading != NEW_NAME
    approver.follow("Hủy việc này").press("Hủy việc này")
    assert "Đã hủy" in approver.words


def test_a_page_older_than_the_edit_is_told_who_changed_it_and_loses_nothing(writer: Robot, approver: Robot) -> None:
    edit = begun(writer)
    approver.open(f"{edit}/phan/ten")
    renamed(writer, edit)
    approver.fill("Tên gọi", "Tên của người kia").press("Lưu")
    assert approver.status == 409
    assert "Đỗ Thị Quản đã thay đổi bản này" in approver.words
    assert "Tên của người kia" in approver.words
    approver.follow("Mở lại trang")
    assert approver.value("Tên gọi") == NEW_NAME


def test_a_copy_becomes_a_new_procedure_once_another_approves(writer: Robot, approver: Robot, app: Flask) -> None:
    writer.open(f"/quan-tri/thu-tuc/{PROCEDURE}").follow("Tạo bản sao dưới mã mới")
    writer.fill("Mã của thủ tục mới", "abc").press("Tạo bản sao")
    assert (writer.status, len(writer.errors)) == (422, 1)
    writer.fill("Mã của thủ tục mới", "2.009999").press("Tạo bản sao")
    edit = writer.path
    renamed(writer, edit, "Thủ tục mới của xã")
    assert visitor(app).get("/thu-tuc/2.009999").status_code == 404
    submitted(writer, edit)
    approver.open("/quan-tri").follow("Thủ tục mới của xã").follow("Xem và duyệt").press("Duyệt và công bố")
    assert Robot(visitor(app)).open("/thu-tuc/2.009999").heading == "Thủ tục mới của xã"


def test_a_faulty_file_becomes_an_edit_and_what_is_in_force_stays(
    writer: Robot, app: Flask, database: Database
) -> None:
    text = to_toml(loader.procedure(PROCEDURE)).replace('type = "name"', 'type = "ten"', 1)
    writer.open("/quan-tri/thu-tuc").open("/quan-tri/nhap-tep").press("Nhập tệp")
    assert writer.errors == ["Hãy chọn một tệp."]
    for data, said in (
        (b"\xff\xfe\x00", "không phải chữ"),
        (b"x" * 1_000_001, "lớn hơn 1 MB"),
        (b"a = 1", "mã thủ tục"),
    ):
        writer.open("/quan-tri/nhap-tep").attach("Tệp định nghĩa", ("a.toml", data)).press("Nhập tệp")
        assert writer.status == 422
        assert said in writer.errors[0]
    writer.attach("Tệp định nghĩa", ("a.toml", text.encode())).press("Nhập tệp")
    assert "Bản này còn" in writer.words
    assert "«ten»" in writer.words
    edit = writer.path
    assert writer.open(f"{edit}/gui-duyet").press("Gửi duyệt").status == 409
    assert "Bản này còn lỗi nên chưa gửi duyệt được" in writer.words
    page = Robot(visitor(app)).open(f"/thu-tuc/{PROCEDURE}")
    assert page.heading == loader.procedure(PROCEDURE).short_name
    with database.reading() as session:
        assert session.scalars(select(ProcedureRelease)).all() == []
        assert 'type = "ten"' in session.scalars(select(ProcedureEdit)).one().text


def test_an_exported_file_read_again_is_the_same_version(writer: Robot) -> None:
    writer.open(f"/quan-tri/thu-tuc/{PROCEDURE}").follow("Tải về bản này (TOML)")
    assert loader.parse(writer.came.body.decode(), "x").version == loader.procedure(PROCEDURE).version
    assert writer.open("/quan-tri/thu-tuc/9.999999/tep.toml").status == 404


def test_drafts_stand_only_in_the_administrators_list(writer: Robot, app: Flask) -> None:
    code = next(one for one, listing in loader.listings().items() if listing.draft)
    writer.open("/quan-tri/thu-tuc").fill("Chỉ xem", "Nháp").press("Tìm")
    assert code in writer.words
    assert code in writer.fill("Tên, mã hoặc việc cần làm", code).press("Tìm").words
    assert visitor(app).get(f"/thu-tuc/{code}").status_code == 404


def test_the_list_goes_on_page_by_page_and_tells_what_is_doubtful(writer: Robot) -> None:
    writer.open("/quan-tri/thu-tuc").follow("Xem tiếp")
    assert "Về đầu danh sách" in writer.words
    writer.open("/quan-tri/thu-tuc?loc=chua-kiem-chung&q=khai+sinh")
    assert "chỗ chưa kiểm chứng" in writer.words
    writer.open("/quan-tri/thu-tuc/1.001193")
    assert "Nguồn:" in writer.words
    assert writer.open("/quan-tri/thu-tuc?q=%22%27%3B--&loc=x&sau=y").status == 200


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PROCESSING, Role.LEADER, Role.AUDITOR])
def test_officers_without_the_right_see_nothing_of_it(
    app: Flask, database: Database, office: Office, writer: Robot, role: Role
) -> None:
    edit = begun(writer)
    with database.transaction() as session:
        other = an_officer(session, office.agency, role, "Người Khác")
    robot = signed_in(visitor(app), database, other, "x" * 43).open("/mot-cua/hang-doi")
    assert "Quản trị" not in [one.text for one in robot.root.iter("a")]
    token = next(str(one.get("value")) for one in robot.root.iter("input") if one.get("name") == "csrf_token")
    client = visitor(app)
    client.set_cookie("dvc", "x" * 43)
    gets = ("", "/thu-tuc", f"/thu-tuc/{PROCEDURE}", "/nhap-tep", "/sua", f"/thu-tuc/{PROCEDURE}/viec/tam-dung")
    for path in (*gets, f"/thu-tuc/{PROCEDURE}/tep.toml", f"/thu-tuc/{PROCEDURE}/xem-thu"):
        assert client.get(f"/quan-tri{path}").status_code == 403, path
    for path in ("", "/toml", "/phan/ten", "/muc/sections", "/khac-biet", "/duyet", "/xem-thu"):
        assert client.get(f"{edit}{path}").status_code == 403, path
    sent = {"csrf_token": token, "rev": "1", "reason": "x", "text": "x"}
    for path in (f"{edit}/toml", f"{edit}/phan/ten", f"{edit}/duyet", f"/quan-tri/thu-tuc/{PROCEDURE}/viec/tam-dung"):
        assert client.post(path, data=sent).status_code == 403, path


def test_a_visitor_signs_in_first_and_an_administrator_finds_the_way(app: Flask, writer: Robot) -> None:
    assert visitor(app).get("/quan-tri").headers["Location"] == "/dang-nhap"
    assert writer.open("/").follow("Quản trị").path == "/quan-tri"


def test_unknown_things_are_not_found(writer: Robot) -> None:
    edit = begun(writer)
    for path in ("/muc/sections/khong-co", "/muc/khong", "/muc/sections/_99", "/phan/khong", "/them/name", "/xoa/x/y"):
        assert writer.open(f"{edit}{path}").status == 404, path
    for path in ("/quan-tri/thu-tuc/khong", f"/quan-tri/sua/{PROCEDURE}", f"/quan-tri/thu-tuc/{PROCEDURE}/huy/1"):
        assert writer.open(path).status == 404, path


def test_the_demo_has_two_administrators() -> None:
    assert [person.role for person in PEOPLE].count(Role.ADMINISTRATOR) == 2


def test_a_step_that_fits_no_more_leads_back_to_the_edit(writer: Robot, approver: Robot) -> None:
    edit = begun(writer)
    renamed(writer, edit)
    submitted(writer, edit)
    approver.open(f"{edit}/duyet").press("Duyệt và công bố")
    approver.open(f"{edit}/duyet")
    assert approver.status == 409
    approver.follow("Mở lại trang")
    assert (approver.path, approver.status) == (edit, 200)
    assert "Đã duyệt" in approver.words


def test_an_edit_that_everybody_wrote_says_that_nobody_can_approve_it(writer: Robot, approver: Robot) -> None:
    edit = begun(writer)
    renamed(writer, edit)
    assert "Không còn ai duyệt được" not in writer.open(edit).words
    approver.open(f"{edit}/phan/ten").fill("Tên đầy đủ", "Cấp bản sao trích lục").press("Lưu")
    assert "Không còn ai duyệt được bản này" in writer.open(edit).words
    submitted(approver, edit)
    for robot in (writer, approver):
        words = robot.open(edit).words
        assert "Không còn ai duyệt được bản này" in words
        assert "Hãy bỏ bản này rồi để một người sửa lại từ đầu" in words
        assert "Không có bản nào chờ ông/bà duyệt" in robot.open("/quan-tri").words
        assert "Không còn ai duyệt được bản này" in robot.words


def test_the_start_page_lists_as_waiting_what_the_reader_can_approve(writer: Robot, approver: Robot) -> None:
    edit = begun(writer)
    renamed(writer, edit)
    submitted(writer, edit)
    assert "Không có bản nào chờ ông/bà duyệt" in writer.open("/quan-tri").words
    assert "Không có bản nào chờ ông/bà duyệt" not in approver.open("/quan-tri").words


def test_who_wrote_any_of_it_cannot_approve(writer: Robot, approver: Robot) -> None:
    edit = begun(writer)
    renamed(writer, edit)
    approver.open(f"{edit}/phan/ten").fill("Tên đầy đủ", "Cấp bản sao trích lục").press("Lưu")
    submitted(approver, edit)
    for robot in (writer, approver):
        robot.open(f"{edit}/duyet")
        assert robot.buttons() == []
        robot.open(f"{edit}/lay-lai").root.find(".//main//form").set("action", f"{edit}/duyet")  # type: ignore[union-attr]  # the page has one
        assert robot.press("Lấy về").status == 409
