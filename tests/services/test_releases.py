from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select

from dvc.catalogue import loader
from dvc.config import Settings
from dvc.db import Database
from dvc.domain.actor import SYSTEM, Role
from dvc.domain.listings import Standing
from dvc.errors import Conflict, Forbidden, NotFound
from dvc.models.draft import ProcedureVersion
from dvc.models.ledger import LedgerEntry
from dvc.services import catalogue, ledger, procedure_versions, releases
from dvc.services.releases import Plan, Why
from tests.support.desks import an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE
from tests.support.releasing import APPROVER, WRITER, Office, an_office, changed, released, renamed

TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
NEW = "Bản mới"


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        return an_office(session)


def stands(database: Database, code: str = PROCEDURE) -> Standing:
    with database.reading() as session:
        return catalogue.standing(session, code)


def named(database: Database) -> str:
    with database.reading() as session:
        return catalogue.procedure(session, PROCEDURE).short_name


def test_without_releases_the_files_hold(database: Database) -> None:
    with database.reading() as session:
        assert {one.listing for one in catalogue.standings(session)} == set(loader.listings().values())
        assert catalogue.procedure(session, PROCEDURE) is loader.procedure(PROCEDURE)
        assert catalogue.shipped_differs(session) == ()
        with pytest.raises(NotFound):
            catalogue.standing(session, "9.999999")


def test_what_is_published_is_current_for_everybody_at_once(database: Database, office: Office) -> None:
    assert named(database) != NEW
    with database.transaction() as session:
        released(session, office, renamed(NEW))
        assert catalogue.procedure(session, PROCEDURE).short_name == NEW
    assert named(database) == NEW
    assert stands(database).listing.short_name == NEW
    with database.reading() as session:
        assert catalogue.short_names(session)[PROCEDURE] == NEW
        assert catalogue.short_names(session)["9.999999"] == "Thủ tục 9.999999"


def test_what_was_rolled_back_with_its_transaction_was_never_current(database: Database, office: Office) -> None:
    def fail() -> None:
        with database.transaction() as session:
            released(session, office, renamed("Không bao giờ"))
            assert catalogue.procedure(session, PROCEDURE).short_name == "Không bao giờ"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.transaction() as session:
        released(session, office, renamed(NEW))
    assert named(database) == NEW


def test_nobody_approves_what_he_wrote_himself(database: Database, office: Office) -> None:
    assert office.writer.account_id is not None
    with database.transaction() as session, pytest.raises(Conflict, match="không tự duyệt"):
        releases.publish(session, renamed(NEW), Plan(office.writer.account_id), actor=office.writer)


def test_only_administrators_release(database: Database, office: Office) -> None:
    with database.transaction() as session:
        others = [SYSTEM, *(an_officer(session, office.agency, role) for role in Role if role != Role.ADMINISTRATOR)]
        for other in others:
            with pytest.raises(Forbidden):
                releases.pause(session, PROCEDURE, Why("Bận"), actor=other)
            with pytest.raises(Forbidden):
                released(session, Office(office.agency, office.writer, other), renamed(NEW))
            with pytest.raises(Forbidden):
                releases.history(session, PROCEDURE, actor=other)
            with pytest.raises(Forbidden):
                releases.version(session, PROCEDURE, loader.procedure(PROCEDURE).version, actor=other)


def test_a_scheduled_version_takes_effect_by_the_clock(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False) as clock:
        before = named(database)
        with database.transaction() as session:
            row = released(session, office, renamed(NEW), date(2026, 12, 1))
        assert named(database) == before
        clock.move_to(datetime(2026, 11, 30, 16, 59, tzinfo=UTC))
        assert named(database) == before
        clock.move_to(datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
        assert named(database) == NEW
    assert row.version == renamed(NEW).version


def test_a_process_whose_clock_is_late_follows_when_its_time_comes(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False) as clock:
        with database.transaction() as session:
            released(session, office, renamed(NEW))
        clock.move_to(TODAY - timedelta(seconds=5))
        assert named(database) != NEW
        clock.move_to(TODAY)
        assert named(database) == NEW


def test_another_process_sees_what_is_released(settings: Settings, database: Database, office: Office) -> None:
    other = Database(settings.database_url)
    try:
        assert named(other) != NEW
        with database.transaction() as session:
            released(session, office, renamed(NEW))
        assert named(other) == NEW
    finally:
        other.close()


def test_a_later_day_can_be_asked_about(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False), database.transaction() as session:
        released(session, office, renamed(NEW), date(2026, 12, 1))
        later = catalogue.procedure(session, PROCEDURE, day=date(2026, 12, 1))
        assert later.short_name == NEW
        assert catalogue.procedure(session, PROCEDURE, day=date(2026, 11, 30)).short_name != NEW


def test_a_day_that_is_over_is_no_day_to_publish(database: Database, office: Office) -> None:
    yesterday = date(2026, 11, 23)
    with time_machine.travel(TODAY), database.transaction() as session, pytest.raises(Conflict, match="đã qua"):
        released(session, office, renamed(NEW), yesterday)


def test_a_scheduled_release_can_be_called_off_until_its_day(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False) as clock:
        with database.transaction() as session:
            row = released(session, office, renamed(NEW), date(2026, 12, 1))
            releases.cancel(session, row.id, actor=office.writer)
            with pytest.raises(Conflict):
                releases.cancel(session, row.id, actor=office.writer)
            with pytest.raises(NotFound):
                releases.cancel(session, 999, actor=office.writer)
            history = releases.history(session, PROCEDURE, actor=office.writer)
            assert [line.state for line in history] == ["done", "cancelled"]
        clock.move_to(datetime(2026, 12, 2, tzinfo=UTC))
        assert named(database) != NEW
        with database.transaction() as session:
            now = released(session, office, renamed(NEW))
            with pytest.raises(Conflict):
                releases.cancel(session, now.id, actor=office.writer)


def test_a_paused_procedure_stays_with_its_reason_until_it_is_resumed(database: Database, office: Office) -> None:
    with database.transaction() as session:
        with pytest.raises(Conflict, match="lý do"):
            releases.pause(session, PROCEDURE, Why("  "), actor=office.writer)
        releases.pause(session, PROCEDURE, Why("Hệ thống hộ tịch bảo trì"), actor=office.writer)
        with pytest.raises(Conflict):
            releases.pause(session, PROCEDURE, Why("Nữa"), actor=office.writer)
    found = stands(database)
    assert (found.status, found.reason, found.open) == ("paused", "Hệ thống hộ tịch bảo trì", False)
    with database.transaction() as session:
        released(session, office, renamed(NEW))
    assert (stands(database).status, stands(database).listing.short_name) == ("paused", NEW)
    with database.transaction() as session:
        releases.resume(session, PROCEDURE, Why(), actor=office.writer)
        with pytest.raises(Conflict):
            releases.resume(session, PROCEDURE, Why(), actor=office.writer)
    assert stands(database).open


def test_an_end_can_be_set_for_the_day_of_a_new_law(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False) as clock:
        with database.transaction() as session:
            why = Why("Luật Hộ tịch mới có hiệu lực", date(2027, 3, 1))
            releases.end(session, PROCEDURE, why, actor=office.writer)
        assert (stands(database).status, stands(database).until) == ("in_force", "2027-02-28")
        clock.move_to(datetime(2027, 3, 1, tzinfo=UTC))
        found = stands(database)
        assert (found.status, found.until, found.reason) == ("ended", "2027-02-28", why.reason)
        with database.transaction() as session, pytest.raises(Conflict):
            releases.end(session, PROCEDURE, Why("Nữa"), actor=office.writer)


def test_a_replaced_procedure_names_its_successor(database: Database, office: Office) -> None:
    with database.transaction() as session:
        with pytest.raises(NotFound):
            releases.replace(session, PROCEDURE, "9.999999", Why(), actor=office.writer)
        with pytest.raises(Conflict):
            releases.replace(session, PROCEDURE, PROCEDURE, Why(), actor=office.writer)
        releases.replace(session, PROCEDURE, "1.001193", Why(), actor=office.writer)
    found = stands(database)
    assert (found.status, found.replaced_by) == ("replaced", "1.001193")
    with database.transaction() as session:
        released(session, office, renamed(NEW))
    assert stands(database).open


def test_rolling_back_brings_a_version_or_the_file_back(database: Database, office: Office) -> None:
    first, second = renamed("Bản một"), renamed("Bản hai")
    with database.transaction() as session:
        released(session, office, first)
        released(session, office, second)
        with pytest.raises(Conflict):
            releases.roll_back(session, PROCEDURE, second.version, "Nhầm", actor=office.writer)
        with pytest.raises(NotFound):
            releases.roll_back(session, PROCEDURE, "0" * 64, "Nhầm", actor=office.writer)
        releases.roll_back(session, PROCEDURE, first.version, "Bản hai sai phí", actor=office.writer)
    assert named(database) == "Bản một"
    with database.transaction() as session:
        releases.roll_back(session, PROCEDURE, None, "Về bản gốc", actor=office.writer)
    assert named(database) == loader.procedure(PROCEDURE).short_name


def test_a_new_procedure_waits_for_its_day(database: Database, office: Office) -> None:
    other = changed(lambda one: replace(one, code="1.999999"))
    with time_machine.travel(TODAY, tick=False) as clock:
        with database.transaction() as session:
            released(session, office, other, date(2026, 12, 1))
        found = stands(database, "1.999999")
        assert (found.status, found.since, found.open) == ("scheduled", "2026-12-01", False)
        clock.move_to(datetime(2026, 12, 1, tzinfo=UTC))
        assert stands(database, "1.999999").open


def test_a_version_is_not_published_before_or_after_its_own_days(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False), database.transaction() as session:
        for wrong, said in (
            ({"valid_from": "2027-03-01"}, "có hiệu lực từ 01/03/2027"),
            ({"valid_to": "2026-11-23"}, "hết hiệu lực"),
            ({"draft": True}, "bản nháp"),
        ):
            with pytest.raises(Conflict, match=said):
                released(session, office, changed(lambda one, to=wrong: replace(one, **to)))  # type: ignore[misc]  # the lambda's default
        released(session, office, changed(lambda one: replace(one, valid_from="2027-03-01")), date(2027, 3, 1))


def test_an_upgrade_of_the_files_leaves_the_own_version_and_is_told(
    database: Database, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.transaction() as session:
        released(session, office, renamed(NEW))
        assert catalogue.shipped_differs(session) == ()
    brought = renamed("Tệp đã nâng cấp")
    listings = dict(loader.listings()) | {PROCEDURE: replace(loader.listings()[PROCEDURE], version=brought.version)}
    monkeypatch.setattr(loader, "listings", lambda: listings)
    with database.reading() as session:
        assert catalogue.shipped_differs(session) == (PROCEDURE,)
        assert catalogue.standing(session, PROCEDURE).listing.short_name == NEW


def test_an_own_version_that_cannot_be_read_leaves_the_file_in_its_place(database: Database, office: Office) -> None:
    with database.transaction() as session:
        row = released(session, office, renamed("Không đọc được"))
        released(session, office, changed(lambda one: replace(one, code="1.999999")), date(2099, 1, 1))
        for kept in session.scalars(select(ProcedureVersion)):
            kept.definition = '{"code":"x"}'
    with database.reading() as session:
        assert row.version is not None
        assert catalogue.unreadable(session) == (PROCEDURE,)
        assert catalogue.procedure(session, PROCEDURE) == loader.procedure(PROCEDURE)
        assert len(catalogue.standings(session)) == len(loader.listings())


def test_history_tells_who_edited_and_who_approved(database: Database, office: Office) -> None:
    with database.transaction() as session:
        released(session, office, renamed(NEW))
        releases.pause(session, PROCEDURE, Why("Bảo trì"), actor=office.approver)
        newest, first = releases.history(session, PROCEDURE, actor=office.writer)
    assert (newest.words, newest.reason, newest.approver) == ("Tạm dừng nhận hồ sơ", "Bảo trì", APPROVER)
    assert (first.editor, first.approver, first.version) == (WRITER, APPROVER, renamed(NEW).version)


def test_each_act_is_in_the_ledger(database: Database, office: Office) -> None:
    with database.transaction() as session:
        row = released(session, office, renamed(NEW))
        releases.pause(session, PROCEDURE, Why("Bảo trì"), actor=office.approver)
    with database.reading() as session:
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "procedure.released")).all()
        assert [entry.data["action"] for entry in entries] == ["publish", "pause"]
        data = {"procedure": PROCEDURE, "release": row.id, "action": "publish", "version": row.version}
        assert entries[0].data == data
        assert entries[0].actor_id == office.approver.account_id
        assert list(ledger.verify(session)) == []


def test_asking_how_things_stand_is_one_small_query(database: Database, office: Office) -> None:
    with database.transaction() as session:
        released(session, office, renamed(NEW))
    named(database)
    asked: list[str] = []

    def note(*given: str) -> None:
        asked.extend(one for one in (given[2],) if one.startswith("SELECT"))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with database.reading() as session:
            catalogue.standings(session)
        assert len(asked) == 1
        with database.reading() as session:
            procedure_versions.pinned(session, PROCEDURE, renamed(NEW).version)
        assert len(asked) == 1
    finally:
        event.remove(database.engine, "before_cursor_execute", note)


def test_what_was_called_off_does_not_come_by_the_act_of_one(database: Database, office: Office) -> None:
    later = renamed("Bản của năm sau")
    with time_machine.travel(TODAY, tick=False), database.transaction() as session:
        row = released(session, office, later, date(2026, 12, 1))
        with pytest.raises(Conflict, match="chưa từng có hiệu lực"):
            releases.roll_back(session, PROCEDURE, later.version, "Sớm hơn", actor=office.writer)
        releases.cancel(session, row.id, actor=office.writer)
        with pytest.raises(Conflict, match="chưa từng có hiệu lực"):
            releases.roll_back(session, PROCEDURE, later.version, "Vẫn muốn", actor=office.writer)
        assert catalogue.procedure(session, PROCEDURE).short_name == loader.procedure(PROCEDURE).short_name


def test_only_the_agency_that_keeps_the_catalogue_releases_for_all(database: Database) -> None:
    with database.transaction() as session:
        office = an_office(session)
        other = an_agency(session, name="Ủy ban nhân dân xã Lạc Phượng", identifier_code="H24.11140")
        stranger = an_officer(session, other, Role.ADMINISTRATOR, "Vũ Thị Xa")
        with pytest.raises(Forbidden, match="do Ủy ban nhân dân"):
            releases.pause(session, PROCEDURE, Why("Không phải việc của xã này"), actor=stranger)
        assert catalogue.standing(session, PROCEDURE).open
        office.agency.succeeded_by_id = other.id
        releases.pause(session, PROCEDURE, Why("Xã cũ đã nhập vào xã này"), actor=stranger)
        assert not catalogue.standing(session, PROCEDURE).open
