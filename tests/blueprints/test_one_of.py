"""Papers of which one is enough, from the applicant's page to the receipt."""

from dataclasses import replace

import pytest
from flask import Flask

from dvc.catalogue import loader
from dvc.catalogue.schema import version_of
from dvc.db import Database
from dvc.domain.procedures import Component
from dvc.services import desk as desks
from dvc.services import desk_decisions, papers
from tests.support.changed import a_desk_with, a_draft_of, changed
from tests.support.desks import EFORM
from tests.support.filings import PROCEDURE, a_person, signed_in
from tests.support.releasing import an_office, released
from tests.support.robot import Robot

BOOK = Component("so-ho-ngheo", "Sổ hộ nghèo", required="one_of", one_of="ho-ngheo")
PAPER = Component("giay-xac-nhan", "Giấy xác nhận hộ nghèo", required="one_of", one_of="ho-ngheo")
COMPONENTS = (*loader.procedure(PROCEDURE).components, BOOK, PAPER)
ENOUGH = "Chỉ cần một trong các giấy sau"


@pytest.fixture
def writer(app: Flask, database: Database) -> tuple[Robot, str]:
    with database.transaction() as session:
        actor = a_person(session)
        draft = a_draft_of(session, changed(session, components=COMPONENTS), actor)
    return signed_in(app.test_client(), database, actor), f"/ho-so/{draft.id}"


def test_none_of_the_group_is_refused_in_words_and_one_is_enough(writer: tuple[Robot, str]) -> None:
    robot, base = writer
    robot.open(f"{base}/giay-to")
    assert ENOUGH in robot.words
    assert not any("vì sao" in label and BOOK.name in label for label in robot.labels())
    robot.press("Đồng ý và tiếp tục")
    assert robot.status == 422
    assert any("ít nhất một trong các giấy: Sổ hộ nghèo; Giấy xác nhận hộ nghèo" in one for one in robot.errors)
    robot.open(f"{base}/kiem-tra")
    assert "ít nhất một trong các giấy" in robot.words
    robot.open(f"{base}/giay-to").tick("Không có", group=BOOK.name).tick("Mang bản giấy đến", group=PAPER.name)
    robot.press("Đồng ý và tiếp tục")
    assert robot.status == 200
    robot.open(f"{base}/kiem-tra")
    assert f"{PAPER.name} Mang bản giấy đến" in robot.words
    assert f"{BOOK.name} Không có" not in robot.words
    assert "ít nhất một trong các giấy" not in robot.words


def test_a_dossier_without_any_of_the_group_is_not_filed(writer: tuple[Robot, str]) -> None:
    robot, base = writer
    robot.open(f"{base}/nop")
    assert not robot.path.endswith("/da-nop")
    assert "ít nhất một trong các giấy" in robot.words


def test_the_desk_judges_what_came_and_the_receipt_says_that_one_is_enough(app: Flask, database: Database) -> None:
    with database.transaction() as session:
        procedure = changed(session, components=COMPONENTS)
        here = a_desk_with(session, procedure, {PAPER.key: {"tick": "brought", "why": ""}})
    officer = signed_in(app.test_client(), database, here.officer, "o" * 43)
    officer.open(f"/mot-cua/ho-so/{here.code}")
    assert "chỉ cần một trong các giấy cùng nhóm" in officer.words
    assert BOOK.name not in officer.words
    officer.tick("Đạt", group=EFORM).tick("Đạt", group="Giấy tờ chứng minh thông tin về cư trú")
    officer.tick("Đạt", group=PAPER.name).press("Tiếp nhận").press("Tiếp nhận hồ sơ")
    assert "Được tiếp nhận" in officer.words
    with database.transaction() as session:
        seen = desks.opened(session, here.code, actor=here.officer)
        issue = papers.Issue(
            "A", seen.dossier.submitted_at, desk_decisions.due_at(seen.case, seen.dossier.submitted_at)
        )
        slip = papers.receipt(seen, seen.case, issue)
    assert [line.name for line in slip.components if "chỉ cần một" in line.name] == [
        f"{PAPER.name} (chỉ cần một trong các giấy cùng nhóm)"
    ]


def test_the_procedure_page_says_that_one_is_enough(app: Flask, database: Database) -> None:
    procedure = replace(loader.procedure(PROCEDURE), components=COMPONENTS)
    with database.transaction() as session:
        released(session, an_office(session), procedure.with_version(version_of(procedure)))
    robot = Robot(app.test_client()).open(f"/thu-tuc/{PROCEDURE}")
    assert f"{ENOUGH}: {BOOK.name}" in robot.words
    assert PAPER.name in robot.words
