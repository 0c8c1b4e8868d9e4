from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from dvc.catalogue import loader
from dvc.db import Database, new_id
from dvc.domain.actor import Actor, Role
from dvc.domain.states import Action
from dvc.domain.verdicts import Finding, Judgement
from dvc.errors import Conflict, Forbidden, Invalid, NotFound
from dvc.models.dossier import Dossier, DossierEvent, IssuedPaper, SupplementRound
from dvc.models.ledger import LedgerEntry
from dvc.models.outbox import OutboxMessage
from dvc.services import desk, desk_decisions, desk_queue, issued_papers, procedure_versions
from dvc.services.desk_decisions import Decision, Prepared
from tests.support.desks import EFORM_KEY, HOME_KEY, OFFICER, Desk, a_desk, a_filed_dossier, an_officer
from tests.support.dossiers import an_agency

GOOD = Judgement(Finding.PASSED)
BAD = Judgement(Finding.BLURRED, "Chụp lại")
ALL_GOOD = {EFORM_KEY: GOOD, HOME_KEY: GOOD}
CASE = "tra-cuu-duoc"


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def here(database: Database) -> Desk:
    with database.transaction() as session:
        return a_desk(session)


def rev_of(database: Database, code: str) -> int:
    with database.reading() as session:
        return session.scalars(select(Dossier.rev).where(Dossier.code == code)).one()


def judge(database: Database, here: Desk, found: dict[str, Judgement], rev: int | None = None) -> None:
    rev = rev_of(database, here.code) if rev is None else rev
    with database.transaction() as session:
        dossier = desk.to_decide(session, here.code, rev, actor=here.officer)
        desk.save_verdicts(session, dossier, found, actor=here.officer)


def decision(database: Database, here: Desk, action: Action = Action.ACCEPT, **given: object) -> Decision:
    facts = {"rev": rev_of(database, here.code), "key": str(new_id()), "reason": "Ảnh mờ", "case_key": CASE}
    return Decision(action, **facts | given)  # type: ignore[arg-type]  # as Decision names them


def prepared(database: Database, here: Desk, asked: Decision, actor: Actor | None = None) -> Prepared | None:
    with database.reading() as session:
        return desk_decisions.prepare(session, here.code, asked, actor=actor or here.officer)


def decide(database: Database, here: Desk, asked: Decision) -> bool:
    ready = prepared(database, here, asked)
    if ready is None:
        return False
    drawn = issued_papers.drawn(ready.paper)
    with database.transaction() as session:
        return desk_decisions.carry_out(session, ready, drawn, actor=here.officer)


def dossier_of(database: Database, here: Desk) -> Dossier:
    with database.reading() as session:
        return session.scalars(select(Dossier).where(Dossier.code == here.code)).one()


def count(database: Database, table: type) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_another_agencys_dossier_does_not_exist_for_an_officer(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        other = an_officer(session, an_agency(session))
        for actor in (other, here.filer):
            with pytest.raises(NotFound):
                desk.opened(session, here.code, actor=actor)


def test_a_view_goes_on_record_once_a_sign_in(database: Database, here: Desk) -> None:
    for _ in range(2):
        with database.transaction() as session:
            desk.opened(session, here.code, actor=here.officer)
    with database.reading() as session:
        events = session.scalars(select(LedgerEntry.event)).all()
    assert events.count("dossier.viewed") == 1


def test_verdicts_of_unknown_papers_are_not_kept(database: Database, here: Desk) -> None:
    judge(database, here, {HOME_KEY: BAD, "giay-la": GOOD})
    with database.transaction() as session:
        seen = desk.opened(session, here.code, actor=here.officer)
    assert {item.component.key: item.judgement for item in seen.items} == {EFORM_KEY: None, HOME_KEY: BAD}
    assert seen.handler == OFFICER


@time_machine.travel(datetime(2026, 11, 25, 7, 59, tzinfo=UTC), tick=False)
def test_acceptance_before_15_appoints_the_next_working_day_and_issues_one_receipt(
    database: Database, here: Desk
) -> None:
    judge(database, here, ALL_GOOD)
    assert decide(database, here, decision(database, here))
    dossier = dossier_of(database, here)
    assert dossier.state == "accepted"
    assert dossier.due_at == datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    with database.transaction() as session:
        paper = session.scalars(select(IssuedPaper)).one()
        assert paper.kind == "receipt_slip"
        mine = issued_papers.for_reader(session, paper.id, actor=here.filer)
        assert issued_papers.content(mine).startswith(b"%PDF")
        with pytest.raises(NotFound):
            issued_papers.for_reader(session, paper.id, actor=an_officer(session, an_agency(session)))
        assert {row.event for row in session.scalars(select(OutboxMessage))} == {"dossier.filed", "dossier.accepted"}


@time_machine.travel(datetime(2026, 11, 25, 8, 1, tzinfo=UTC), tick=False)
def test_acceptance_after_15_counts_from_the_next_working_day(database: Database, here: Desk) -> None:
    judge(database, here, ALL_GOOD)
    decide(database, here, decision(database, here))
    assert dossier_of(database, here).due_at == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def test_the_same_key_again_accepts_once(database: Database, here: Desk) -> None:
    judge(database, here, ALL_GOOD)
    asked = decision(database, here)
    assert decide(database, here, asked)
    assert not decide(database, here, asked)
    assert count(database, IssuedPaper) == 1


def test_two_clicks_at_the_same_moment_issue_one_receipt(database: Database, here: Desk) -> None:
    judge(database, here, ALL_GOOD)
    ready = prepared(database, here, decision(database, here))
    assert ready is not None
    drawn = issued_papers.drawn(ready.paper)

    def click(_: int) -> bool:
        with database.transaction() as session:
            return desk_decisions.carry_out(session, ready, drawn, actor=here.officer)

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(click, range(4))) == [False, False, False, True]
    assert count(database, IssuedPaper) == 1


def test_a_second_officer_is_told_what_changed(database: Database, here: Desk) -> None:
    judge(database, here, ALL_GOOD)
    stale = rev_of(database, here.code)
    late = decision(database, here)
    ready = prepared(database, here, late)
    assert ready is not None
    decide(database, here, decision(database, here))
    with pytest.raises(Conflict, match=f"Đã tiếp nhận hồ sơ: {OFFICER}"):
        prepared(database, here, late)
    with database.transaction() as session, pytest.raises(Conflict, match="Đã tiếp nhận hồ sơ"):
        desk_decisions.carry_out(session, ready, issued_papers.drawn(ready.paper), actor=here.officer)
    with pytest.raises(Conflict, match="Đã tiếp nhận hồ sơ"):
        judge(database, here, {HOME_KEY: BAD}, stale)


def test_verdicts_of_a_stale_page_are_refused(database: Database, here: Desk) -> None:
    judge(database, here, {EFORM_KEY: GOOD})
    stale = rev_of(database, here.code)
    judge(database, here, {HOME_KEY: GOOD})  # by the same officer, on another page
    with pytest.raises(Conflict, match="Đã ghi kết luận về giấy tờ"):
        judge(database, here, {HOME_KEY: BAD}, stale)


@pytest.mark.parametrize(
    ("found", "action"),
    [
        ({EFORM_KEY: GOOD}, Action.ACCEPT),
        ({EFORM_KEY: GOOD, HOME_KEY: BAD}, Action.ACCEPT),
        ({HOME_KEY: BAD}, Action.REQUEST_SUPPLEMENT),
        (ALL_GOOD, Action.REQUEST_SUPPLEMENT),
    ],
)
def test_verdicts_must_allow_the_decision(
    database: Database, here: Desk, found: dict[str, Judgement], action: Action
) -> None:
    judge(database, here, found)
    with pytest.raises(Conflict):
        prepared(database, here, decision(database, here, action))


@pytest.mark.parametrize(
    ("action", "given", "field"),
    [
        (Action.REFUSE_INTAKE, {"reason": " "}, "reason"),
        (Action.REQUEST_SUPPLEMENT, {"reason": ""}, "reason"),
        (Action.REQUEST_SUPPLEMENT, {"until": date(2020, 1, 1)}, "until"),
    ],
)
def test_a_decision_with_something_wrong_names_the_field(
    database: Database, here: Desk, action: Action, given: dict[str, object], field: str
) -> None:
    judge(database, here, {EFORM_KEY: GOOD, HOME_KEY: BAD})
    with pytest.raises(Invalid) as caught:
        prepared(database, here, decision(database, here, action, **given))
    assert set(caught.value.problems) == {field}


def test_acceptance_with_a_case_that_is_none_of_the_procedures_is_refused(database: Database, here: Desk) -> None:
    judge(database, here, ALL_GOOD)
    with pytest.raises(Invalid):
        prepared(database, here, decision(database, here, case_key="truong-hop-la"))


def test_a_supplement_request_names_only_what_fails(database: Database, here: Desk) -> None:
    judge(database, here, {EFORM_KEY: GOOD, HOME_KEY: BAD})
    assert decide(database, here, decision(database, here, Action.REQUEST_SUPPLEMENT))
    with database.reading() as session:
        asked = session.scalars(select(SupplementRound)).one()
        assert (asked.number, asked.items, asked.reason) == (1, [HOME_KEY], "Ảnh mờ")
        assert session.scalars(select(IssuedPaper.kind)).one() == "supplement_slip"
    assert dossier_of(database, here).state == "supplement_requested"


def test_a_refusal_ends_the_dossier_with_its_reason(database: Database, here: Desk) -> None:
    assert decide(database, here, decision(database, here, Action.REFUSE_INTAKE))
    with database.reading() as session:
        event = session.scalars(select(DossierEvent).order_by(DossierEvent.seq.desc())).first()
        assert event is not None
        assert (event.to_state, event.reason) == ("intake_refused", "Ảnh mờ")
        assert session.scalars(select(IssuedPaper.kind)).one() == "refusal_slip"


@pytest.mark.parametrize("role", [Role.PROCESSING, Role.LEADER, Role.AUDITOR])
def test_only_who_receives_decides(database: Database, here: Desk, role: Role) -> None:
    with database.transaction() as session:
        other = an_officer(session, here.agency, role, "Lê Văn Xử")
        assert desk.opened(session, here.code, actor=other).actions == ()
    with pytest.raises(Forbidden):
        prepared(database, here, decision(database, here, Action.REFUSE_INTAKE), other)


def test_nobody_decides_his_own_dossier(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        own = a_filed_dossier(session, here.agency, Actor(here.officer.account_id, here.filer.capacity)).code
    mine = Desk(here.agency, here.officer, here.filer, own)
    with pytest.raises(Forbidden):
        judge(database, mine, ALL_GOOD)
    with pytest.raises(Forbidden):
        prepared(database, mine, decision(database, mine, Action.REFUSE_INTAKE))


def codes(lines: list[desk_queue.QueueLine]) -> list[str]:
    return [line.code for line in lines]


def test_the_queue_has_only_the_agencys_dossiers_the_oldest_first(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        second = a_filed_dossier(session, here.agency, here.filer).code
        elsewhere = an_agency(session)
        a_filed_dossier(session, elsewhere, here.filer)
        page = desk_queue.page(session, desk_queue.TABS[0], None, actor=here.officer)
        counted = desk_queue.counts(session, actor=here.officer)
    assert codes(page.lines) == [here.code, second]
    assert page.lines[0].owner == "H' Hen Niê"
    assert "066190001234" not in page.lines[0].id_number
    assert counted.tabs["cho-tiep-nhan"] == 2
    assert [(share.name, share.numbers["cho-tiep-nhan"]) for share in counted.shares] == [("Chưa ai xem", 2)]


def test_pages_follow_from_the_last_line_and_lose_nothing(
    database: Database, here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_queue, "PAGE", 2)
    with database.transaction() as session:
        every = [here.code] + [a_filed_dossier(session, here.agency, here.filer).code for _ in range(4)]
    with database.reading() as session:
        page = desk_queue.page(session, desk_queue.TABS[0], None, actor=here.officer)
        seen = codes(page.lines)
        while page.after is not None:
            page = desk_queue.page(session, desk_queue.TABS[0], page.after, actor=here.officer)
            seen += codes(page.lines)
    assert seen == every


@pytest.mark.parametrize(
    ("typed", "found"),
    [("hen nie", 1), ("H’Hen", 1), ("NIÊ", 1), ("nie moan", 0), ("066190001234", 1), ("066185004321", 0)],
)
def test_a_dossier_is_found_by_name_without_marks_or_by_id_number(
    database: Database, here: Desk, typed: str, found: int
) -> None:
    with database.transaction() as session:
        a_filed_dossier(session, an_agency(session), here.filer)
        lines = desk_queue.search(session, typed, actor=here.officer)
    assert codes(lines) == [here.code] * found


def test_a_search_by_a_person_goes_on_record(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        desk_queue.search(session, "hen nie", actor=here.officer)
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "person.looked_up")).one()
        assert (entry.actor_id, entry.data) == (here.officer.account_id, {"found": 1})


def test_what_is_over_leaves_the_queue(database: Database, here: Desk) -> None:
    decide(database, here, decision(database, here, Action.REFUSE_INTAKE))
    with database.reading() as session:
        assert desk_queue.page(session, desk_queue.TABS[0], None, actor=here.officer).lines == []
        ended = desk_queue.page(session, desk_queue.tab("ket-thuc"), None, actor=here.officer)
        assert sum(desk_queue.counts(session, actor=here.officer).tabs.values()) == 0
    assert codes(ended.lines) == [here.code]


def test_a_tab_that_is_none_does_not_exist(database: Database) -> None:  # noqa: ARG001 - installs the keys
    with pytest.raises(NotFound):
        desk_queue.tab("la")


def test_the_desk_may_change_the_case_and_with_it_the_due_date(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        dossier = session.scalars(select(Dossier)).one()
        other = loader.procedure("1.004873")
        dossier.procedure_code, dossier.procedure_version = other.code, procedure_versions.publish(session, other)
        dossier.case_key = "khong-xac-minh"
        session.flush()
        seen = desk.opened(session, here.code, actor=here.officer)
    judge(database, here, {item.component.key: GOOD for item in seen.items})
    with time_machine.travel(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), tick=False):
        decide(database, here, decision(database, here, case_key="xac-minh"))
    dossier = dossier_of(database, here)
    assert (dossier.case_key, dossier.due_at) == ("xac-minh", datetime(2026, 11, 30, 10, 0, tzinfo=UTC))


def test_the_desk_of_filing_and_the_agency_that_resolves_both_see_a_dossier_once(
    database: Database, here: Desk
) -> None:
    with database.transaction() as session:
        resolving = an_agency(session)
        other = an_officer(session, resolving)
        session.scalars(select(Dossier)).one().agency_id = resolving.id
    with database.reading() as session:
        for actor in (here.officer, other):
            page = desk_queue.page(session, desk_queue.TABS[0], None, actor=actor)
            assert codes(page.lines) == [here.code]
            assert desk_queue.counts(session, actor=actor).tabs["cho-tiep-nhan"] == 1


def test_what_is_past_its_time_is_marked(database: Database, here: Desk) -> None:
    with time_machine.travel(datetime(2026, 11, 25, 2, 0, tzinfo=UTC), tick=False):
        judge(database, here, ALL_GOOD)
        decide(database, here, decision(database, here))
    for day, late in ((26, False), (27, True)):
        with time_machine.travel(datetime(2026, 11, day, 2, 0, tzinfo=UTC), tick=False), database.reading() as session:
            page = desk_queue.page(session, desk_queue.tab("da-tiep-nhan"), None, actor=here.officer)
            assert [(line.late, line.handler) for line in page.lines] == [(late, OFFICER)]
