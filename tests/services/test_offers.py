from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from dvc.catalogue import loader
from dvc.db import Database, new_id
from dvc.domain import filing_gaps
from dvc.domain.actor import Actor, Role
from dvc.domain.workdays import Duration
from dvc.errors import Conflict, Forbidden, Invalid, NotFound
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.models.ledger import LedgerEntry
from dvc.models.offer import AgencyOffer
from dvc.services import desk, filing, offers
from dvc.services.offers import NewOffer
from tests.support.desks import an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE, a_person, a_whole_draft
from tests.support.releasing import Office, an_office

TODAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
DAY = date(2026, 11, 24)
CASE = "tra-cuu-duoc"
LIMIT: dict[str, Any] = {"cases": {CASE: {"duration": {"value": 3, "unit": "working_day"}}}}
CHEAP: dict[str, Any] = {"fees": {"ban-sao": {"amount": 5000}}}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        return an_office(session)


def made(database: Database, office: Office, overrides: dict[str, Any], day: date = DAY) -> AgencyOffer:
    with database.transaction() as session:
        return offers.make(session, NewOffer(office.agency.id, PROCEDURE, day, overrides), actor=office.writer)


def limit(database: Database, office: Office, day: date) -> Duration | None:
    with database.reading() as session:
        return offers.offered(session, loader.procedure(PROCEDURE), office.agency.id, day).cases[0].duration


def test_an_offer_holds_for_its_agency_and_days_only(database: Database, office: Office) -> None:
    usual = loader.procedure(PROCEDURE).cases[0].duration
    made(database, office, LIMIT, date(2026, 12, 1))
    assert limit(database, office, date(2026, 11, 30)) == usual
    assert limit(database, office, date(2026, 12, 1)) == Duration(3, "working_day")
    with database.transaction() as session:
        other = an_agency(session)
        found = offers.offered(session, loader.procedure(PROCEDURE), other.id, date(2026, 12, 1))
        assert found == loader.procedure(PROCEDURE)


def test_a_new_offer_ends_the_one_before(database: Database, office: Office) -> None:
    first = made(database, office, LIMIT)
    second = made(database, office, CHEAP, date(2027, 1, 1))
    with database.reading() as session:
        rows = offers.of(session, office.agency.id)
        assert [(row.id, row.valid_to) for row in rows] == [(second.id, None), (first.id, date(2026, 12, 31))]
    assert limit(database, office, date(2026, 12, 31)) == Duration(3, "working_day")
    assert limit(database, office, date(2027, 1, 1)) == loader.procedure(PROCEDURE).cases[0].duration


def test_an_offer_that_has_not_begun_gives_way(database: Database, office: Office) -> None:
    made(database, office, LIMIT, date(2027, 1, 1))
    only = made(database, office, CHEAP, date(2026, 12, 1))
    with database.reading() as session:
        assert [row.id for row in offers.of(session, office.agency.id)] == [only.id]


def test_an_offer_is_mended_on_its_first_day_by_a_new_one(database: Database, office: Office) -> None:
    made(database, office, LIMIT)
    made(database, office, {"cases": {CASE: {"duration": {"value": 2, "unit": "day"}}}})
    assert limit(database, office, DAY) == Duration(2, "day")


def test_what_has_begun_is_ended_and_what_has_not_is_withdrawn(database: Database, office: Office) -> None:
    now = made(database, office, LIMIT)
    with database.transaction() as session:
        with pytest.raises(Conflict):
            offers.withdraw(session, now.id, actor=office.writer)
        with pytest.raises(Conflict):
            offers.end(session, now.id, date(2026, 11, 23), actor=office.writer)
        offers.end(session, now.id, DAY, actor=office.writer)
        with pytest.raises(Conflict):
            offers.end(session, now.id, date(2026, 12, 1), actor=office.writer)
        later = NewOffer(office.agency.id, PROCEDURE, date(2026, 12, 1), CHEAP)
        row = offers.make(session, later, actor=office.writer)
        offers.withdraw(session, row.id, actor=office.writer)
        with pytest.raises(NotFound):
            offers.withdraw(session, row.id, actor=office.writer)
        assert [one.id for one in offers.of(session, office.agency.id)] == [now.id]
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "offer.changed")).all()
        assert [entry.data["action"] for entry in entries] == ["made", "ended", "made", "withdrawn"]


def test_what_becomes_of_the_offers_before_is_on_record(database: Database, office: Office) -> None:
    first, second = made(database, office, LIMIT), made(database, office, LIMIT, date(2027, 1, 1))
    third = made(database, office, CHEAP, date(2026, 12, 1))
    with database.reading() as session:
        query = select(LedgerEntry).where(LedgerEntry.event == "offer.changed").order_by(LedgerEntry.seq)
        said = [(entry.data["offer"], entry.data["action"]) for entry in session.scalars(query)]
    assert said == [
        (first.id, "made"),
        (first.id, "ended"),
        (second.id, "made"),
        (second.id, "withdrawn"),
        (first.id, "ended"),
        (third.id, "made"),
    ]


def test_only_the_agencys_administrator_offers_and_only_what_fits(database: Database, office: Office) -> None:
    with database.transaction() as session:
        agency, other = session.get_one(Agency, office.agency.id), an_agency(session)
        officer = an_officer(session, agency, Role.RECEPTION)
        with pytest.raises(Forbidden):
            offers.make(session, NewOffer(agency.id, PROCEDURE, DAY, CHEAP), actor=officer)
        with pytest.raises(Forbidden):
            offers.make(session, NewOffer(other.id, PROCEDURE, DAY, CHEAP), actor=office.writer)
        with pytest.raises(NotFound):
            offers.make(session, NewOffer(agency.id, "9.999999", DAY, CHEAP), actor=office.writer)
        with pytest.raises(Invalid):
            offers.make(session, NewOffer(agency.id, PROCEDURE, DAY, {"fees": {"xua": {}}}), actor=office.writer)
        with pytest.raises(Conflict):
            offers.make(session, NewOffer(agency.id, PROCEDURE, date(2026, 11, 23), CHEAP), actor=office.writer)


def filed(database: Database, office: Office, filer: Actor) -> Dossier:
    with database.transaction() as session:
        draft = a_whole_draft(session, filer, agency_id=office.agency.id)
        return filing.submit(session, draft, str(new_id()), actor=filer)


def test_a_dossier_keeps_the_offer_it_was_filed_under(database: Database, office: Office) -> None:
    first = made(database, office, LIMIT | CHEAP)
    with database.transaction() as session:
        filer = a_person(session)
    dossier = filed(database, office, filer)
    made(database, office, {"cases": {CASE: {"duration": {"value": 9, "unit": "month"}}}})
    assert dossier.offer_id == first.id
    assert [(fee["amount"], fee["total"]) for fee in dossier.fees] == [(5000, 10000)]
    with database.transaction() as session:
        agency = session.get_one(Agency, office.agency.id)
        seen = desk.opened(session, dossier.code, actor=an_officer(session, agency))
        receipt = filing.receipt(session, session.get_one(Draft, dossier.draft_id))
        for case in (seen.case, receipt.case, seen.procedure.cases[0]):
            assert case.duration == Duration(3, "working_day")
    later = filed(database, office, filer)
    assert later.offer_id != first.id
    assert [fee["amount"] for fee in later.fees] == [8000]


def test_an_agency_that_takes_nothing_online_is_told_at_the_place(database: Database, office: Office) -> None:
    made(database, office, {"channels": ["in_person"]})
    with database.transaction() as session:
        draft = a_whole_draft(session, a_person(session), agency_id=office.agency.id)
        gaps = filing_gaps.gaps(filing.writing(session, draft, DAY))
        assert [gap.why.code for gap in gaps] == ["filing.agency_offline"]


def test_an_offer_changed_after_the_check_is_checked_again(database: Database, office: Office) -> None:
    with database.transaction() as session:
        filer = a_person(session)
        draft = a_whole_draft(session, filer, agency_id=office.agency.id)
        key = str(new_id())
        filing.admit(session, draft, key)
        offers.make(session, NewOffer(office.agency.id, PROCEDURE, DAY, CHEAP), actor=office.writer)
        with pytest.raises(Conflict, match="xem lại"):
            filing.submit(session, draft, key, actor=filer)
