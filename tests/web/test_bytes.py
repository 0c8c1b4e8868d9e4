"""What pages weigh on the wire: exact budgets, since an old phone on 2G pays for each byte."""

import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from dvc import clock
from dvc.catalogue import loader
from dvc.db import Database
from dvc.domain.forms import visible_sections
from dvc.domain.procedures import Procedure, Question
from dvc.services import drafts
from dvc.web.compression import compress
from tests.support.client import PageClient
from tests.support.dossiers import an_agency
from tests.support.filings import APPLICANT, HOME, a_person, a_whole_draft, signed_in
from tests.support.pages import parse
from tests.support.procedures import SAMPLE

KB = 1000
PAGE, PAGE_ELEMENTS = 10 * KB, 400
FIRST_PLAIN, FIRST_PLAIN_REQUESTS = 20 * KB, 3
FIRST_SCRIPTED, FIRST_SCRIPTED_REQUESTS = 34 * KB, 5
AGAIN = 10 * KB
WHOLE_FILING = 150 * KB
BROTLI = {"Accept-Encoding": "br"}
HIDDEN_LENGTH = 40  # the comment that hides how well a page compresses
PROCEDURES = SAMPLE
FIRST_VIEWS = ["/", "/thu-tuc", "/dang-nhap", "/dang-ky", *(f"/thu-tuc/{code}" for code in PROCEDURES)]
LONG_TEXT = "Ủy ban nhân dân xã Ea Kiết, huyện Cư M'gar, tỉnh Đắk Lắk (cấp lại lần hai)"
ANSWERS: dict[str, Any] = {
    "address": HOME,
    "date": "1990-05-11",
    "partial_date": "1990-05-11",
    "number": 2,
    "id_number": "066190001234",
    "phone": "0905123456",
    "email": "mot.dia.chi.thu.rat.dai@example.vn",
    "name": "Nguyễn Thị Hoàng Phương Thảo",
    "pledge": True,
    "yes_no": True,
    "relation": "Bản thân",
    "ethnic_group": "Ê-đê",
    "country": "Việt Nam",
}


def an_answer(question: Question) -> Any:
    """Answer as long as people do."""
    if question.questions:
        row = {inner.key: an_answer(inner) for inner in question.questions}
        return [row] if question.repeats else row
    if question.type in ("note", "file"):
        return None
    if question.type in ANSWERS:
        return ANSWERS[question.type]
    if question.options:
        return question.options[0].value  # the usual one, which hides no section
    return LONG_TEXT


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


def weigh(client: PageClient, address: str) -> int:
    static = address.startswith("/static/")
    response = client.get(address, headers=BROTLI if static else {})  # the client reads pages, so they come as they are
    assert response.status_code == 200, f"{address}: {response.status_code}"
    body = response.get_data()
    return len(body) if static else len(compress(body, "br")[0]) + HIDDEN_LENGTH


def seen(client: PageClient, address: str) -> Element:
    return parse(client.get(address).get_data(as_text=True), address)


def linked(root: Element, *, scripts: bool) -> list[str]:
    """Return what a browser fetches with a page."""
    links = [link.get("href", "") for link in root.iter("link") if link.get("rel") in ("stylesheet", "icon")]
    images = [image.get("src", "") for image in root.iter("img")]
    return links + images + [script.get("src", "") for script in root.iter("script") if scripts and script.get("src")]


def begun(database: Database, code: str) -> tuple[Procedure, uuid.UUID, Any]:
    """Begin a draft with an answer to everything that can be asked."""
    procedure = loader.procedure(code)
    with database.transaction() as session:
        actor = a_person(session)
        for number in range(8):  # a portal of a district
            an_agency(session, identifier_code=f"H15.1{number:04d}", commune_code=f"1{number:04d}")
        draft = drafts.begin(session, code, "self", actor=actor, visit_id=None)
        drafts.save_place(draft, drafts.Place(an_agency(session).id), step="noi-nop")
        drafts.save_people(draft, APPLICANT, step="nguoi-nop")
        for number, section in enumerate(procedure.sections, start=1):
            answers = {question.key: an_answer(question) for question in section.questions}
            drafts.save_section(draft, answers, answers, step=f"to-khai/{number}")
        drafts.save_delivery(draft, {"method": "at_desk"}, step="nhan-ket-qua")
        draft.expires_at = clock.now() + timedelta(days=30)
        return procedure, draft.id, actor


def wizard(client: PageClient, draft_id: uuid.UUID) -> Iterator[str]:
    """Yield the addresses of the wizard's pages of a draft, as its list and its pages link them."""
    base = f"/ho-so/{draft_id}"
    found = dict.fromkeys([base, f"{base}/kiem-tra", f"{base}/giay-to"])
    for page in tuple(found):
        html = client.get(page).get_data(as_text=True)
        found |= dict.fromkeys(re.findall(rf'href="({base}/(?!ma-qr|xoa|nop)[\w/.-]+)', html))
    yield from found


@pytest.mark.parametrize("code", PROCEDURES)
def test_a_page_of_the_wizard_is_small_and_so_is_a_whole_filing(
    client: PageClient, database: Database, code: str
) -> None:
    procedure, draft_id, actor = begun(database, code)
    signed_in(client, database, actor)
    weights = {address: weigh(client, address) for address in wizard(client, draft_id)}
    forms = [address for address in weights if "/to-khai/" in address]
    answers = {question.key: an_answer(question) for question in procedure.questions()}
    assert len(forms) == len(visible_sections(procedure, answers)), sorted(weights)
    heavy = {address: weight for address, weight in weights.items() if weight > PAGE}
    assert heavy == {}
    full = {address: count for address in weights if (count := elements(client, address)) > PAGE_ELEMENTS}
    assert full == {}
    first = f"/thu-tuc/{code}"
    fetched = sum(map(partial(weigh, client), [first, f"{first}/nop", *linked(seen(client, first), scripts=True)]))
    assert fetched + sum(weights.values()) + PAGE <= WHOLE_FILING  # the last page is weighed below


def test_the_last_page_of_the_wizard_is_small(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        draft_id = a_whole_draft(session, actor).id
    signed_in(client, database, actor)
    assert weigh(client, f"/ho-so/{draft_id}/nop") <= PAGE
    assert elements(client, f"/ho-so/{draft_id}/nop") <= PAGE_ELEMENTS


def elements(client: PageClient, address: str) -> int:
    return sum(1 for element in seen(client, address).iter() if element.tag != "option")


@pytest.mark.parametrize("address", FIRST_VIEWS)
def test_a_first_view_is_small_with_and_without_scripts(client: PageClient, address: str) -> None:
    page, root = weigh(client, address), seen(client, address)
    plain, scripted = linked(root, scripts=False), linked(root, scripts=True)
    assert len(plain) + 1 <= FIRST_PLAIN_REQUESTS
    assert page + sum(map(partial(weigh, client), plain)) <= FIRST_PLAIN
    assert len(scripted) + 1 <= FIRST_SCRIPTED_REQUESTS
    assert page + sum(map(partial(weigh, client), scripted)) <= FIRST_SCRIPTED
    assert page <= AGAIN


def test_what_a_page_needs_once_is_never_asked_for_again(client: PageClient) -> None:
    for address in linked(seen(client, "/"), scripts=True):
        assert "immutable" in client.get(address).headers["Cache-Control"], address
