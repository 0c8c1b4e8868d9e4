from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from dvc.db import Database, new_id
from dvc.domain.actor import Actor
from dvc.domain.procedures import Case
from dvc.domain.states import Action
from dvc.domain.verdicts import Finding, Judgement
from dvc.errors import Conflict, Invalid, NotFound
from dvc.models.dossier import Dossier, DossierEvent, SupplementRound
from dvc.models.outbox import OutboxMessage
from dvc.models.upload import Upload
from dvc.services import desk, desk_decisions, issued_papers, supplements, uploads
from dvc.services.desk_decisions import Decision
from tests.support.changed import a_desk_with, changed
from tests.support.desks import EFORM_KEY, HOME_KEY, PNG, Desk, a_desk, a_filed_dossier
from tests.support.dossiers import an_account

GOOD = Judgement(Finding.PASSED)
BAD = Judgement(Finding.BLURRED, "Chụp lại")
CASE = "tra-cuu-duoc"
BROUGHT = {HOME_KEY: {"tick": "brought", "why": ""}}


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def here(database: Database) -> Desk:
    with database.transaction() as session:
        return a_desk(session)


def judge(database: Database, here: Desk, found: Mapping[str, Judgement]) -> None:
    with database.transaction() as session:
        rev = session.scalars(select(Dossier.rev).where(Dossier.code == here.code)).one()
        dossier = desk.to_decide(session, here.code, rev, actor=here.officer)
        desk.save_verdicts(session, dossier, dict(found), actor=here.officer)


def decide(database: Database, here: Desk, action: Action, result_on: date | None = None) -> None:
    with database.reading() as session:
        rev = session.scalars(select(Dossier.rev).where(Dossier.code == here.code)).one()
        asked = Decision(action, rev, str(new_id()), reason="Ảnh mờ", case_key=CASE, result_on=result_on)
        ready = desk_decisions.prepare(session, here.code, asked, actor=here.officer)
    assert ready is not None
    drawn = issued_papers.drawn(ready.paper)
    with database.transaction() as session:
        assert desk_decisions.carry_out(session, ready, drawn, actor=here.officer)


def ask(database: Database, here: Desk, found: Mapping[str, Judgement] | None = None) -> None:
    judge(database, here, found or {EFORM_KEY: GOOD, HOME_KEY: BAD})
    decide(database, here, Action.REQUEST_SUPPLEMENT)


def answer(database: Database, here: Desk, said: Mapping[str, Mapping[str, str]], actor: Actor | None = None) -> bool:
    actor = actor or here.filer
    with database.transaction() as session:
        found = supplements.opened(session, here.code, actor=actor, lock=True)
        if found is None:
            return False
        supplements.answer(session, supplements.save(found, said), actor=actor)
    return True


def state_of(database: Database, here: Desk) -> str:
    with database.reading() as session:
        return session.scalars(select(Dossier.state).where(Dossier.code == here.code)).one()


def test_only_the_failing_papers_are_asked_for(database: Database, here: Desk) -> None:
    ask(database, here)
    with database.reading() as session:
        found = supplements.opened(session, here.code, actor=here.filer)
    assert found is not None
    assert [(item.component.key, item.judgement) for item in found.items] == [(HOME_KEY, BAD)]


def test_nothing_waits_before_the_desk_asks_and_nothing_for_others(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        assert supplements.opened(session, here.code, actor=here.filer) is None
        stranger = Actor(an_account(session).id, here.filer.capacity)
        for actor in (stranger, here.officer):
            with pytest.raises(NotFound):
                supplements.opened(session, here.code, actor=actor)


def test_the_answer_leads_back_to_the_desk_and_is_told(database: Database, here: Desk) -> None:
    ask(database, here)
    assert answer(database, here, BROUGHT)
    assert state_of(database, here) == "submitted"
    with database.reading() as session:
        assert session.scalars(select(SupplementRound)).one().answered_at is not None
        events = {row.event for row in session.scalars(select(OutboxMessage))}
    assert {"dossier.supplement", "dossier.supplement_answered"} <= events


def test_a_second_click_answers_as_the_first(database: Database, here: Desk) -> None:
    ask(database, here)
    assert answer(database, here, BROUGHT)
    assert not answer(database, here, BROUGHT)
    with database.reading() as session:
        actions = session.scalars(select(DossierEvent.action)).all()
    assert actions.count("answer_supplement") == 1


def test_an_item_without_an_answer_keeps_it_from_being_sent(database: Database, here: Desk) -> None:
    ask(database, here, {EFORM_KEY: BAD, HOME_KEY: BAD})
    with pytest.raises(Invalid) as caught:
        answer(database, here, BROUGHT)
    assert set(caught.value.problems) == {EFORM_KEY}
    assert state_of(database, here) == "supplement_requested"


def test_files_of_an_answer_are_the_desks_only_once_it_is_sent(database: Database, here: Desk) -> None:
    ask(database, here)
    kept = uploads.keep("so.png", PNG)
    with database.transaction() as session:
        found = supplements.opened(session, here.code, actor=here.filer, lock=True)
        assert found is not None
        supplements.add_file(session, found, HOME_KEY, kept)
        with pytest.raises(NotFound):
            found.item(EFORM_KEY)

    def names() -> list[str]:
        with database.transaction() as session:
            seen = desk.opened(session, here.code, actor=here.officer)
        return [file.name for item in seen.items for file in item.files]

    assert names() == []
    answer(database, here, {})
    assert names() == ["so.png"]
    with database.reading() as session:
        assert session.scalars(select(Upload.round)).one() == 1


def test_a_file_of_the_filing_is_no_answer(database: Database, here: Desk) -> None:
    kept = uploads.keep("so.png", PNG)
    with database.transaction() as session:
        uploads.add(session, session.scalars(select(Dossier)).one(), uploads.Place(HOME_KEY), kept)
    ask(database, here)
    with pytest.raises(Invalid):
        answer(database, here, {})


def test_a_file_of_an_answer_can_be_removed(database: Database, here: Desk) -> None:
    ask(database, here)
    kept = uploads.keep("so.png", PNG)
    with database.transaction() as session:
        found = supplements.opened(session, here.code, actor=here.filer, lock=True)
        assert found is not None
        sent = str(supplements.add_file(session, found, HOME_KEY, kept).id)
    for _ in range(2):
        with database.transaction() as session:
            found = supplements.opened(session, here.code, actor=here.filer, lock=True)
            assert found is not None
            supplements.remove_file(session, found, HOME_KEY, sent)
    with database.reading() as session:
        assert session.scalars(select(Upload)).all() == []


def test_a_second_request_cannot_name_what_passed(database: Database, here: Desk) -> None:
    ask(database, here)
    answer(database, here, BROUGHT)
    judge(database, here, {EFORM_KEY: BAD, HOME_KEY: BAD})
    decide(database, here, Action.REQUEST_SUPPLEMENT)
    with database.reading() as session:
        rounds = session.scalars(select(SupplementRound).order_by(SupplementRound.number)).all()
    assert [(one.number, one.items) for one in rounds] == [(1, [HOME_KEY]), (2, [HOME_KEY])]


def test_the_time_limit_starts_again_after_an_answer_that_was_asked_for_later(database: Database, here: Desk) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), tick=False):
        judge(database, here, {EFORM_KEY: GOOD, HOME_KEY: GOOD})
        decide(database, here, Action.ACCEPT)
        ask(database, here)
    with time_machine.travel(datetime(2026, 12, 1, 2, 0, tzinfo=UTC), tick=False):
        answer(database, here, BROUGHT)
    with database.reading() as session:
        dossier = session.scalars(select(Dossier)).one()
    assert (dossier.state, dossier.due_at) == ("processing", datetime(2026, 12, 2, 10, 0, tzinfo=UTC))


def test_a_day_that_the_officer_appointed_is_put_off_by_the_days_of_the_answer(database: Database) -> None:
    with database.transaction() as session:
        here = a_desk_with(session, changed(session, cases=(Case(CASE, "Không có thời hạn"),)))
    with time_machine.travel(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), tick=False):
        judge(database, here, {EFORM_KEY: GOOD, HOME_KEY: GOOD})
        decide(database, here, Action.ACCEPT, date(2026, 12, 15))
        ask(database, here)
    with time_machine.travel(datetime(2026, 12, 1, 2, 0, tzinfo=UTC), tick=False):
        answer(database, here, BROUGHT)
    with database.reading() as session:
        due = session.scalars(select(Dossier.due_at)).one()
    assert due == datetime(2026, 12, 21, 10, 0, tzinfo=UTC)


def test_withdrawing_twice_is_withdrawing_once(database: Database, here: Desk) -> None:
    for _ in range(2):
        with database.transaction() as session:
            supplements.withdraw(session, here.code, "Nộp nhầm", actor=here.filer)
    with database.reading() as session:
        events = session.scalars(select(DossierEvent).where(DossierEvent.action == "withdraw")).all()
        told = [row.event for row in session.scalars(select(OutboxMessage))]
    assert [(one.reason, one.to_state) for one in events] == [("Nộp nhầm", "withdrawn")]
    assert told.count("dossier.withdrawn") == told.count("dossier.filed")


def test_what_is_over_cannot_be_withdrawn(database: Database, here: Desk) -> None:
    decide(database, here, Action.REFUSE_INTAKE)
    with database.transaction() as session:
        with pytest.raises(Conflict):
            supplements.withdrawable(session, here.code, actor=here.filer)
        with pytest.raises(Conflict):
            supplements.withdraw(session, here.code, "", actor=here.filer)


def test_an_officer_withdraws_his_own_dossier_as_a_resident(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        own = a_filed_dossier(session, here.agency, Actor(here.officer.account_id, here.filer.capacity)).code
        supplements.withdraw(session, own, "", actor=here.officer)
        assert session.scalars(select(Dossier.state).where(Dossier.code == own)).one() == "withdrawn"
