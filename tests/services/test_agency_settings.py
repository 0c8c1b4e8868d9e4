"""Who may set what of an agency: the service asks itself, whoever calls it."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from dvc.db import Database
from dvc.domain.actor import Actor, Role
from dvc.errors import Forbidden
from dvc.models.agency import Agency
from dvc.models.ledger import LedgerEntry
from dvc.services import agency_settings, agency_signers
from dvc.services.agency_signers import Signer
from tests.support.desks import an_officer
from tests.support.dossiers import an_agency

CHAIR = Signer("Y Moan Êñuôl", "Chủ tịch")


@dataclass(frozen=True)
class Office:
    """An agency with its administrator and its reception, and an administrator of another agency."""

    agency: Agency
    administrator: Actor
    others: tuple[Actor, ...]


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def office(database: Database) -> Office:
    with database.transaction() as session:
        own, other = an_agency(session), an_agency(session, commune_code="19597")
        strangers = (an_officer(session, own, Role.RECEPTION), an_officer(session, other, Role.ADMINISTRATOR))
        return Office(own, an_officer(session, own, Role.ADMINISTRATOR), strangers)


def test_nobody_sets_facts_or_signers_of_an_agency_outside_his_tree(database: Database, office: Office) -> None:
    with database.transaction() as session:
        agency = session.get_one(Agency, office.agency.id)
        signer = agency_signers.add(session, agency, CHAIR, actor=office.administrator)
        facts = replace(agency_settings.facts_of(agency), hotline="1900 1234")
        for stranger in office.others:
            with pytest.raises(Forbidden):
                agency_settings.save(session, agency, facts, actor=stranger)
            with pytest.raises(Forbidden):
                agency_signers.add(session, agency, CHAIR, actor=stranger)
            with pytest.raises(Forbidden):
                agency_signers.end(session, agency, signer.id, date(2026, 1, 1), actor=stranger)
        assert agency_settings.save(session, agency, facts, actor=office.administrator) == ("hotline",)
        assert signer.valid_to is None


def test_signers_are_listed_to_administrators_only(database: Database, office: Office) -> None:
    reception, administrator_elsewhere = office.others
    with database.transaction() as session:
        signer = agency_signers.add(session, office.agency, CHAIR, actor=office.administrator)
        with pytest.raises(Forbidden):
            agency_signers.of(session, office.agency.id, actor=reception)
        assert agency_signers.of(session, office.agency.id, actor=administrator_elsewhere) == [signer]


def test_the_ledger_says_which_signer_changed_and_never_the_name(database: Database, office: Office) -> None:
    with database.transaction() as session:
        agency = session.get_one(Agency, office.agency.id)
        first = agency_signers.add(session, agency, CHAIR, actor=office.administrator)
        second = agency_signers.add(session, agency, CHAIR, actor=office.administrator)
        agency_signers.end(session, agency, first.id, date(2026, 1, 1), actor=office.administrator)
        numbers = [first.id, second.id, first.id]
    with database.reading() as session:
        kept = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "agency.changed")).all()
    assert [one.data for one in kept] == [
        {"agency": office.agency.id, "fields": [f"signers.{number}"]} for number in numbers
    ]
