"""What administrators do with agencies, on pages without JavaScript."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import select

from dvc.db import Database
from dvc.domain.actor import Actor, Role
from dvc.models.agency import Agency
from dvc.models.ledger import LedgerEntry
from tests.support.client import PageClient
from tests.support.desks import a_filed_dossier, an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import a_person, signed_in
from tests.support.robot import Robot

EA_KIET, EA_KUEH, OTHER = "Ủy ban nhân dân xã Ea Kiết", "Ủy ban nhân dân xã Ea Kuêh", "Ủy ban nhân dân xã Cam Lộ"


@dataclass(frozen=True)
class Office:
    """An agency with its administrator, what was merged into it, and another's agency."""

    own: int
    merged: int
    other: int
    administrator: Actor


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        own = an_agency(session, name=EA_KIET, identifier_code="H15.24265", valid_from=date(2025, 7, 1))
        merged = an_agency(
            session, name=EA_KUEH, identifier_code="H15.24264", valid_to=date(2025, 6, 30), receives=False
        )
        merged.succeeded_by = own
        other = an_agency(
            session, name=OTHER, identifier_code="H50.19597", commune_code="19597", province_name="Tỉnh Quảng Trị"
        )
        session.flush()
        return Office(own.id, merged.id, other.id, an_officer(session, own, Role.ADMINISTRATOR))


@pytest.fixture
def admin(client: PageClient, database: Database, office: Office) -> Robot:
    return signed_in(client, database, office.administrator, "a" * 43)


def kept(database: Database, agency_id: int) -> Agency:
    with database.reading() as session:
        return session.get_one(Agency, agency_id)


def noted(database: Database, event: str) -> list[dict[str, object]]:
    with database.reading() as session:
        return [one.data for one in session.scalars(select(LedgerEntry).where(LedgerEntry.event == event))]


def test_the_tree_tells_what_became_of_each_agency(admin: Robot) -> None:
    admin.open("/quan-tri").follow("Các cơ quan")
    assert "từ 01/07/2025" in admin.words
    assert f"đến 30/06/2025, nay là {EA_KIET}" in admin.words
    assert "H15.24265 (chưa chính thức)" in admin.words


def test_the_agencies_of_a_day_are_those_that_were_there(admin: Robot) -> None:
    admin.open("/quan-tri/co-quan").fill("Xem các cơ quan của một ngày", "30/06/2025").press("Xem")
    links = [text for text in admin.words.split("·") if EA_KUEH in text]
    assert links
    assert f"{EA_KIET} Đắk Lắk" not in admin.words
    admin.open("/quan-tri/co-quan?ngay=2025-07-01")
    assert EA_KUEH not in admin.words
    assert EA_KIET in admin.words


@pytest.mark.parametrize("day", ["hom qua", "31/02/2025", "2025", "1/1/99999999999999999999", "٣/٣/2025"])
def test_what_is_no_day_is_said_and_shows_all(admin: Robot, day: str) -> None:
    admin.open(f"/quan-tri/co-quan?ngay={day}")
    assert admin.status == 422
    assert admin.errors
    assert EA_KUEH in admin.words


def test_what_is_changed_is_kept_shown_and_in_the_ledger(admin: Robot, database: Database, office: Office) -> None:
    admin.open("/quan-tri/co-quan").follow(EA_KIET)
    admin.fill("Số điện thoại", "0262 3888 999").fill("Giờ làm việc", "7 giờ  đến 11 giờ")
    admin.tick("Mã đã được cấp chính thức").tick("Từ phải sang trái").press("Lưu")
    assert "Đã lưu" in admin.words
    agency = kept(database, office.own)
    assert (agency.hotline, agency.hours) == ("0262 3888 999", "7 giờ đến 11 giờ")
    assert (agency.identifier_official, agency.code_order) == (True, "right_to_left")
    assert (agency.valid_from, agency.receives) == (date(2025, 7, 1), True)
    fields = ["identifier_official", "hotline", "hours", "code_order"]
    assert noted(database, "agency.changed") == [{"agency": office.own, "fields": fields}]


def test_a_new_dossier_has_its_code_in_the_agencys_order(admin: Robot, database: Database, office: Office) -> None:
    with database.transaction() as session:
        before = a_filed_dossier(session, session.get_one(Agency, office.own), a_person(session)).code
    admin.open(f"/quan-tri/co-quan/{office.own}").tick("Từ phải sang trái").press("Lưu")
    with database.transaction() as session:
        filer = a_person(session, id_index=b"other", id_number="066190001235")
        after = a_filed_dossier(session, session.get_one(Agency, office.own), filer).code
    assert before.startswith("H15.24265-")
    assert after.startswith("24265.H15-")
    assert after.endswith("-0002")


def test_wrong_facts_are_said_by_the_field_and_nothing_typed_is_lost(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(f"/quan-tri/co-quan/{office.own}")
    admin.fill("Tên cơ quan", "").fill("Mã định danh", "15.H").fill("Số điện thoại", "hỏi ở xã")
    admin.fill("Ngày", "31", group="Ngày cuối").fill("Tháng", "2", group="Ngày cuối").press("Lưu")
    assert admin.status == 422
    assert len(admin.errors) == 4
    assert admin.value("Mã định danh") == "15.H"
    assert admin.value("Số điện thoại") == "hỏi ở xã"
    assert admin.value("Tháng", group="Ngày cuối") == "2"
    assert kept(database, office.own).name == EA_KIET


def test_a_code_of_another_agency_is_refused_only_while_both_live(admin: Robot, office: Office) -> None:
    admin.open(f"/quan-tri/co-quan/{office.own}").fill("Mã định danh", "H50.19597").press("Lưu")
    assert admin.errors == [f"Mã này đang là của {OTHER}. Hai cơ quan không mang cùng một mã trong cùng thời gian."]
    admin.fill("Mã định danh", "H15.24264").press("Lưu")
    assert "Đã lưu" in admin.words


def test_a_code_under_which_another_has_filed_today_waits(admin: Robot, database: Database, office: Office) -> None:
    with database.transaction() as session:
        other = session.get_one(Agency, office.other)
        a_filed_dossier(session, other, a_person(session))
        other.identifier_code = "H50.00001"
    admin.open(f"/quan-tri/co-quan/{office.own}").fill("Mã định danh", "H50.19597").press("Lưu")
    assert admin.errors == ["Hôm nay đã có hồ sơ của cơ quan khác mang mã này. Hãy đổi từ ngày mai."]


def test_of_two_who_edit_at_once_the_second_sees_what_the_first_wrote(
    admin: Robot, app: Flask, database: Database, office: Office
) -> None:
    client = app.test_client()
    second = signed_in(client, database, office.administrator, "b" * 43).open(f"/quan-tri/co-quan/{office.own}")
    admin.open(f"/quan-tri/co-quan/{office.own}").fill("Số điện thoại", "0262 111 111").press("Lưu")
    second.fill("Số điện thoại", "0262 222 222").fill("Địa chỉ", "Thôn 1").press("Lưu")
    assert second.status == 409
    assert "vừa được người khác sửa" in second.words
    assert "0262 111 111" in second.words
    assert second.value("Địa chỉ") == "Thôn 1"
    assert kept(database, office.own).hotline == "0262 111 111"
    second.press("Lưu")
    assert (kept(database, office.own).hotline, kept(database, office.own).address) == ("0262 222 222", "Thôn 1")


def test_an_administrator_edits_what_was_merged_into_his_and_reads_the_others(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(f"/quan-tri/co-quan/{office.merged}").fill("Địa chỉ", "Buôn Ja Wầm").press("Lưu")
    assert kept(database, office.merged).address == "Buôn Ja Wầm"
    admin.open(f"/quan-tri/co-quan/{office.other}")
    assert admin.status == 200
    assert "Lưu" not in admin.buttons()
    token = next(one.get("value") for one in admin.root.iter("input") if one.get("name") == "csrf_token")
    client = admin.way.client  # type: ignore[attr-defined]  # the transport of the app
    for path in ("", "/nguoi-ky"):
        sent = {
            "csrf_token": token,
            "rev": "1",
            "name": "X",
            "title": "Y",
            "desk_name": "Z",
            "identifier_code": "H50.1",
        }
        assert client.post(f"/quan-tri/co-quan/{office.other}{path}", data=sent).status_code == 403
    assert kept(database, office.other).name == OTHER


def test_nobody_but_an_administrator_comes_in(app: Flask, database: Database, office: Office) -> None:
    with database.transaction() as session:
        clerk = an_officer(session, session.get_one(Agency, office.own))
    paths = ["", "/them", f"/{office.own}", f"/{office.own}/nguoi-ky", f"/{office.own}/nguoi-ky/1"]
    reader = signed_in(app.test_client(), database, clerk, "c" * 43)
    for path in paths:
        assert reader.open(f"/quan-tri/co-quan{path}").status == 403
        assert app.test_client().get(f"/quan-tri/co-quan{path}").headers["Location"] == "/dang-nhap"


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_an_agency_that_is_not_there_is_not_found(admin: Robot, number: str) -> None:
    assert admin.open(f"/quan-tri/co-quan/{number}").status == 404


def test_an_agency_is_added_under_ones_own(admin: Robot, database: Database, office: Office) -> None:
    admin.open("/quan-tri/co-quan").follow("Thêm cơ quan").fill("Tên hoặc mã xã, phường", "quang phu dak lak")
    admin.press("Tìm").follow("Xã Quảng Phú")
    assert admin.value("Tên cơ quan") == "Ủy ban nhân dân xã Quảng Phú"
    assert admin.value("Cơ quan cấp trên") == str(office.own)
    admin.fill("Mã định danh", "H15.9.1").press("Thêm cơ quan")
    assert admin.heading == "Ủy ban nhân dân xã Quảng Phú"
    with database.reading() as session:
        added = session.scalars(select(Agency).where(Agency.identifier_code == "H15.9.1")).one()
    assert (added.parent_id, added.province_code, added.identifier_official) == (office.own, "66", False)
    assert {"identifier_code": "H15.9.1"} in noted(database, "agency.created")
    admin.fill("Địa chỉ", "Thôn 2").press("Lưu")
    assert "Đã lưu" in admin.words


def test_a_second_desk_of_a_commune_is_refused_while_the_first_receives(admin: Robot, database: Database) -> None:
    told = (
        f"{EA_KIET} đang nhận hồ sơ của xã, phường này trong cùng thời gian. "
        "Hãy bỏ dấu «Nhận hồ sơ trên cổng này», hoặc xem lại ngày đầu và ngày cuối."
    )
    admin.open("/quan-tri/co-quan/them?xa=24265").fill("Mã định danh", "H15.9.2").press("Thêm cơ quan")
    assert (admin.status, admin.errors) == (422, [told])
    for part, value in (("Ngày", "30"), ("Tháng", "6"), ("Năm", "2025")):
        admin.fill(part, value, group="Ngày cuối")
    admin.press("Thêm cơ quan")
    assert admin.status == 200
    with database.reading() as session:
        added = session.scalars(select(Agency).where(Agency.identifier_code == "H15.9.2")).one()
    assert (added.commune_code, added.receives, added.valid_to) == ("24265", True, date(2025, 6, 30))
    for part in ("Ngày", "Tháng", "Năm"):
        admin.fill(part, "", group="Ngày cuối")
    admin.press("Lưu")
    assert (admin.status, admin.errors) == (422, [told])


def test_two_desks_that_a_commune_had_before_can_be_saved(admin: Robot, database: Database, office: Office) -> None:
    with database.transaction() as session:
        an_agency(session, name=EA_KUEH, commune_code="24265", identifier_code="H15.7")
    admin.open(f"/quan-tri/co-quan/{office.own}").fill("Địa chỉ", "Thôn 2").press("Lưu")
    assert "Đã lưu" in admin.words


def test_a_commune_that_is_not_there_adds_nothing(admin: Robot, database: Database) -> None:
    assert "Không thấy xã, phường nào" in admin.open("/quan-tri/co-quan/them?tim=zzz").words
    admin.open("/quan-tri/co-quan/them?tim=24265").follow("Xã Ea Kiết")
    admin.fill("Mã xã, phường", "99999").fill("Mã định danh", "").press("Thêm cơ quan")
    assert admin.status == 422
    assert len(admin.errors) == 2
    with database.reading() as session:
        assert len(session.scalars(select(Agency)).all()) == 3


def test_an_agency_is_put_under_none_but_ones_own_and_in_no_circle(
    admin: Robot, database: Database, office: Office
) -> None:
    with database.transaction() as session:
        child = an_agency(session, name="Trạm y tế", parent_id=office.own).id
    admin.open(f"/quan-tri/co-quan/{office.own}").fill("Cơ quan cấp trên", "Trạm y tế").press("Lưu")
    assert admin.errors == ["Cơ quan này ở dưới cơ quan đang sửa, nên không làm cấp trên được."]
    admin.open(f"/quan-tri/co-quan/{child}").fill("Cơ quan cấp trên", "Không có").press("Lưu")
    assert admin.errors == ["Hãy chọn cấp trên trong số các cơ quan mà ông/bà quản trị."]
    admin.open(f"/quan-tri/co-quan/{office.own}").fill("Nay là cơ quan nào", EA_KUEH)
    admin.press("Lưu")
    assert "Đã chọn cơ quan kế tục thì hãy viết ngày cuối của cơ quan này." in admin.errors
    assert "Cơ quan này đã chuyển thành cơ quan đang sửa, nên không chọn ngược lại được." in admin.errors


def test_a_signer_is_appointed_and_ended(admin: Robot, database: Database, office: Office) -> None:
    admin.open(f"/quan-tri/co-quan/{office.own}").follow("Người ký").press("Thêm người ký")
    assert admin.status == 422
    admin.fill("Họ và tên", "Y Moan Êñuôl").fill("Chức vụ", "Chủ tịch")
    for part, value in (("Ngày", "1"), ("Tháng", "7"), ("Năm", "2025")):
        admin.fill(part, value, group="Ký từ ngày")
    admin.press("Thêm người ký")
    assert "Chủ tịch · từ 01/07/2025" in admin.words
    assert "Đang ký" in admin.words
    admin.follow("Ghi ngày cuối")
    number = int(admin.path.rpartition("/")[2])
    admin.fill("Năm", "2024").press("Ghi ngày cuối")
    assert admin.errors == ["Ngày cuối trước ngày đầu. Hãy xem lại hai ngày."]
    admin.fill("Ngày", "2").fill("Tháng", "7").fill("Năm", "2025").press("Ghi ngày cuối")
    assert "đến 02/07/2025" in admin.words
    assert "Không ký hôm nay" in admin.words
    assert noted(database, "agency.changed") == [{"agency": office.own, "fields": [f"signers.{number}"]}] * 2


def test_a_signer_of_another_agency_is_not_found(admin: Robot, office: Office) -> None:
    admin.open(f"/quan-tri/co-quan/{office.own}/nguoi-ky")
    admin.fill("Họ và tên", "Y Moan Êñuôl").fill("Chức vụ", "Chủ tịch").press("Thêm người ký").follow("Ghi ngày cuối")
    number = admin.path.rpartition("/")[2]
    assert admin.open(f"/quan-tri/co-quan/{office.merged}/nguoi-ky/{number}").status == 404


@pytest.mark.parametrize(
    "text", ["\x00", "<script>alert(1)</script>", "9" * 5000, "' OR 1=1 --", "٣", "-1", "ế\u0301" * 9]
)
def test_whatever_is_typed_makes_no_fault(admin: Robot, office: Office, text: str) -> None:
    for page in (f"/{office.own}", "/them?xa=24265", f"/{office.own}/nguoi-ky", f"/{office.own}/thu-tuc/1.001193"):
        admin.open(f"/quan-tri/co-quan{page}")
        main = next(admin.root.iter("main"))
        button = admin.buttons()[-1]
        for control in main.iter("input"):
            if control.get("type") not in ("hidden", "checkbox"):
                control.set("value", text)
        admin.press(button)
        assert admin.status in (200, 422), (page, admin.status)
        assert "<script>alert" not in admin.came.html
    for name in ("ngay", "tim", "xa"):
        for page in ("", "/them", f"/{office.own}/thu-tuc"):
            assert admin.open(f"/quan-tri/co-quan{page}?{urlencode({name: text})}").status in (200, 422)
