"""A link of the national portal leads to the start page, with the agency chosen and the reference kept."""

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.db import Database, new_id
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.services import filing, passwords
from tests.support.client import PageClient
from tests.support.desks import an_officer
from tests.support.dossiers import an_account, an_agency
from tests.support.filings import PROCEDURE, a_person, a_whole_draft, signed_in
from tests.support.robot import Robot

EA_KIET = "Ủy ban nhân dân xã Ea Kiết"
REFERENCE = "G22.99-261124-0001"
START = f"/thu-tuc/{PROCEDURE}/nop"
LINK = f"{START}?co-quan=H15.24265&nguon=dvcqg&tham-chieu={REFERENCE}"
LOST = "mà chúng tôi không nhận ra"


@pytest.fixture
def agency(database: Database) -> int:
    with database.transaction() as session:
        an_agency(session, name="Ủy ban nhân dân xã Lạc Phượng", province_code="31", province_name="Hải Phòng")
        return an_agency(session, name=EA_KIET, identifier_code="H15.24265").id


@pytest.fixture
def visitor(client: PageClient, agency: int) -> Robot:
    assert agency
    return Robot(client)


def begun(robot: Robot) -> Robot:
    return robot.tick("Cho tôi").press("Bắt đầu soạn hồ sơ")


def only_draft(database: Database) -> Draft:
    with database.reading() as session:
        return session.scalars(select(Draft)).one()


def test_the_link_chooses_the_agency_and_its_reference_reaches_the_desk(
    visitor: Robot, app: Flask, database: Database, agency: int
) -> None:
    visitor.open(LINK)
    assert f"Ông/bà đến từ Cổng Dịch vụ công quốc gia, mã {REFERENCE}." in visitor.words
    assert f"Nơi giải quyết: {EA_KIET}" in visitor.words
    begun(visitor)
    assert visitor.heading == "Nộp ở đâu?"
    assert visitor.value(EA_KIET) == str(agency)
    assert only_draft(database).agency_id == agency

    with database.transaction() as session:
        filer, officer = a_person(session), an_officer(session, an_agency(session))
        draft = a_whole_draft(session, filer, agency_id=officer.agency_id)
        draft.origin, draft.origin_reference = only_draft(database).origin, only_draft(database).origin_reference
        code = filing.submit(session, draft, str(new_id()), actor=filer).code
    client = app.test_client()
    desk = signed_in(client, database, officer, "o" * 43).open(f"/mot-cua/ho-so/{code}")
    assert f"Cổng Dịch vụ công quốc gia, mã {REFERENCE}" in desk.words


def test_a_dossier_that_began_here_says_nothing_of_another_portal(database: Database) -> None:
    with database.transaction() as session:
        filer = a_person(session)
        filing.submit(session, a_whole_draft(session, filer), str(new_id()), actor=filer)
        dossier = session.scalars(select(Dossier)).one()
        assert (dossier.origin, dossier.origin_reference) == ("", "")


def test_the_chosen_agency_can_be_changed(visitor: Robot, database: Database, agency: int) -> None:
    begun(visitor.open(LINK)).tick("Ủy ban nhân dân xã Lạc Phượng").press("Đồng ý và tiếp tục")
    assert only_draft(database).agency_id not in (None, agency)


def test_what_the_link_chose_is_not_filed_until_it_is_confirmed(
    visitor: Robot, client: PageClient, database: Database
) -> None:
    begun(visitor.open(LINK))
    draft_id = only_draft(database).id
    with database.transaction() as session:
        filer = a_person(session)
        whole, draft = a_whole_draft(session, filer), session.get_one(Draft, draft_id)
        draft.account_id, draft.session_id = filer.account_id, None
        draft.applicant, draft.answers, draft.delivery = whole.applicant, whole.answers, whole.delivery
        session.delete(whole)
    resident = signed_in(client, database, filer).open(f"/ho-so/{draft_id}/kiem-tra")
    assert "Hãy chọn Ủy ban nhân dân giải quyết hồ sơ." in resident.words
    resident.open(f"/ho-so/{draft_id}/noi-nop").press("Đồng ý và tiếp tục").open(f"/ho-so/{draft_id}/kiem-tra")
    assert "Hãy chọn Ủy ban nhân dân giải quyết hồ sơ." not in resident.words
    assert EA_KIET in resident.words


def test_what_the_link_brought_survives_signing_in(visitor: Robot, database: Database, agency: int) -> None:
    with database.transaction() as session:
        an_account(session, user_name="tester", password_hash=passwords.hashed("Cafe&HoaVang85"))
    begun(visitor.open(LINK)).press("Đồng ý và tiếp tục")
    assert visitor.path.startswith("/dang-nhap")
    visitor.fill("Số điện thoại hoặc số định danh", "tester").fill("Mật khẩu", "Cafe&HoaVang85").press("Đăng nhập")
    draft = only_draft(database)
    assert draft.account_id is not None
    assert (draft.origin, draft.origin_reference, draft.agency_id) == ("dvcqg", REFERENCE, agency)
    assert visitor.path == f"/ho-so/{draft.id}/nguoi-nop"


def test_the_code_of_a_commune_that_was_merged_leads_to_the_one_of_today(visitor: Robot, database: Database) -> None:
    with database.transaction() as session:
        heir = an_agency(session, name="Ủy ban nhân dân xã Cam Lộ", identifier_code="H50.19597")
        before = an_agency(session, identifier_code="H50.19621", valid_to=clock.today() - timedelta(days=1))
        before.succeeded_by = heir
    visitor.open(f"{START}?co-quan=H50.19621")
    assert "Ủy ban nhân dân xã Cam Lộ" in visitor.words


@pytest.mark.parametrize("code", ["H99.00000", "h15.24265", "H15.24265'--", "x" * 5000, "%00", "1"])
def test_an_agency_that_is_not_known_gets_the_ordinary_page_and_a_plain_sentence(
    visitor: Robot, database: Database, code: str
) -> None:
    visitor.open(f"{START}?co-quan={code}&nguon=dvcqg&tham-chieu={REFERENCE}")
    assert visitor.status == 200
    assert LOST in visitor.words
    begun(visitor)
    draft = only_draft(database)
    assert (draft.agency_id, draft.origin_reference) == (None, REFERENCE)


def test_an_agency_that_does_not_receive_today_is_not_chosen(visitor: Robot, database: Database) -> None:
    with database.transaction() as session:
        an_agency(session, identifier_code="H15.1", receives=False)
        an_agency(session, identifier_code="H15.2", valid_from=date(2099, 1, 1))
    for code in ("H15.1", "H15.2"):
        assert LOST in visitor.open(f"{START}?co-quan={code}").words


def test_without_a_link_nothing_is_said_of_one(visitor: Robot, database: Database) -> None:
    visitor.open(START)
    assert "Cổng Dịch vụ công quốc gia" not in visitor.words
    assert LOST not in visitor.words
    begun(visitor)
    assert (only_draft(database).origin, only_draft(database).agency_id) == ("", None)


def test_what_may_be_personal_or_odd_is_dropped_without_a_word(visitor: Robot, database: Database) -> None:
    visitor.open(f"{START}?nguon=dvcqg&tham-chieu=066190001234&ho_ten=Hen&ve=https://evil.example&next=//evil.example")
    assert "066190001234" not in visitor.came.html
    assert "evil.example" not in visitor.came.html
    begun(visitor)
    draft = only_draft(database)
    assert (draft.origin, draft.origin_reference, draft.applicant) == ("dvcqg", "", {})
    assert visitor.path == f"/ho-so/{draft.id}/noi-nop"


def test_the_link_stays_when_nobody_was_chosen(visitor: Robot, database: Database, agency: int) -> None:
    visitor.open(LINK).press("Bắt đầu soạn hồ sơ")
    assert visitor.status == 422
    assert f"mã {REFERENCE}" in visitor.words
    begun(visitor)
    assert (only_draft(database).agency_id, only_draft(database).origin_reference) == (agency, REFERENCE)


def test_opening_the_link_makes_nothing(visitor: Robot, database: Database) -> None:
    visitor.open(LINK)
    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []


def test_a_link_to_a_procedure_that_does_not_exist_finds_nothing(visitor: Robot) -> None:
    assert visitor.open("/thu-tuc/1.999999/nop?co-quan=H15.24265&nguon=dvcqg&tham-chieu=1").status == 404
