from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.catalogue import loader
from dvc.db import Database, new_id
from dvc.domain.actor import ANONYMOUS, Actor, Capacity
from dvc.errors import Conflict, InvalidAnswer, NotFound, SignInRequired
from dvc.models.draft import Draft, ProcedureVersion
from dvc.models.ledger import LedgerEntry
from dvc.services import drafts, procedure_versions, sessions
from tests.support.filings import ANSWERS, PROCEDURE, a_person, a_whole_draft


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


def test_a_visitors_draft_is_his_until_he_signs_in_and_then_the_persons(database: Database) -> None:
    with database.transaction() as session:
        visit = sessions.save(session, "token", {})
        visitor = Actor(None, Capacity.ANONYMOUS, session=str(visit))
        draft = drafts.begin(session, PROCEDURE, "self", actor=visitor, visit_id=visit)
        person = a_person(session)
        assert drafts.get(session, draft.id, actor=visitor) is draft
        assert drafts.own(session, actor=visitor) == [draft]
        with pytest.raises(NotFound):
            drafts.get(session, draft.id, actor=person)
        assert person.account_id is not None
        assert drafts.adopt(session, visit, person.account_id) is draft
        assert drafts.own(session, actor=person) == [draft]
        with pytest.raises(SignInRequired):
            drafts.get(session, draft.id, actor=visitor)


def test_somebody_without_session_has_no_drafts_and_begins_none(database: Database) -> None:
    with database.transaction() as session:
        assert drafts.own(session, actor=ANONYMOUS) == []
        with pytest.raises(NotFound):
            drafts.begin(session, PROCEDURE, "self", actor=ANONYMOUS, visit_id=None)


def test_adopting_takes_no_draft_of_another_visit(database: Database) -> None:
    with database.transaction() as session:
        mine, other = sessions.save(session, "mine", {}), sessions.save(session, "other", {})
        stranger = Actor(None, Capacity.ANONYMOUS, session=str(other))
        draft = drafts.begin(session, PROCEDURE, "self", actor=stranger, visit_id=other)
        assert drafts.adopt(session, mine, new_id()) is None
        assert draft.account_id is None


def test_nobody_knows_for_whom_else(database: Database) -> None:
    with database.transaction() as session, pytest.raises(InvalidAnswer):
        drafts.begin(session, PROCEDURE, "neighbour", actor=a_person(session), visit_id=None)


def test_each_save_gives_thirty_more_days_and_a_later_warning(database: Database) -> None:
    with database.transaction() as session:
        draft = a_whole_draft(session, a_person(session))
        draft.warned_at = clock.now()
        with time_machine.travel(clock.now() + timedelta(days=29), tick=False):
            drafts.save_delivery(draft, {"method": "post"}, step="nhan-ket-qua")
            assert draft.expires_at == clock.now() + timedelta(days=30)
        assert draft.warned_at is None


def test_a_draft_whose_time_is_over_is_not_found(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        draft = a_whole_draft(session, actor)
        with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
            assert drafts.own(session, actor=actor) == []
            with pytest.raises(NotFound):
                drafts.get(session, draft.id, actor=actor)


def test_a_save_changes_its_own_section_only(database: Database) -> None:
    with database.transaction() as session:
        draft = a_whole_draft(session, a_person(session))
        drafts.save_section(draft, ["dk_noi", "dk_so"], {"dk_so": "12", "so_luong": 99}, step="to-khai/4")
    assert "dk_noi" not in draft.answers
    assert draft.answers == {key: value for key, value in ANSWERS.items() if key != "dk_noi"} | {"dk_so": "12"}


def test_each_save_counts_a_revision(database: Database) -> None:
    with database.transaction() as session:
        draft = a_whole_draft(session, a_person(session))
        before = draft.rev
        drafts.save_delivery(draft, {"method": "online"}, step="nhan-ket-qua")
        session.flush()
        assert draft.rev == before + 1


def test_a_filed_draft_is_neither_saved_nor_deleted(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        draft = a_whole_draft(session, actor)
        draft.submitted_at = clock.now()
        with pytest.raises(Conflict):
            drafts.save_delivery(draft, {"method": "online"}, step="nhan-ket-qua")
        with pytest.raises(Conflict):
            drafts.delete(session, draft, actor=actor)


def test_deleting_is_on_record_without_what_was_written(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        drafts.delete(session, a_whole_draft(session, actor), actor=actor)
    with database.reading() as session:
        assert session.scalars(select(Draft)).all() == []
        entry = session.scalars(select(LedgerEntry)).one()
        assert (entry.event, entry.data) == ("draft.deleted", {"procedure": PROCEDURE})


def test_a_draft_keeps_the_version_it_was_begun_with(database: Database) -> None:
    procedure = loader.procedure(PROCEDURE)
    older = loader.from_json(loader.to_json(procedure).replace(procedure.short_name, "Tên cũ"))
    with database.transaction() as session:
        draft = a_whole_draft(session, a_person(session))
        draft.procedure_version = procedure_versions.publish(session, older)
        assert drafts.procedure_of(session, draft) == older
        assert older.short_name == "Tên cũ"


def test_a_version_is_kept_once(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        a_whole_draft(session, actor)
        a_whole_draft(session, actor)
        assert len(session.scalars(select(ProcedureVersion)).all()) == 1


def test_a_version_that_never_was_is_not_found(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFound):
        procedure_versions.pinned(session, PROCEDURE, "0" * 64)
