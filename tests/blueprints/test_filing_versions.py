from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, select

from dvc import clock
from dvc.catalogue import loader
from dvc.db import Database
from dvc.domain.actor import Actor
from dvc.models.draft import Draft
from dvc.services import drafts, offers, releases
from dvc.services.offers import NewOffer
from dvc.services.releases import Why
from tests.support.client import PageClient
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE, a_person, a_whole_draft, signed_in
from tests.support.releasing import Office, an_office, changed, released, renamed
from tests.support.robot import Robot

COPY = loader.procedure(PROCEDURE)
NAME = COPY.short_name
GO_ON = "Đồng ý và tiếp tục"
ELSEWHERE = "Ủy ban nhân dân xã Ea Kiết"
NEWS = "Thủ tục này có bản mới"


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        return an_office(session)


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.transaction() as session:
        return a_person(session)


@pytest.fixture
def resident(client: PageClient, database: Database, actor: Actor) -> Robot:
    return signed_in(client, database, actor)


@pytest.fixture
def whole(database: Database, actor: Actor, office: Office) -> str:
    with database.transaction() as session:
        return f"/ho-so/{a_whole_draft(session, actor, agency_id=office.agency.id).id}"


def paused(database: Database, office: Office) -> None:
    with database.transaction() as session:
        releases.pause(session, PROCEDURE, Why("Hệ thống hộ tịch bảo trì"), actor=office.writer)


def draft_of(database: Database) -> Draft:
    with database.reading() as session:
        return session.scalars(select(Draft)).one()


def test_a_paused_procedure_says_why_and_begins_nothing(
    resident: Robot, database: Database, office: Office, whole: str
) -> None:
    assert whole
    page = resident.open(f"/thu-tuc/{PROCEDURE}/nop")
    paused(database, office)
    page.tick("Cho tôi").press("Bắt đầu soạn hồ sơ")
    for found in (page, resident.open(f"/thu-tuc/{PROCEDURE}/nop")):
        assert found.heading == f"Chưa nộp được: {NAME}"
        assert "Lý do: Hệ thống hộ tịch bảo trì." in found.words
        assert "Viết tiếp hồ sơ nháp" in found.words
    assert draft_of(database)


def test_a_replaced_procedure_leads_to_its_successor(resident: Robot, database: Database, office: Office) -> None:
    with database.transaction() as session:
        releases.replace(session, PROCEDURE, "1.001193", Why(), actor=office.writer)
    page = resident.open(f"/thu-tuc/{PROCEDURE}/nop")
    page.follow(f"Xem thủ tục «{loader.procedure('1.001193').short_name}»")
    assert page.path == "/thu-tuc/1.001193"


def test_a_paused_draft_is_looked_over_and_not_filed(
    resident: Robot, database: Database, office: Office, whole: str
) -> None:
    paused(database, office)
    for page in ("", "/kiem-tra"):
        resident.open(whole + page)
        assert "đang tạm dừng nhận hồ sơ" in resident.words
        assert "Lý do: Hệ thống hộ tịch bảo trì." in resident.words
    resident.open(f"{whole}/nop")
    assert resident.path == f"{whole}/kiem-tra"
    assert GO_ON not in resident.words
    resident.open(f"{whole}/nhan-ket-qua").tick("Nhận trực tuyến").press(GO_ON)
    assert draft_of(database).delivery["method"] == "online"


def test_a_writer_takes_the_new_version_after_reading_what_it_costs_him(
    resident: Robot, database: Database, office: Office, whole: str
) -> None:
    section = loader.procedure(PROCEDURE).sections[2]
    gone = section.questions[0].label
    fewer = replace(section, questions=section.questions[1:])
    new = changed(
        lambda one: replace(one, subject="", sections=tuple(fewer if of == section else of for of in one.sections))
    )
    with database.transaction() as session:
        released(session, office, new)
    resident.open(whole)
    assert NEWS in resident.words
    assert f"{gone}: H' Hen Niê" in resident.words
    resident.press("Chuyển sang bản mới")
    assert (resident.path, NEWS in resident.words) == (whole, False)
    assert draft_of(database).procedure_version == new.version


def test_a_writer_keeps_his_version_and_is_not_asked_again(
    resident: Robot, database: Database, office: Office, whole: str
) -> None:
    before = draft_of(database).procedure_version
    with database.transaction() as session:
        released(session, office, renamed("Bản mới"))
    resident.open(f"{whole}/kiem-tra")
    assert f"Tên gọi: trước là «{NAME}», nay là «Bản mới»." in resident.words
    assert "mọi câu trả lời đã viết đều được giữ" in resident.words
    resident.press("Giữ bản cũ")
    assert resident.path == f"{whole}/kiem-tra"
    for page in ("/kiem-tra", ""):
        resident.open(whole + page)
        assert NEWS not in resident.words
    assert draft_of(database).procedure_version == before


def test_many_changes_are_folded_away(resident: Robot, database: Database, office: Office, whole: str) -> None:
    parts = {"in_person": "A", "representation": "B", "village_role": "C", "duty": "D", "validity": "E", "name": "F"}
    alter: Any = replace
    with database.transaction() as session:
        released(session, office, changed(lambda one: alter(one, **parts)))
    resident.open(whole)
    assert "Xem thêm 1 thay đổi khác" in resident.words


def test_a_procedure_that_is_not_taken_online_begins_nothing(
    resident: Robot, database: Database, office: Office
) -> None:
    with database.transaction() as session:
        released(session, office, changed(lambda one: replace(one, channels=("in_person",))))
    page = resident.open(f"/thu-tuc/{PROCEDURE}/nop")
    assert "Thủ tục này chưa nộp qua mạng được" in page.words
    assert "Bắt đầu soạn hồ sơ" not in page.buttons()


def test_the_case_is_chosen_among_those_of_the_chosen_place(
    resident: Robot, database: Database, office: Office, actor: Actor
) -> None:
    first, second, third = (replace(COPY.cases[0], key=key, name=key, chosen_by="resident") for key in "abc")
    with database.transaction() as session:
        an_agency(session, name=ELSEWHERE, identifier_code="H15.00001")
        released(session, office, changed(lambda one: replace(one, cases=(first, second, third))))
        new = NewOffer(office.agency.id, PROCEDURE, clock.today(), {"cases": {"a": {"offered": False}}})
        offers.make(session, new, actor=office.writer)
        draft = drafts.begin(session, PROCEDURE, "self", actor=actor, visit_id=None)
    page = resident.open(f"/ho-so/{draft.id}/noi-nop").tick(office.agency.name).tick("a").press(GO_ON)
    assert (page.status, page.path) == (422, f"/ho-so/{draft.id}/noi-nop")
    assert "a" not in page.labels()
    page.tick("b").press(GO_ON)
    assert page.path == f"/ho-so/{draft.id}/nguoi-nop"
    page.open(f"/ho-so/{draft.id}/noi-nop").tick(ELSEWHERE).press(GO_ON)
    assert draft_of(database).case_key == "b"


def test_pages_of_the_form_ask_neither_for_releases_nor_for_offers(
    resident: Robot, database: Database, office: Office, whole: str
) -> None:
    with database.transaction() as session:
        released(session, office, renamed("Bản mới"))
    asked: list[str] = []

    def note(*given: str) -> None:
        asked.extend(name for name in ("procedure_release", "agency_offer", "procedure_version ") if name in given[2])

    for page in ("/nguoi-nop", "/to-khai/1", "/giay-to"):
        resident.open(whole + page)  # the first visit of a process reads what it then keeps
    event.listen(database.engine, "before_cursor_execute", note)
    try:
        for page in ("/nguoi-nop", "/to-khai/1", "/giay-to"):
            resident.open(whole + page)
        assert asked == []
        resident.open(whole + "/nhan-ket-qua")
        assert asked == ["agency_offer"]
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
