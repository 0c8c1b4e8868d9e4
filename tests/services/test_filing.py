import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select

from dvc import clock, crypto
from dvc.db import Database, new_id
from dvc.domain.actor import Actor, Capacity
from dvc.errors import Conflict, Invalid, NotFound
from dvc.models.dossier import Dossier, DossierEvent, DossierNumber, DossierSequence, DossierWord
from dvc.models.draft import Draft, SubmitKey
from dvc.models.ledger import LedgerEntry
from dvc.models.outbox import OutboxMessage
from dvc.services import accounts, drafts, filing
from tests.support.dossiers import an_account, an_agency
from tests.support.filings import ANSWERS, a_person, a_whole_draft


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


def whole(database: Database, for_whom: str = "self") -> tuple[uuid.UUID, Actor]:
    with database.transaction() as session:
        actor = a_person(session)
        return a_whole_draft(session, actor, for_whom).id, actor


def file(database: Database, draft_id: uuid.UUID, key: str, actor: Actor) -> str:
    with database.transaction() as session:
        draft = drafts.get(session, draft_id, actor=actor, lock=True)
        return filing.submit(session, draft, key, actor=actor).code


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_draft_that_lacks_nothing_becomes_a_dossier_with_event_ledger_row_and_messages(database: Database) -> None:
    draft_id, actor = whole(database)
    code = file(database, draft_id, str(new_id()), actor)
    with database.reading() as session:
        dossier = session.scalars(select(Dossier)).one()
        assert (dossier.code, dossier.state, dossier.draft_id) == (code, "submitted", draft_id)
        assert dossier.people["filer"]["phone"] == "0905123456"
        assert dossier.people["owner"]["id_number"] == "066190001234"
        assert dossier.answers == ANSWERS
        assert dossier.declaration == "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"
        assert session.scalars(select(DossierEvent)).one().action == "submit"
        assert session.scalars(select(LedgerEntry)).one().event == "dossier.step"
        assert {row.event for row in session.scalars(select(OutboxMessage))} == {"dossier.filed"}
        assert session.get_one(Draft, draft_id).submitted_at == dossier.submitted_at


def test_a_fee_by_the_copy_is_eight_thousand_each(database: Database) -> None:
    draft_id, actor = whole(database)
    file(database, draft_id, str(new_id()), actor)
    with database.reading() as session:
        fees = session.scalars(select(Dossier)).one().fees
    assert [(fee["amount"], fee["total"]) for fee in fees] == [(8000, 16000)]


def test_fifty_at_once_give_one_dossier_and_one_code(database: Database) -> None:
    draft_id, actor = whole(database)
    same = str(new_id())
    keys = [same if at % 2 else str(new_id()) for at in range(50)]
    with ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(lambda key: file(database, draft_id, key, actor), keys))
    assert len(set(codes)) == 1
    assert count(database, Dossier) == count(database, DossierEvent) == 1
    with database.reading() as session:
        assert session.scalars(select(DossierSequence.last)).one() == 1


def test_drafts_filed_at_once_get_numbers_without_gap_or_repeat(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        agency = an_agency(session)
        found = [a_whole_draft(session, actor, agency_id=agency.id).id for _ in range(12)]
    with ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(lambda one: file(database, one, str(new_id()), actor), found))
    assert sorted(code.rsplit("-")[-1] for code in codes) == [f"{number:04d}" for number in range(1, 13)]


def test_the_same_key_again_and_another_key_give_the_same_dossier(database: Database) -> None:
    draft_id, actor = whole(database)
    key = str(new_id())
    first = file(database, draft_id, key, actor)
    assert file(database, draft_id, key, actor) == first
    assert file(database, draft_id, str(new_id()), actor) == first
    assert count(database, SubmitKey) == 1


def test_a_key_that_passed_for_other_content_is_refused(database: Database) -> None:
    draft_id, actor = whole(database)
    key = str(new_id())
    with database.transaction() as session:
        draft = drafts.get(session, draft_id, actor=actor, lock=True)
        filing.admit(session, draft, key)
        drafts.save_section(draft, ["so_luong"], {"so_luong": 5}, step="to-khai/5")
    with pytest.raises(Conflict):
        file(database, draft_id, key, actor)
    assert count(database, Dossier) == 0


def test_a_key_of_another_draft_is_refused(database: Database) -> None:
    draft_id, actor = whole(database)
    key = str(new_id())
    file(database, draft_id, key, actor)
    with database.transaction() as session:
        other = a_whole_draft(session, actor).id
    with pytest.raises(Conflict):
        file(database, other, key, actor)


@pytest.mark.parametrize("missing", ["nyc_ho_ten", "cam_doan"])
def test_a_missing_answer_keeps_the_dossier_from_being_filed(database: Database, missing: str) -> None:
    draft_id, actor = whole(database)
    with database.transaction() as session:
        draft = drafts.get(session, draft_id, actor=actor, lock=True)
        drafts.save_section(draft, [missing], {missing: None}, step="to-khai/1")
    with pytest.raises(Invalid):
        file(database, draft_id, str(new_id()), actor)
    assert count(database, DossierSequence) == 0


def test_an_agency_that_ended_meanwhile_keeps_the_dossier_from_being_filed(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        ended = an_agency(session, valid_to=date(2025, 6, 30))
        draft_id = a_whole_draft(session, actor, agency_id=ended.id).id
    with pytest.raises(Invalid):
        file(database, draft_id, str(new_id()), actor)


def test_for_another_the_owner_is_told_and_the_filer_only_counted(database: Database) -> None:
    draft_id, actor = whole(database, "other")
    with database.transaction() as session:
        number = accounts.number_index("066185004321")
        owner = an_account(session, id_number="066185004321", id_index=number, id_proved=True).id
    file(database, draft_id, str(new_id()), actor)
    with database.reading() as session:
        parts = {row.part: row.number_index for row in session.scalars(select(DossierNumber))}
        assert parts == {
            "owner": accounts.number_index("066185004321"),
            "filer_other": accounts.number_index("066190001234"),
        }
        told = {(row.event, row.to) for row in session.scalars(select(OutboxMessage)) if row.channel == "sms"}
        assert told == {("dossier.filed", "0905123456"), ("dossier.filed_for_you", "0987654321")}
        assert session.scalars(select(Dossier)).one().owner_id == owner


def test_an_unproved_number_gives_its_account_no_dossier(database: Database) -> None:
    draft_id, actor = whole(database, "other")
    with database.transaction() as session:
        number = accounts.number_index("066185004321")
        an_account(session, id_number="066185004321", id_index=number, id_proved=False)
    file(database, draft_id, str(new_id()), actor)
    with database.reading() as session:
        assert session.scalars(select(Dossier)).one().owner_id is None


def test_names_are_found_by_blind_whole_words(database: Database) -> None:
    draft_id, actor = whole(database)
    file(database, draft_id, str(new_id()), actor)
    with database.reading() as session:
        found = set(session.scalars(select(DossierWord.word_index)))
    assert found == {crypto.ring().index(word, filing.WORD_PURPOSE) for word in ("h", "hen", "nie")}


def test_nobody_files_the_draft_of_another(database: Database) -> None:
    draft_id, _ = whole(database)
    with database.reading() as session, pytest.raises(NotFound):
        drafts.get(session, draft_id, actor=Actor(new_id(), Capacity.SELF))


def test_the_code_says_agency_and_day(database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        agency = an_agency(session, identifier_code="H15.24265")
        draft_id = a_whole_draft(session, actor, agency_id=agency.id).id
    assert file(database, draft_id, str(new_id()), actor) == f"H15.24265-{clock.today():%y%m%d}-0001"
