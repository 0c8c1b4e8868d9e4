from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from time import perf_counter

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from dvc.catalogue import loader
from dvc.catalogue.definition_text import to_toml
from dvc.db import Database, new_id
from dvc.domain.actor import Actor, Role
from dvc.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge
from dvc.models.agency import Agency
from dvc.models.ledger import LedgerEntry
from dvc.models.release import ProcedureEdit
from dvc.services import catalogue, procedure_edits, releases
from dvc.services.releases import Why
from tests.support.desks import an_officer
from tests.support.filings import PROCEDURE
from tests.support.releasing import WRITER, Office, an_office, released, renamed

NEW = "Bản mới"
NEW_CODE = "1.999999"
TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        return an_office(session)


@pytest.fixture
def submitted(database: Database, office: Office) -> ProcedureEdit:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        procedure_edits.save_text(session, edit, to_toml(renamed(NEW)), actor=office.writer)
        procedure_edits.submit(session, edit, None, "Đổi tên gọi", actor=office.writer)
        return edit


def test_an_edit_begins_with_the_text_of_what_is_current(database: Database, office: Office) -> None:
    with database.transaction() as session:
        released(session, office, renamed(NEW))
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        assert procedure_edits.read(edit).procedure == renamed(NEW)
        assert edit.base_version == renamed(NEW).version
        assert procedure_edits.begin(session, PROCEDURE, actor=office.approver) is edit
        assert procedure_edits.open_edits(session, actor=office.approver) == [edit]
        with pytest.raises(NotFound):
            procedure_edits.begin(session, "9.999999", actor=office.writer)
        with pytest.raises(NotFound):
            procedure_edits.get(session, new_id(), actor=office.writer)


def test_a_faulty_text_is_kept_with_all_its_faults_and_is_not_submitted(database: Database, office: Office) -> None:
    wrong = to_toml(loader.procedure(PROCEDURE)).replace('type = "name"', 'type = "nam"', 1) + "\r\nla = 1\x00"
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        found = procedure_edits.save_text(session, edit, wrong, actor=office.writer)
        assert found.procedure is None
        assert [fault.file for fault in found.faults] == [f"{PROCEDURE}.toml"] * len(found.faults)
        assert found.faults
        with pytest.raises(Conflict, match="còn lỗi"):
            procedure_edits.submit(session, edit, None, "", actor=office.writer)
    with database.reading() as session:
        kept = procedure_edits.get(session, edit.id, actor=office.writer)
        assert (kept.text, kept.state) == (wrong.replace("\r\n", "\n").replace("\x00", "\ufffd"), "editing")


def test_a_form_saves_the_plain_structure(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        data = {**procedure_edits.read(edit).data, "short_name": NEW, "duty": None}
        found = procedure_edits.save_data(session, edit, data, actor=office.writer)
        assert found.procedure is not None
        assert found.procedure.short_name == NEW
        assert [one.text for one in procedure_edits.difference(session, edit, actor=office.writer)] == [
            f"Tên gọi: trước là «{loader.procedure(PROCEDURE).short_name}», nay là «{NEW}»."
        ]


def test_no_definition_has_megabytes(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        with pytest.raises(TooLarge):
            procedure_edits.save_text(session, edit, "x" * 2_000_001, actor=office.writer)


def test_what_is_written_by_one_and_approved_by_another_is_published(
    database: Database, office: Office, submitted: ProcedureEdit
) -> None:
    with database.transaction() as session:
        edit = procedure_edits.to_change(session, submitted.id, submitted.rev, actor=office.approver)
        row = procedure_edits.approve(session, edit, actor=office.approver)
    assert (row.edited_by, row.approved_by) == (office.writer.account_id, office.approver.account_id)
    with database.reading() as session:
        assert catalogue.procedure(session, PROCEDURE) == renamed(NEW)
        assert procedure_edits.open_edits(session, actor=office.writer) == []
        steps = session.scalars(select(LedgerEntry.data).where(LedgerEntry.event == "procedure.edited")).all()
        assert [step["action"] for step in steps] == ["begun", "saved", "submitted", "approved"]


def test_two_who_approve_at_once_publish_once(database: Database, office: Office, submitted: ProcedureEdit) -> None:
    with database.transaction() as session:
        agency = session.get_one(Agency, office.agency.id)
        approvers = [an_officer(session, agency, Role.ADMINISTRATOR, f"Người duyệt {number}") for number in range(4)]

    def approved(actor: Actor) -> bool:
        try:
            with database.transaction() as session:
                edit = procedure_edits.to_change(session, submitted.id, submitted.rev, actor=actor)
                procedure_edits.approve(session, edit, actor=actor)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(approved, approvers)) == [False, False, False, True]
    with database.reading() as session:
        assert len(releases.history(session, PROCEDURE, actor=office.writer)) == 1


def test_nobody_approves_what_he_wrote_any_of(database: Database, office: Office, submitted: ProcedureEdit) -> None:
    with database.transaction() as session:
        third = an_officer(session, office.agency, Role.ADMINISTRATOR, "Người thứ ba")
        edit = procedure_edits.to_change(session, submitted.id, submitted.rev, actor=office.writer)
        with pytest.raises(Conflict, match="không tự duyệt"):
            procedure_edits.approve(session, edit, actor=office.writer)
        procedure_edits.take_back(session, edit, actor=office.writer)
        procedure_edits.save_text(session, edit, edit.text + "\n# ghi chú\n", actor=office.approver)
        procedure_edits.submit(session, edit, None, "", actor=office.approver)
        for one in (office.writer, office.approver):
            with pytest.raises(Conflict, match="không tự duyệt"):
                procedure_edits.approve(session, edit, actor=one)
        procedure_edits.approve(session, edit, actor=third)


def test_an_approved_version_can_wait_for_its_day(database: Database, office: Office) -> None:
    with time_machine.travel(TODAY, tick=False), database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        procedure_edits.save_text(session, edit, to_toml(renamed(NEW)), actor=office.writer)
        with pytest.raises(Conflict, match="đã qua"):
            procedure_edits.submit(session, edit, date(2026, 11, 23), "", actor=office.writer)
        procedure_edits.submit(session, edit, date(2026, 12, 1), "", actor=office.writer)
        row = procedure_edits.approve(session, edit, actor=office.approver)
        assert row.effective_at == datetime(2026, 11, 30, 17, tzinfo=UTC)
        assert catalogue.procedure(session, PROCEDURE).short_name != NEW


def test_an_edit_is_sent_back_with_what_to_mend(database: Database, office: Office, submitted: ProcedureEdit) -> None:
    with database.transaction() as session:
        edit = procedure_edits.to_change(session, submitted.id, submitted.rev, actor=office.approver)
        with pytest.raises(Conflict, match="chỗ nào"):
            procedure_edits.send_back(session, edit, " ", actor=office.approver)
        with pytest.raises(Conflict, match="chờ duyệt"):
            procedure_edits.save_text(session, edit, "x", actor=office.writer)
        procedure_edits.send_back(session, edit, "Sai tên", actor=office.approver)
        assert (edit.state, edit.note) == ("returned", "Sai tên")
        with pytest.raises(Conflict):
            procedure_edits.approve(session, edit, actor=office.approver)
        procedure_edits.save_text(session, edit, edit.text, actor=office.writer)
        procedure_edits.submit(session, edit, None, "", actor=office.writer)
        procedure_edits.discard(session, edit, actor=office.writer)
        assert edit.state == "discarded"


def test_two_pages_do_not_overwrite_each_other(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        rev = edit.rev
    with database.transaction() as session:
        first = procedure_edits.to_change(session, edit.id, rev, actor=office.writer)
        procedure_edits.save_text(session, first, "một", actor=office.writer)
    with database.transaction() as session, pytest.raises(Conflict, match=f"{WRITER} đã thay đổi bản này lúc"):
        procedure_edits.to_change(session, edit.id, rev, actor=office.approver)


def test_an_edit_of_what_is_no_longer_current_is_looked_at_again(
    database: Database, office: Office, submitted: ProcedureEdit
) -> None:
    with database.transaction() as session:
        released(session, office, renamed("Bản khác"))
        edit = procedure_edits.to_change(session, submitted.id, submitted.rev, actor=office.approver)
        with pytest.raises(Conflict, match="đã có bản khác"):
            procedure_edits.approve(session, edit, actor=office.approver)
        assert "«Bản khác»" in procedure_edits.difference(session, edit, actor=office.writer)[0].text
        procedure_edits.rebase(session, edit, actor=office.approver)
        procedure_edits.approve(session, edit, actor=office.approver)
        assert catalogue.procedure(session, PROCEDURE).short_name == NEW


def test_a_new_procedure_comes_from_a_copy(database: Database, office: Office) -> None:
    with database.transaction() as session:
        for code in ("abc", "7.000001", PROCEDURE):
            with pytest.raises(Invalid):
                procedure_edits.copy(session, PROCEDURE, code, actor=office.writer)
        edit = procedure_edits.copy(session, PROCEDURE, NEW_CODE, actor=office.writer)
        with pytest.raises(Invalid):
            procedure_edits.copy(session, PROCEDURE, NEW_CODE, actor=office.writer)
        assert procedure_edits.difference(session, edit, actor=office.writer) == ()
        procedure_edits.submit(session, edit, None, "", actor=office.writer)
        procedure_edits.approve(session, edit, actor=office.approver)
        assert catalogue.standing(session, NEW_CODE).open


def test_an_edit_keeps_its_code(database: Database, office: Office) -> None:
    other = to_toml(replace(loader.procedure(PROCEDURE), code=NEW_CODE))
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        found = procedure_edits.save_text(session, edit, other, actor=office.writer)
        assert [fault.place for fault in found.faults] == ["code"]


def test_nothing_changed_is_nothing_to_approve(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        procedure_edits.save_text(session, edit, edit.text + "\n# lời\n", actor=office.writer)
        with pytest.raises(Conflict, match="chưa khác"):
            procedure_edits.submit(session, edit, None, "", actor=office.writer)


def test_a_draft_is_not_submitted(database: Database, office: Office) -> None:
    draft = to_toml(replace(renamed(NEW), draft=True))
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        assert procedure_edits.save_text(session, edit, draft, actor=office.writer).faults == ()
        with pytest.raises(Conflict, match="bỏ dấu nháp"):
            procedure_edits.submit(session, edit, None, "", actor=office.writer)
        assert edit.state == "editing"


def test_a_file_is_imported_and_exported_as_toml_or_json(database: Database, office: Office) -> None:
    for text in (to_toml(renamed(NEW)), loader.to_json(renamed(NEW)), "\ufeff" + to_toml(renamed(NEW))):
        with database.transaction() as session:
            edit = procedure_edits.add_text(session, text, actor=office.writer)
            assert procedure_edits.read(edit).procedure == renamed(NEW)
            with pytest.raises(Conflict):
                procedure_edits.add_text(session, text, actor=office.writer)
            procedure_edits.discard(session, edit, actor=office.writer)
    with database.transaction() as session:
        for text in ("", "{", "{}", "[1]", "không phải", 'code = "x"', '{"code": 1}', "code = 1", "{" * 100_000):
            with pytest.raises(Invalid):
                procedure_edits.add_text(session, text, actor=office.writer)
        row = released(session, office, renamed(NEW))
        assert procedure_edits.exported(session, PROCEDURE, None, actor=office.writer) == to_toml(renamed(NEW))
        assert procedure_edits.exported(session, PROCEDURE, row.version, actor=office.writer) == to_toml(renamed(NEW))


def test_only_administrators_edit(database: Database, office: Office) -> None:
    with database.transaction() as session:
        officer = an_officer(session, office.agency, Role.RECEPTION)
        with pytest.raises(Forbidden):
            procedure_edits.begin(session, PROCEDURE, actor=officer)
        with pytest.raises(Forbidden):
            procedure_edits.open_edits(session, actor=officer)
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        with pytest.raises(Forbidden):
            procedure_edits.difference(session, edit, actor=officer)
        for version in (None, edit.base_version):
            with pytest.raises(Forbidden):
                procedure_edits.exported(session, PROCEDURE, version, actor=officer)


def test_what_is_approved_or_given_up_is_neither_rebased_nor_given_up(
    database: Database, office: Office, submitted: ProcedureEdit
) -> None:
    with database.transaction() as session:
        edit = procedure_edits.to_change(session, submitted.id, submitted.rev, actor=office.approver)
        procedure_edits.approve(session, edit, actor=office.approver)
        for act in (procedure_edits.rebase, procedure_edits.discard):
            with pytest.raises(Conflict, match="đã duyệt, không đổi được nữa"):
                act(session, edit, actor=office.writer)
        other = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        procedure_edits.discard(session, other, actor=office.writer)
        for act in (procedure_edits.rebase, procedure_edits.discard):
            with pytest.raises(Conflict, match="đã bỏ, không đổi được nữa"):
                act(session, other, actor=office.writer)
        assert (edit.state, other.state) == ("approved", "discarded")


MADE_TO_HOLD = (
    "x = " + "1" * 5_000,
    "x = 0x" + "f" * 5_000,
    "x = 1000000000000000",
    "x = " + "[" * 50 + "]" * 50,
    "x = " + "[" * 5_000,
    "x = " + "{a = " * 50 + "1" + "}" * 50,
    ".".join(["a"] * 100_000) + " = 1",
    '"a" . ' * 50_000 + "a = 1",
    "[" + ".".join(["a"] * 30) + "]",
    "sections = [" + '{key = "a", questions = [' * 150 + "]}" * 150 + "]",
)


@pytest.mark.parametrize("text", MADE_TO_HOLD)
def test_a_text_made_to_hold_the_machine_is_a_faulty_one_at_once(database: Database, office: Office, text: str) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        before = perf_counter()
        found = procedure_edits.save_text(session, edit, text, actor=office.writer)
        assert perf_counter() - before < 5
        assert (found.procedure, len(found.faults), found.data) == (None, 1, {})


def test_prose_with_many_dots_is_no_long_key(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        told = f'x = "{". ".join(["Mục này"] * 60)} {"." * 99} {" . " * 60}"\n'
        found = procedure_edits.save_text(session, edit, told + edit.text, actor=office.writer)
        assert not any("sâu" in fault.reason for fault in found.faults)


def test_a_day_written_without_quotation_marks_is_kept_for_the_form(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        read = procedure_edits.save_text(session, edit, "valid_from = 2027-03-01\n" + edit.text, actor=office.writer)
        again = procedure_edits.save_data(session, edit, read.data, actor=office.writer)
        assert [fault.place for fault in again.faults] == ["valid_from"]


def test_half_a_sign_in_a_file_is_kept_as_a_sign_that_every_database_takes(database: Database, office: Office) -> None:
    text = loader.to_json(renamed(NEW)).replace(NEW, NEW + "\\ud800")
    with database.transaction() as session:
        edit = procedure_edits.add_text(session, text, actor=office.writer)
        found = procedure_edits.read(edit).procedure
    assert found is not None
    assert found.short_name == NEW + "\ufffd"


def test_a_sign_that_postgresql_cannot_hold_is_kept_out(database: Database, office: Office) -> None:
    with database.transaction() as session:
        edit = procedure_edits.begin(session, PROCEDURE, actor=office.writer)
        procedure_edits.save_text(session, edit, to_toml(renamed(NEW)), actor=office.writer)
        procedure_edits.submit(session, edit, None, "a\x00b", actor=office.writer)
        paused = releases.pause(session, PROCEDURE, Why("a\x00b"), actor=office.writer)
        assert (edit.note, paused.reason) == ("a b", "a b")
        with pytest.raises(NotFound):
            procedure_edits.begin(session, "a\x00b", actor=office.writer)
        with pytest.raises(NotFound):
            releases.version(session, PROCEDURE, "a\x00b", actor=office.writer)
        with pytest.raises(NotFound):
            releases.roll_back(session, PROCEDURE, "a\x00b", "Nhầm", actor=office.writer)
