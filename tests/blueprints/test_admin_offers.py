"""What an agency offers otherwise than the nation, set by its administrator and seen where people file."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.db import Database
from dvc.domain.actor import Actor, Role
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier
from dvc.models.ledger import LedgerEntry
from dvc.models.offer import AgencyOffer
from tests.support.client import PageClient
from tests.support.desks import EFORM, HOME_PAPER, an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE, a_person, a_whole_draft, signed_in
from tests.support.robot import Robot

FEE = "Mức thu ở đây, đồng"
LIMIT = "Thời hạn ở đây: "
SAVE = "Lưu phần riêng"


@dataclass(frozen=True)
class Office:
    """An agency with its administrator, and another's agency."""

    own: int
    other: int
    administrator: Actor

    @property
    def page(self) -> str:
        """Return the address of the procedure's offer."""
        return f"/quan-tri/co-quan/{self.own}/thu-tuc/{PROCEDURE}"


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        own = an_agency(session, name="Ủy ban nhân dân xã Ea Kiết", identifier_code="H15.24265")
        other = an_agency(session, name="Ủy ban nhân dân xã Cam Lộ", identifier_code="H50.19597")
        return Office(own.id, other.id, an_officer(session, own, Role.ADMINISTRATOR))


@pytest.fixture
def admin(client: PageClient, database: Database, office: Office) -> Robot:
    return signed_in(client, database, office.administrator, "a" * 43)


def own_offers(database: Database) -> list[AgencyOffer]:
    with database.reading() as session:
        return list(session.scalars(select(AgencyOffer).order_by(AgencyOffer.id)))


def begins(admin: Robot, day: date) -> Robot:
    for part, value in (("Ngày", day.day), ("Tháng", day.month), ("Năm", day.year)):
        admin.fill(part, str(value), group="Bắt đầu từ ngày")
    return admin


def test_an_offer_is_made_from_the_list_and_stands_beside_the_national_values(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(f"/quan-tri/co-quan/{office.own}").follow("Thủ tục nhận tại đây")
    assert "Chưa có phần nào khác với quốc gia" in admin.words
    admin.fill("Tên hoặc mã thủ tục", PROCEDURE).press("Tìm").follow("Cấp bản sao trích lục hộ tịch")
    admin.fill(FEE, "5.000 đồng").press(SAVE)
    assert admin.status == 200
    assert "ở đây: 5.000 đồng mỗi bản sao trích lục" in admin.words
    assert "Đang áp dụng" in admin.words
    offer = own_offers(database)[0]
    assert (offer.agency_id, offer.valid_from, offer.valid_to) == (office.own, clock.today(), None)
    assert list(offer.overrides) == ["fees"]
    with database.reading() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "offer.changed")).one()
    assert (entry.data["action"], entry.data["procedure"]) == ("made", PROCEDURE)
    admin.open(f"/quan-tri/co-quan/{office.own}/thu-tuc")
    assert "ở đây: 5.000 đồng" in admin.words


def test_the_form_begins_with_what_holds_and_a_new_offer_ends_the_one_before(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(office.page).fill(FEE, "5000").press(SAVE)
    tomorrow = clock.today() + timedelta(days=1)
    admin.open(office.page)
    assert admin.value(FEE) == "5000"
    begins(admin, tomorrow).fill(FEE, "4000").fill("Ghi chú cho người dân", "Nghị quyết 12").press(SAVE)
    first, second = own_offers(database)
    assert (first.valid_to, second.valid_from) == (clock.today(), tomorrow)
    assert "Chưa bắt đầu" in admin.words
    assert "ghi chú ở đây: Nghị quyết 12" in admin.words


def test_an_offer_that_has_not_begun_is_taken_back_and_one_that_holds_is_ended(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(office.page).fill(FEE, "5000").press(SAVE)
    begins(admin.open(office.page), clock.today() + timedelta(days=9)).fill(FEE, "4000").press(SAVE)
    admin.follow("Bỏ phần chưa bắt đầu").press("Bỏ phần này")
    assert [one.overrides["fees"]["ban-sao"]["amount"] for one in own_offers(database)] == [5000]
    admin.follow("Đặt ngày cuối").fill("Năm", "2020").press("Đặt ngày cuối")
    assert admin.errors == ["Ngày cuối phải từ hôm nay trở đi và nằm trong thời gian áp dụng."]
    admin.fill("Ngày", "x").press("Đặt ngày cuối")
    assert admin.status == 422
    admin.open(office.page).follow("Đặt ngày cuối").press("Đặt ngày cuối")
    assert own_offers(database)[0].valid_to == clock.today()


def test_cases_limits_levels_and_ways_are_kept(admin: Robot, database: Database, office: Office) -> None:
    page = office.page.replace(PROCEDURE, "1.001193")
    admin.open(page).tick("Nhận trường hợp này: Trẻ bị bỏ rơi", on=False)
    admin.fill("Thời hạn ở đây: Khai sinh quá hạn", "0").tick("Toàn trình").tick(
        "Qua bưu điện", group="Cách nộp", on=False
    )
    admin.fill("Tên khoản thu thêm 1", "Lệ phí giao tận nhà").fill("Mức thu của khoản 1", "20.000").press(SAVE)
    assert admin.status == 200
    assert own_offers(database)[0].overrides == {
        "service_level": "full_online",
        "channels": ["online", "in_person"],
        "cases": {"qua-han": {"duration": {"value": 0, "unit": "working_day"}}, "bo-roi": {"offered": False}},
        "added_fees": [
            {
                "key": "rieng-le-phi-giao-tan-nha",
                "kind": "lệ phí",
                "name": "Lệ phí giao tận nhà",
                "amount": 20000,
                "note": "",
            }
        ],
    }
    assert "Khai sinh quá hạn: quốc gia: 1 ngày làm việc; ở đây: trong ngày" in admin.words
    assert "Không nhận trường hợp: Trẻ bị bỏ rơi" in admin.words
    assert "Thêm khoản thu: Lệ phí giao tận nhà, 20.000 đồng" in admin.words


def test_a_longer_limit_is_asked_about_and_a_shorter_one_is_not(
    admin: Robot, database: Database, office: Office
) -> None:
    page = office.page.replace(PROCEDURE, "1.004873")
    admin.open(page).fill(LIMIT + "Không phải xác minh", "5").press(SAVE)
    assert admin.status == 422
    assert len(admin.errors) == 1
    assert own_offers(database) == []
    assert admin.value(LIMIT + "Không phải xác minh") == "5"
    admin.tick("Tôi đã xem lại: được phép dài hơn").press(SAVE)
    assert len(own_offers(database)) == 1
    begins(admin.open(page), clock.today() + timedelta(days=1)).fill(LIMIT + "Không phải xác minh", "2").press(SAVE)
    assert (admin.status, len(own_offers(database))) == (200, 2)


def test_wrong_values_are_said_by_the_field_and_nothing_typed_is_lost(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(office.page).fill(FEE, "năm nghìn").fill(LIMIT, "mai").fill("Mức thu của khoản 1", "9").press(SAVE)
    assert admin.status == 422
    assert len(admin.errors) == 3
    assert (admin.value(FEE), admin.value(LIMIT)) == ("năm nghìn", "mai")
    fee, limit = (
        next(one for one in admin.root.iter("input") if one.get("value") == text) for text in ("năm nghìn", "mai")
    )
    assert (fee.get("aria-invalid"), limit.get("aria-invalid")) == ("true", "true")
    assert own_offers(database) == []


def test_a_day_that_is_over_or_none_is_refused(admin: Robot, database: Database, office: Office) -> None:
    begins(admin.open(office.page), date(2020, 1, 1)).fill(FEE, "5000").press(SAVE)
    assert admin.errors == ["Ngày bắt đầu đã qua. Hãy chọn hôm nay hoặc một ngày sau."]
    for part in ("Ngày", "Tháng", "Năm"):
        admin.fill(part, "", group="Bắt đầu từ ngày")
    admin.press(SAVE)
    assert admin.errors == ["Hãy viết ngày bắt đầu."]
    admin.fill("Ngày", "31", group="Bắt đầu từ ngày").press(SAVE)
    assert admin.status == 422
    assert own_offers(database) == []


def test_nothing_else_than_national_is_no_offer_and_no_case_left_neither(
    admin: Robot, database: Database, office: Office
) -> None:
    admin.open(office.page).press(SAVE)
    assert admin.errors == ["Chưa có gì khác với quốc gia nên chưa có gì để lưu."]
    admin.tick("Nhận trường hợp này", on=False).press(SAVE)
    assert admin.errors == ["Phải còn ít nhất một trường hợp để nộp."]
    assert own_offers(database) == []


def test_a_part_only_offer_says_why(admin: Robot, database: Database, office: Office) -> None:
    admin.open(office.page).tick("Một phần").press(SAVE)
    assert admin.errors == ["Một phần thì phải nói lý do."]
    admin.fill("Vì sao chỉ một phần", "Phải đối chiếu sổ giấy.").press(SAVE)
    assert own_offers(database)[0].overrides["partial_reason"] == "Phải đối chiếu sổ giấy."


def test_another_agencys_offers_are_read_and_not_made(admin: Robot, database: Database, office: Office) -> None:
    page = office.page.replace(f"/{office.own}/", f"/{office.other}/")
    admin.open(page)
    assert SAVE not in admin.buttons()
    token = next(one.get("value") for one in admin.root.iter("input") if one.get("name") == "csrf_token")
    today = clock.today()
    sent: dict[str, Any] = {"csrf_token": token, "fee-ban-sao-amount": "1", "case-tra-cuu-duoc-offered": "1"}
    sent |= {f"valid_from-{part}": str(getattr(today, part)) for part in ("day", "month", "year")}
    sent |= {"channels": ["online", "in_person", "post"], "return_methods": ["online", "at_desk", "post"]}
    client = admin.way.client  # type: ignore[attr-defined]  # the transport of the app
    assert client.post(page, data=sent).status_code == 403
    assert own_offers(database) == []
    assert client.post(office.page, data=sent).status_code == 303
    offer = own_offers(database)[0]
    for act in ("bo", "ngay-cuoi"):
        assert admin.open(f"{page}/{offer.id}/{act}").status == 404
        assert client.post(f"{page}/{offer.id}/{act}", data=sent).status_code == 404


def test_nobody_but_an_administrator_comes_in(app: Flask, database: Database, office: Office) -> None:
    with database.transaction() as session:
        clerk = an_officer(session, session.get_one(Agency, office.own))
    reader = signed_in(app.test_client(), database, clerk, "c" * 43)
    for path in (office.page, office.page.rpartition("/")[0], f"{office.page}/1/bo", f"{office.page}/1/ngay-cuoi"):
        assert reader.open(path).status == 403
        assert app.test_client().get(path).headers["Location"] == "/dang-nhap"


def test_a_procedure_that_is_not_there_is_not_found(admin: Robot, office: Office) -> None:
    assert admin.open(office.page.replace(PROCEDURE, "9.999999")).status == 404
    assert "Không thấy thủ tục nào" in admin.open(office.page.rpartition("/")[0] + "?tim=zzzz").words


def test_the_procedures_page_shows_what_the_chosen_agency_offers(
    admin: Robot, client: PageClient, office: Office
) -> None:
    admin.open(office.page).fill(FEE, "5000").fill("Ghi chú cho người dân", "Nghị quyết 12").press(SAVE)
    visitor = Robot(client)
    national = visitor.open(f"/thu-tuc/{PROCEDURE}").words
    assert "8.000 đồng" in national
    here = visitor.open(f"/thu-tuc/{PROCEDURE}?co-quan=H15.24265").words
    assert "5.000 đồng" in here
    assert "Nghị quyết 12" in here
    assert "Ghi theo nơi giải quyết: Ủy ban nhân dân xã Ea Kiết." in here
    assert "8.000 đồng" in visitor.open(f"/thu-tuc/{PROCEDURE}?co-quan=H50.19597").words
    visitor.open(f"/thu-tuc/{PROCEDURE}?co-quan=H15.24265").follow("Nộp hồ sơ")
    assert "Nơi giải quyết: Ủy ban nhân dân xã Ea Kiết" in visitor.words


def test_what_an_agency_offers_goes_with_the_dossier_from_the_check_to_the_desk(
    admin: Robot, app: Flask, database: Database, office: Office
) -> None:
    admin.open(office.page).fill(FEE, "5000").fill(LIMIT, "0").press(SAVE)
    with database.transaction() as session:
        filer = a_person(session)
        draft = a_whole_draft(session, filer, agency_id=office.own)
    resident = signed_in(app.test_client(), database, filer, "r" * 43).open(f"/ho-so/{draft.id}/kiem-tra")
    assert "10.000 đồng" in resident.words
    resident.follow("Đồng ý và tiếp tục").fill("Mã xác nhận", "abcde").tick("Tôi xin chịu trách nhiệm")
    resident.press("Nộp hồ sơ")
    assert resident.heading == "Đã nộp hồ sơ"
    assert "10.000 đồng" in resident.words
    assert "Thời hạn giải quyết: trong ngày" in resident.words

    admin.open(office.page).fill(FEE, "7000").fill(LIMIT, "1").fill("Ghi chú cho người dân", "Khác").press(SAVE)
    with database.reading() as session:
        code = session.scalars(select(Dossier.code)).one()
    admin.open(f"/mot-cua/ho-so/{code}")
    assert "10.000 đồng" in admin.words
    assert "– trong ngày" in admin.words
    admin.tick("Đạt", group=EFORM).tick("Đạt", group=HOME_PAPER).press("Tiếp nhận")
    assert "(trong ngày," in admin.words
    assert "10.000 đồng" in admin.words
    admin.press("Tiếp nhận hồ sơ")
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in admin.words
