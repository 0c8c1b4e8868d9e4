"""Each procedure is filed by its pages with made-up answers, and refused with one of them missing."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import groupby
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from dvc import clock
from dvc.app import create_app
from dvc.catalogue import loader
from dvc.config import Settings
from dvc.crypto import KeyRing
from dvc.db import Database
from dvc.domain import forms
from dvc.domain.actor import Actor
from dvc.domain.fees import fee_total, fees_for
from dvc.domain.fields.base import lowered
from dvc.domain.procedures import DECLARATION, Procedure, Question
from dvc.domain.representation import offered
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier
from dvc.services import accounts, drafts
from tests.support.client import PageClient
from tests.support.databases import Databases
from tests.support.dossiers import an_agency
from tests.support.filings import APPLICANT, OTHER, a_person, signed_in
from tests.support.robot import Robot
from tests.support.valid_answers import NEVER_ASKED, valid_answers
from tests.support.whole_filing import Sheet, WholeFiling, required_places, sheets

FACTS = {"filing_for": "self", "applicant_kind": "citizen"}
ALL = [code for code, one in loader.listings().items() if not (one.draft or one.generic)]
GENERIC = [code for code, one in loader.listings().items() if one.generic and not one.draft][:3]


@pytest.fixture(scope="module")
def app(databases: Databases, ring: KeyRing, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """Make one portal for all procedures: a portal of its own for each would only compile the same pages again."""
    environment = {"DVC_ENV": "test", "DVC_INSTANCE": str(tmp_path_factory.mktemp("instance"))}
    with databases.fresh() as url:
        environment |= {"DVC_DATABASE_URL": url, "DVC_KEYS": ring.dumps(), "DVC_CAPTCHA_ANSWER": "ABCDE"}
        made = create_app(Settings.from_environ(environment))
        made.test_client_class = PageClient
        with made.extensions["dvc_database"].transaction() as session:
            an_agency(session, name="Ủy ban nhân dân xã Ea Kiết", identifier_code="H15.24265")
        yield made
        made.extensions["dvc_database"].close()


@pytest.fixture
def actor(database: Database) -> Actor:
    number = f"066190{uuid4().int % 10**6:06}"
    with database.transaction() as session:
        return a_person(session, id_number=number, id_index=accounts.number_index(number))


@pytest.fixture
def resident(client: PageClient, database: Database, actor: Actor) -> Robot:
    return signed_in(client, database, actor, uuid4().hex.ljust(43, "t"))


def dossiers_of(database: Database, actor: Actor) -> list[Dossier]:
    with database.reading() as session:
        return list(session.scalars(select(Dossier).where(Dossier.filer_id == actor.account_id)))


def bare(value: Any) -> Any:
    """Return an answer without the inner questions that were left empty."""
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if one is not None}
    return [bare(one) for one in value] if isinstance(value, list) else value


def kept_answers(procedure: Procedure, dossier: Dossier) -> dict[str, Any]:
    written = {one.key for one in procedure.questions() if one.type in NEVER_ASKED}
    return {key: bare(value) for key, value in dossier.answers.items() if key not in written}


@pytest.mark.parametrize("code", [*ALL, *GENERIC])
def test_every_procedure_is_filed_by_its_pages(
    app: Flask, resident: Robot, database: Database, actor: Actor, code: str
) -> None:
    procedure, today = loader.procedure(code), clock.today()
    answers = valid_answers(procedure, today, seed=1)
    for_whom = offered(procedure)[int(code[-1]) % len(offered(procedure))]
    facts = FACTS | {"filing_for": for_whom}
    papers = forms.components_for(procedure, answers, channel="online", facts=facts)
    asked = [paper.key for paper in papers if paper.asked]
    filing = WholeFiling(resident, procedure, answers)
    filing.begin(for_whom, OTHER if for_whom == "other" else {})
    filing.fill_form()
    filing.say_papers(asked)
    filing.choose_result(procedure.return_methods[0])
    filing.file()
    assert resident.heading == "Đã nộp hồ sơ"
    dossier = dossiers_of(database, actor)[0]
    assert (dossier.procedure_code, dossier.procedure_version) == (code, procedure.version)
    assert (dossier.state, dossier.for_whom) == ("submitted", for_whom)
    assert kept_answers(procedure, dossier) == {key: bare(value) for key, value in answers.items()}
    assert list(dossier.papers) == asked
    assert dossier.case_key == forms.case_for(procedure, answers, today=today).key
    due = fees_for(procedure, answers, channel="online", today=today, facts=facts)
    assert [(fee["key"], fee["total"]) for fee in dossier.fees] == [(fee.key, fee_total(fee, answers)) for fee in due]
    passer_by = Robot(app.test_client()).open(f"/tra-cuu/{dossier.code}")
    passer_by.fill("Mã xác nhận", "ABCDE").press("Tra cứu hồ sơ")
    assert (passer_by.heading, f"Mã hồ sơ {dossier.code}" in passer_by.words) == ("Mới đăng ký – chờ tiếp nhận", True)


@pytest.fixture
def plain(app: Flask, client: PageClient, resident: Robot) -> FlaskClient:
    """Return the resident's browser without the page checks, which the other test does."""
    assert resident.way
    made = FlaskClient(app, app.response_class)
    cookie = client.get_cookie("dvc")
    assert cookie is not None
    made.set_cookie("dvc", cookie.value)
    return made


def a_whole_draft(database: Database, actor: Actor, procedure: Procedure, answers: dict[str, Any]) -> str:
    """Write a draft that lacks nothing, and return its address."""
    papers = forms.components_for(procedure, answers, channel="online", facts=FACTS)
    with database.transaction() as session:
        draft = drafts.begin(session, procedure.code, "self", actor=actor, visit_id=None)
        cases = [case.key for case in procedure.cases if case.chosen_by == "resident"]
        agency = session.scalars(select(Agency)).one()
        drafts.save_place(draft, drafts.Place(agency.id, case_key=cases[0] if cases else ""), step="noi-nop")
        drafts.save_people(draft, APPLICANT, step="nguoi-nop")
        for number, section in enumerate(procedure.sections, start=1):
            drafts.save_section(draft, [one.key for one in section.questions], answers, step=f"to-khai/{number}")
        said = {paper.key: {"tick": "brought", "why": ""} for paper in papers if paper.asked}
        drafts.save_papers(draft, said, step="giay-to")
        drafts.save_delivery(draft, {"method": procedure.return_methods[0]}, step="nhan-ket-qua")
        return f"/ho-so/{draft.id}"


def complaints(html: str) -> dict[str, str]:
    """Return the sentences of the error summary by the place to which each leads."""
    summary = html.partition('role="alert"')[2].partition("</ul>")[0]
    return {target: unescape(words) for target, words in re.findall(r'<a href="#f-([^"]+)">([^<]+)</a>', summary)}


def refused(plain: FlaskClient, sheet: Sheet, place: str, question: Question) -> None:
    """Send a page without one answer: it must come back, and say at its head and at its field what is missing."""
    response = plain.post(sheet.path, data=MultiDict(sheet.without(place)))
    assert response.status_code == 422, f"{sheet.path}: passes without {place}"
    said = {at: words for at, words in complaints(response.text).items() if at == place or at.startswith(f"{place}-")}
    assert said, f"{sheet.path}: {place} is not in the summary"
    named = [inner.label for inner in (question, *question.questions)]
    for at, words in said.items():
        beside = re.search(rf'id="f-{at}-error">(?:<span[^>]*>[^<]*</span>)?([^<]+)<', response.text)
        assert beside, f"{sheet.path}: nothing stands beside {at}"
        assert unescape(beside[1]).strip() == words
        ticks = question.type == "pledge"
        assert ticks or any(lowered(label) in words for label in named), f"{sheet.path}: {words} names no {named}"


@pytest.mark.parametrize("code", [*ALL, *GENERIC])
def test_every_procedure_is_refused_without_any_one_of_its_answers(
    resident: Robot, plain: FlaskClient, database: Database, actor: Actor, code: str
) -> None:
    procedure, today = loader.procedure(code), clock.today()
    answers = valid_answers(procedure, today, seed=2, optional=0.3)
    draft = a_whole_draft(database, actor, procedure, answers)
    pages = list(sheets(plain, procedure, answers, draft))
    places = [(sheet, *found) for sheet in pages for found in required_places(sheet.section.questions, answers, today)]
    for sheet, group in groupby(places, key=lambda found: found[0]):
        for _, place, question in group:
            refused(plain, sheet, place, question)
        led = plain.get(f"{draft}/nop").headers.get("Location")
        assert led == f"{draft}/kiem-tra", f"{place} may be missing at the end"
        assert plain.post(sheet.path, data=MultiDict(sheet.fields)).status_code == 303
    robot = last_page(resident, draft)
    sheet, place, _ = Random(code).choice(places)  # noqa: S311 - the same each time
    plain.post(sheet.path, data=MultiDict(sheet.without(place)))
    robot.press("Nộp hồ sơ")
    assert (robot.heading, dossiers_of(database, actor)) == ("Kiểm tra lại trước khi nộp", [])
    assert sheet.section.title in robot.words.partition("Nơi nộp")[0]
    plain.post(sheet.path, data=MultiDict(sheet.fields))
    assert last_page(robot, draft).press("Nộp hồ sơ").heading == "Đã nộp hồ sơ"


def last_page(robot: Robot, draft: str) -> Robot:
    """Open the last page of a draft that lacks nothing, and fill it in."""
    return robot.open(f"{draft}/nop").fill("Mã xác nhận", "ABCDE").tick(DECLARATION)
