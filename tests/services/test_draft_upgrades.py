from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.catalogue import loader
from dvc.db import Database, new_id
from dvc.domain import filing_gaps
from dvc.domain.actor import Actor
from dvc.domain.procedures import Component, Procedure, Question
from dvc.errors import Conflict
from dvc.models.agency import Agency
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import desk, draft_upgrades, drafts, filing, own_dossiers, releases, uploads
from dvc.services.releases import Why
from tests.support.desks import an_officer
from tests.support.filings import ANSWERS, PROCEDURE, a_person, a_whole_draft
from tests.support.paper_files import PHOTO
from tests.support.releasing import Office, an_office, changed, released, renamed

RESIDENCE = "giay-to-cu-tru"
GONE_PAPER = "giay-to-cu-tru"
MORE = Question("them", "Câu hỏi thêm", "text", required=True)


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        return an_office(session)


@pytest.fixture
def filer(database: Database) -> Actor:
    with database.transaction() as session:
        return a_person(session)


@pytest.fixture
def draft(database: Database, office: Office, filer: Actor) -> Draft:
    with database.transaction() as session:
        draft = a_whole_draft(session, filer, agency_id=office.agency.id)
        for number in range(2, 6):
            drafts.mark(draft, f"to-khai/{number}")
        for step in ("giay-to", "nhan-ket-qua"):
            drafts.mark(draft, step)
        return draft


def without_number_with_more(procedure: Procedure) -> Procedure:
    """Take the third section's name away, ask something new there, and put the first section last."""
    first, second, third, *rest = procedure.sections
    third = replace(third, questions=(*third.questions[1:], MORE))
    papers = tuple(one for one in procedure.components if one.key != GONE_PAPER)
    return replace(procedure, sections=(second, third, *rest, first), subject="", components=papers)


def states(database: Database, draft: Draft) -> dict[str, str]:
    with database.reading() as session:
        row = session.get_one(Draft, draft.id)
        return dict(filing_gaps.task_states(filing.writing(session, row, clock.today())))


def test_nothing_is_said_while_the_version_is_the_newest(database: Database, draft: Draft) -> None:
    with database.reading() as session:
        assert draft_upgrades.news(session, draft) == draft_upgrades.News()


def test_a_newer_version_is_offered_with_what_changed_and_what_would_be_lost(
    database: Database, office: Office, draft: Draft
) -> None:
    new = changed(without_number_with_more)
    with database.transaction() as session:
        uploads.add(session, draft, uploads.Place(GONE_PAPER), uploads.keep(PHOTO[0], PHOTO[1]))
        released(session, office, new)
        upgrade = draft_upgrades.news(session, draft).upgrade
    assert upgrade is not None
    assert upgrade.version == new.version
    told = [change.text for change in upgrade.changes]
    label = loader.procedure(PROCEDURE).sections[2].questions[0].label
    assert any(text.startswith(f"Bỏ câu hỏi «{label}»") for text in told)
    assert any(text.startswith("Thêm câu hỏi «Câu hỏi thêm»") for text in told)
    assert upgrade.lost == ((label, "H' Hen Niê"), ("Giấy tờ chứng minh thông tin về cư trú", "1 tệp"))


def test_taking_it_keeps_what_fits_and_marks_what_is_to_mend(database: Database, office: Office, draft: Draft) -> None:
    new = changed(without_number_with_more)
    with database.transaction() as session:
        row = session.get_one(Draft, draft.id)
        uploads.add(session, row, uploads.Place(GONE_PAPER), uploads.keep(PHOTO[0], PHOTO[1]))
        row.papers = {GONE_PAPER: {"tick": "attached"}}
        released(session, office, new)
        draft_upgrades.take(session, row, new.version)
    with database.reading() as session:
        row = session.get_one(Draft, draft.id)
        assert row.procedure_version == new.version
        assert row.answers == {key: value for key, value in ANSWERS.items() if key != "ndk_ho_ten"}
        assert (row.papers, session.scalars(select(Upload)).all()) == ({}, [])
        assert row.to_mend == ["to-khai/2"]
        # The first section stands last now, and the sixth was never saved.
        form = [step for step in row.steps if step.startswith("to-khai/")]
        assert form == ["to-khai/6", *(f"to-khai/{number}" for number in range(1, 5))]
        assert draft_upgrades.news(session, row) == draft_upgrades.News()
    now = states(database, draft)
    assert now["to-khai/2"] == "fix"
    assert {state for key, state in now.items() if key != "to-khai/2"} == {"done"}


def test_saving_a_step_that_was_to_mend_is_the_end_of_it(database: Database, office: Office, draft: Draft) -> None:
    new = changed(without_number_with_more)
    with database.transaction() as session:
        released(session, office, new)
        row = session.get_one(Draft, draft.id)
        draft_upgrades.take(session, row, new.version)
        drafts.save_section(row, ["them"], {"them": "Có"}, step="to-khai/2")
        assert row.to_mend == []
    assert states(database, draft)["to-khai/2"] == "done"


def test_keeping_the_old_version_is_asked_once_for_each_newer_one(
    database: Database, office: Office, draft: Draft
) -> None:
    with database.transaction() as session:
        released(session, office, renamed("Bản một"))
        row = session.get_one(Draft, draft.id)
        draft_upgrades.decline(session, row, "0" * 64)
        assert draft_upgrades.news(session, row).upgrade is not None
        draft_upgrades.decline(session, row, renamed("Bản một").version)
        assert draft_upgrades.news(session, row).upgrade is None
        released(session, office, renamed("Bản hai"))
        assert draft_upgrades.news(session, row).upgrade is not None


def test_a_version_that_changes_nothing_for_who_files_is_not_offered(
    database: Database, office: Office, draft: Draft
) -> None:
    with database.transaction() as session:
        released(session, office, changed(lambda one: replace(one, words=(*one.words, "trích lục"))))
        assert draft_upgrades.news(session, draft) == draft_upgrades.News()


def test_another_version_than_the_one_that_was_seen_is_not_taken(
    database: Database, office: Office, draft: Draft
) -> None:
    with database.transaction() as session:
        released(session, office, renamed("Bản một"))
        released(session, office, renamed("Bản hai"))
        with pytest.raises(Conflict):
            draft_upgrades.take(session, session.get_one(Draft, draft.id), renamed("Bản một").version)


def test_a_draft_of_a_paused_procedure_is_written_and_not_filed(
    database: Database, office: Office, filer: Actor, draft: Draft
) -> None:
    with database.transaction() as session:
        releases.pause(session, PROCEDURE, Why("Bảo trì"), actor=office.writer)
    with database.transaction() as session:
        row = drafts.get(session, draft.id, actor=filer, lock=True)
        drafts.save_delivery(row, {"method": "online"}, step="nhan-ket-qua")
        found = draft_upgrades.news(session, row).closed
        assert found is not None
        assert found.reason == "Lý do: Bảo trì."
        with pytest.raises(Conflict, match=r"tạm dừng nhận hồ sơ\. Lý do: Bảo trì\. .*Hồ sơ nháp vẫn còn"):
            filing.submit(session, row, str(new_id()), actor=filer)
        with pytest.raises(Conflict, match="tạm dừng"):
            drafts.begin(session, PROCEDURE, "self", actor=filer, visit_id=None)
    with database.transaction() as session:
        row = drafts.get(session, draft.id, actor=filer, lock=True)
        assert (row.answers, row.delivery) == (ANSWERS, {"method": "online"})
        releases.resume(session, PROCEDURE, Why(), actor=office.writer)
        assert filing.submit(session, row, str(new_id()), actor=filer).procedure_version == draft.procedure_version


def test_a_filed_dossier_stays_what_it_was_after_two_publications(
    database: Database, office: Office, filer: Actor, draft: Draft
) -> None:
    old = loader.procedure(PROCEDURE)
    with database.transaction() as session:
        row = drafts.get(session, draft.id, actor=filer, lock=True)
        code = filing.submit(session, row, str(new_id()), actor=filer).code
        fees = filing.receipt(session, row).dossier.fees
    paper = Component("giay-moi", "Giấy mới")
    for number in (1, 2):
        with database.transaction() as session:
            papers = (*old.components, replace(paper, key=f"giay-moi-{number}"))
            released(session, office, changed(lambda one, to=papers: replace(one, components=to, fees=())))  # type: ignore[misc]  # the lambda's default
    with database.transaction() as session:
        releases.end(session, PROCEDURE, Why("Luật mới"), actor=office.writer)
    with database.transaction() as session:
        row = drafts.get(session, draft.id, actor=filer)
        receipt = filing.receipt(session, row)
        officer = an_officer(session, session.get_one(Agency, office.agency.id))
        seen = desk.opened(session, code, actor=officer)
        mine = own_dossiers.opened(session, code, actor=filer)
        for found in (receipt.procedure, seen.procedure, mine.procedure):
            assert found == old
        assert receipt.dossier.fees == fees
        assert [item.component for item in seen.items] == [
            one for one in old.components if one in {item.component for item in seen.items}
        ]
        with pytest.raises(Conflict):
            draft_upgrades.take(session, row, old.version)
        draft_upgrades.decline(session, row, old.version)
        assert row.declined_version == ""


def test_what_no_register_may_answer_any_more_is_asked_for(database: Database, office: Office, draft: Draft) -> None:
    said = {"tick": "in_data", "reference": "DC-1", "as_of": "2026-11-01"}

    def without_data(procedure: Procedure) -> Procedure:
        papers = (replace(one, data=None) if one.key == RESIDENCE else one for one in procedure.components)
        return replace(procedure, components=tuple(papers))

    with database.transaction() as session:
        row = session.get_one(Draft, draft.id)
        row.papers = {RESIDENCE: said}
        same = released(session, office, renamed("Tên mới"))
        draft_upgrades.take(session, row, str(same.version))
        assert row.papers == {RESIDENCE: said}
        new = released(session, office, changed(without_data))
        draft_upgrades.take(session, row, str(new.version))
        assert row.papers == {}
