"""Cá nhân: one's own drafts and dossiers, and nobody else's."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from dvc import clock
from dvc.catalogue import loader
from dvc.db import Database
from dvc.domain.actor import Actor, Capacity, Role
from dvc.domain.states import Action, Need
from dvc.models.account import Account
from dvc.models.dossier import Dossier, IssuedPaper
from dvc.models.draft import Draft
from dvc.models.ledger import LedgerEntry
from dvc.models.upload import Upload
from dvc.services import dossiers
from dvc.services.dossiers import Step
from tests.support import filed
from tests.support.client import PageClient
from tests.support.filed import HOTLINE, Filing
from tests.support.robot import Robot

CODE = "H15.24265-261124-0001"
OFFICER = "Nguyễn Văn Cán Bộ"


@pytest.fixture
def me(database: Database) -> Account:
    with database.transaction() as session:
        return filed.person(session, "Y Moan Êñuôl")


@pytest.fixture
def mine(client: PageClient, database: Database, me: Account) -> Robot:
    with database.transaction() as session:
        client.set_cookie("dvc", filed.sign_in(session, me))
    return Robot(client)


@pytest.fixture
def dossier(database: Database, me: Account) -> Dossier:
    with database.transaction() as session:
        return filed.dossier(session, 1, Filing(me, me))


def take(database: Database, action: Action, step: Step) -> None:
    with database.transaction() as session:
        officer = filed.person(session, OFFICER)
        actor = Actor(officer.id, Capacity.DESK_OFFICER, agency_id=24265, role=Role.RECEPTION, unit="Tổ tiếp nhận")
        dossiers.take_step(session, session.scalars(select(Dossier)).one(), action, step, actor=actor)


def test_a_visitor_is_asked_to_sign_in(client: PageClient) -> None:
    for path in ("/ca-nhan", "/ca-nhan/ho-so", f"/ca-nhan/ho-so/{CODE}"):
        assert client.get(path).headers["Location"] == "/dang-nhap"


def test_empty_lists_say_what_will_stand_there(mine: Robot) -> None:
    words = mine.open("/ca-nhan").words
    assert "Hồ sơ viết dở sẽ nằm ở đây" in words
    assert "Hồ sơ đã nộp sẽ nằm ở đây" in words


def test_drafts_show_how_far_they_are_and_until_when_they_are_kept(
    mine: Robot, database: Database, me: Account
) -> None:
    procedure = loader.procedure("1.001193")
    now = clock.now()
    with database.transaction() as session:
        draft = Draft(
            account_id=me.id,
            procedure_code=procedure.code,
            procedure_version=procedure.version,
            answers={"nyc_ho_ten": {"unparsed": {"": "???"}}},
            created_at=now,
            updated_at=now,
            expires_at=now + timedelta(days=30),
        )
        session.add(draft)
    mine.open("/ca-nhan")
    assert "Cần sửa" in mine.words
    assert "xong 0 trên" in mine.words
    assert f"/ho-so/{draft.id}" in {link.get("href") for link in mine.root.iter("a")}


@pytest.mark.usefixtures("dossier")
def test_a_dossier_shows_its_life_newest_first_by_role_and_unit(mine: Robot, database: Database) -> None:
    take(database, Action.ACCEPT, Step(met=frozenset({Need.VERDICTS}), reason="Đủ giấy tờ."))
    words = mine.open("/ca-nhan").follow("Đăng ký khai sinh").words
    assert words.index("Đã tiếp nhận hồ sơ") < words.index("Đã nộp hồ sơ")
    assert "Tổ tiếp nhận, Bộ phận Một cửa xã Ea Kuêh" in words
    assert "Đủ giấy tờ." in words
    assert HOTLINE in words
    assert OFFICER not in words


@pytest.mark.usefixtures("dossier")
def test_the_button_to_supplement_stands_there_only_when_asked(mine: Robot, database: Database) -> None:
    address = f"/ca-nhan/ho-so/{CODE}"
    target = f"{address}/bo-sung"
    assert target not in {link.get("href") for link in mine.open(address).root.iter("a")}
    needs = frozenset({Need.VERDICTS, Need.FAILING_ITEMS})
    take(database, Action.REQUEST_SUPPLEMENT, Step(met=needs, reason="Ảnh bị mờ."))
    assert target in {link.get("href") for link in mine.open(address).root.iter("a")}


@pytest.mark.usefixtures("dossier")
def test_withdrawing_is_offered_until_the_end(mine: Robot, database: Database) -> None:
    assert "Rút hồ sơ" in mine.open(f"/ca-nhan/ho-so/{CODE}").buttons()
    take(database, Action.REFUSE_INTAKE, Step(met=frozenset({Need.REASON}), reason="Không thuộc thẩm quyền."))
    assert "Rút hồ sơ" not in mine.open(f"/ca-nhan/ho-so/{CODE}").buttons()


def test_files_and_papers_are_linked(mine: Robot, database: Database, dossier: Dossier) -> None:
    key = loader.procedure("1.001193").components[0].key
    with database.transaction() as session:
        file = Upload(dossier_id=dossier.id, component_key=key, name="giấy.jpg", kind="jpg", size=1, digest="x",
                      sealed_sha256="0" * 64, created_at=clock.now())  # fmt: skip
        paper = IssuedPaper(dossier_id=dossier.id, kind="receipt_slip", sealed_sha256="0" * 64, issued_at=clock.now())
        session.add_all([file, paper])
    mine.open(f"/ca-nhan/ho-so/{CODE}")
    assert {f"/tep/{file.id}", f"/giay/{paper.id}.pdf"} <= {link.get("href") for link in mine.root.iter("a")}
    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in mine.words


@pytest.mark.usefixtures("dossier")
def test_a_view_is_on_record_once_a_sign_in(mine: Robot, database: Database) -> None:
    for _ in range(3):
        mine.open(f"/ca-nhan/ho-so/{CODE}")
    with database.reading() as session:
        views = select(func.count()).select_from(LedgerEntry).where(LedgerEntry.event == "dossier.viewed")
        assert session.scalar(views) == 1


@pytest.mark.usefixtures("dossier")
def test_another_persons_dossier_looks_like_none(app: Flask, database: Database) -> None:
    other = app.test_client()
    with database.transaction() as session:
        other.set_cookie("dvc", filed.sign_in(session, filed.person(session, "H' Hen Niê")))
    pages = [other.get(f"/ca-nhan/ho-so/H15.24265-261124-{number}") for number in ("0001", "9999")]
    assert [page.status_code for page in pages] == [404, 404]
    assert CODE not in other.get("/ca-nhan/ho-so").get_data(as_text=True)


def test_an_owner_sees_what_another_filed_for_him(mine: Robot, database: Database, me: Account) -> None:
    with database.transaction() as session:
        filed.dossier(session, 1, Filing(filed.person(session, "H' Hen Niê"), me))
    assert "người nộp hồ sơ" in mine.open(f"/ca-nhan/ho-so/{CODE}").words
