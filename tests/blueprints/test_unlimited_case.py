"""A case whose time limit is not known: the desk appoints the day, and every page can show that there is none yet."""

from datetime import UTC, date, datetime

import time_machine
from flask import Flask
from sqlalchemy import select

from dvc.catalogue import calendars, loader
from dvc.db import Database
from dvc.domain import workdays
from dvc.domain.procedures import Case
from dvc.models.dossier import Dossier
from tests.support.changed import a_desk_with, changed
from tests.support.desks import EFORM, HOME_PAPER, Desk
from tests.support.filings import PROCEDURE, signed_in
from tests.support.robot import Robot

UNKNOWN = Case("theo-ke-hoach", "Theo kế hoạch rà soát")
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)  # a Wednesday, nine in the morning at the desk


def a_desk_of(database: Database, *cases: Case) -> Desk:
    with database.transaction() as session:
        return a_desk_with(session, changed(session, cases=cases))


def at_acceptance(app: Flask, database: Database, desk: Desk) -> Robot:
    officer = signed_in(app.test_client(), database, desk.officer, "o" * 43).open(f"/mot-cua/ho-so/{desk.code}")
    assert "cán bộ ghi ngày khi tiếp nhận" in officer.words
    officer.tick("Đạt", group=EFORM).tick("Đạt", group=HOME_PAPER).press("Tiếp nhận")
    assert officer.heading == "Tiếp nhận hồ sơ?"
    return officer


def appoint(officer: Robot, day: str, month: str, year: str) -> Robot:
    for part, value in (("Ngày", day), ("Tháng", month), ("Năm", year)):
        officer.fill(part, value, group="Hẹn trả ngày")
    return officer.press("Tiếp nhận hồ sơ")


@time_machine.travel(NOW, tick=False)
def test_the_officer_appoints_a_working_day_and_the_receipt_has_it(app: Flask, database: Database) -> None:
    desk = a_desk_of(database, UNKNOWN)
    officer = at_acceptance(app, database, desk)
    wrong = [
        (("", "", ""), "chưa có thời hạn"),
        (("31", "2", "2027"), "chưa đúng"),
        (("24", "11", "2026"), "đã qua"),
        (("28", "11", "2026"), "ngày nghỉ"),
        (("1", "1", "2027"), "ngày nghỉ"),
        (("24", "12", "2062"), "xa quá"),
    ]
    for parts, words in wrong:
        appoint(officer, *parts)
        assert officer.status == 422
        assert any(words in one for one in officer.errors), (parts, officer.errors)
        assert officer.value("Năm", group="Hẹn trả ngày") == parts[2]
    appoint(officer, "15", "12", "2026")
    assert "Được tiếp nhận" in officer.words
    assert "15/12/2026" in officer.words
    officer.follow("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert officer.came.body.startswith(b"%PDF")
    with database.reading() as session:
        due = session.scalars(select(Dossier.due_at).where(Dossier.code == desk.code)).one()
    assert due == datetime(2026, 12, 15, 10, tzinfo=UTC)


@time_machine.travel(NOW, tick=False)
def test_today_can_be_appointed_while_the_desk_is_open(app: Flask, database: Database) -> None:
    officer = appoint(at_acceptance(app, database, a_desk_of(database, UNKNOWN)), "25", "11", "2026")
    assert "Được tiếp nhận" in officer.words


@time_machine.travel(NOW, tick=False)
def test_a_case_with_a_limit_needs_no_day_beside_one_without(app: Flask, database: Database) -> None:
    known = loader.procedure(PROCEDURE).cases[0]
    desk = a_desk_of(database, UNKNOWN, known)
    officer = at_acceptance(app, database, desk)
    assert "chưa có thời hạn, ghi ngày hẹn trả ở dưới" in officer.words
    officer.press("Tiếp nhận hồ sơ")
    assert officer.status == 422
    officer.tick(known.name, group="Trường hợp giải quyết").press("Tiếp nhận hồ sơ")
    assert "Được tiếp nhận" in officer.words


@time_machine.travel(NOW, tick=False)
def test_the_applicant_reads_that_the_day_will_be_appointed(app: Flask, database: Database) -> None:
    desk = a_desk_of(database, UNKNOWN)
    with database.reading() as session:
        draft_id = session.scalars(select(Dossier.draft_id).where(Dossier.code == desk.code)).one()
    robot = signed_in(app.test_client(), database, desk.filer).open(f"/ho-so/{draft_id}/da-nop")
    assert "cán bộ sẽ hẹn ngày trả khi tiếp nhận" in robot.words
    robot.open("/ca-nhan/ho-so")
    assert desk.code in robot.words
    robot.open(f"/ca-nhan/ho-so/{desk.code}")
    assert "chưa hẹn, chờ tiếp nhận" in robot.words
    robot.open(f"/tra-cuu/{desk.code}")
    assert robot.status == 200


def test_an_appointed_day_is_put_off_by_the_days_of_a_supplement() -> None:
    due = datetime(2026, 12, 15, 10, tzinfo=UTC)
    moved = workdays.put_off(due, date(2026, 11, 24), date(2026, 11, 30), calendars.calendar())
    assert moved == datetime(2026, 12, 21, 10, tzinfo=UTC)
    assert workdays.put_off(due, date(2026, 11, 24), date(2026, 11, 24), calendars.calendar()) == due
