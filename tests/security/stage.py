"""Who attacks, who is attacked, and every address of the portal."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from dvc import clock
from dvc.db import Database, new_id
from dvc.domain.actor import Actor, Role
from dvc.models.dossier import Dossier
from dvc.models.upload import Upload
from dvc.services import desk, filing, issued_papers, papers, sessions, uploads
from dvc.services.uploads import Place
from tests.gateways import samples
from tests.support.desks import HOME_KEY, an_officer
from tests.support.dossiers import an_account, an_agency
from tests.support.filings import a_person, a_whole_draft

NOBODY, RESIDENT, FILER, OFFICER, STRANGER = "nobody", "resident", "filer", "officer", "officer elsewhere"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Stage:
    """A filed dossier with a file and a paper, a draft with a file, and the cookies of those around."""

    tokens: dict[str, str]
    code: str
    draft: uuid.UUID
    filed_draft: uuid.UUID
    draft_file: uuid.UUID
    file: uuid.UUID
    paper: uuid.UUID


def set_up(database: Database) -> Stage:
    """Put everybody in place."""
    photo = uploads.keep("anh.jpg", samples.jpeg(1))
    second = uploads.keep("hai.jpg", samples.jpeg(1))
    with database.transaction() as session:
        home = an_agency(session, identifier_code="H15.24265")
        far = an_agency(session, identifier_code="H15.24266", commune_code="24266")
        filer, officer = a_person(session), an_officer(session, home)
        dossier, file = _filed(session, filer, home.id, photo)
        open_draft = a_whole_draft(session, filer, agency_id=home.id)
        draft_file = uploads.add(session, open_draft, Place(HOME_KEY), second)
        paper = _paper(session, dossier, officer)
        resident = an_account(session, full_name="Kẻ Tò Mò", phone="0977000111")
        people = {RESIDENT: resident.id, FILER: filer.account_id, OFFICER: officer.account_id}
        people[STRANGER] = an_officer(session, far, Role.ADMINISTRATOR).account_id
        tokens = {}
        for who, account_id in people.items():
            assert account_id is not None
            tokens[who] = sessions.new_token()
            sessions.sign_in(session, "", tokens[who], account_id)
        return Stage(tokens, dossier.code, open_draft.id, dossier.draft_id, draft_file.id, file.id, paper)


def _filed(session: Session, filer: Actor, agency_id: int, photo: uploads.Kept) -> tuple[Dossier, Upload]:
    draft = a_whole_draft(session, filer, agency_id=agency_id)
    file = uploads.add(session, draft, Place(HOME_KEY), photo)
    draft.papers = {**draft.papers, HOME_KEY: {"tick": "attached", "why": ""}}
    return filing.submit(session, draft, str(new_id()), actor=filer), file


def _paper(session: Session, dossier: Dossier, officer: Actor) -> uuid.UUID:
    seen = desk.look(session, dossier, actor=officer)
    slip = papers.refusal(seen, "Thiếu giấy", papers.Issue("Trần Thị Tiếp", clock.now()))
    issued = issued_papers.issue(session, dossier, issued_papers.drawn(slip), actor=officer)
    session.flush()
    return issued.id


def client_of(app: Flask, stage: Stage, who: str) -> FlaskClient:
    """Return somebody's browser."""
    client = app.test_client()
    if who != NOBODY:
        client.set_cookie("dvc", stage.tokens[who])
    return client


def fetch(client: FlaskClient, path: str, **options: Any) -> TestResponse:
    """Get an address and read the answer to its end: an archive that is not read stays open."""
    return client.get(path, buffered=True, **options)


def csrf(client: FlaskClient) -> str:
    """Return the token that this browser's forms bear."""
    found = TOKEN.search(client.get("/quen-mat-khau").get_data(as_text=True))
    assert found is not None
    return found[1]


def addresses(app: Flask, stage: Stage, method: str, *, mine: bool = True) -> Iterator[str]:
    """Yield every address that takes a method, about the attacked person's things, or (not `mine`) about none."""
    other = new_id()
    known: dict[str, object] = {
        "code": stage.code if mine else "H15.24265-200101-9999",
        "draft_id": stage.draft if mine else other,
        "upload_id": stage.file if mine else other,
        "paper_id": stage.paper if mine else other,
        "challenge": other,
        "number": 1,
        "key": HOME_KEY,
        "what": "tu-choi",
        "edit_id": other,
        "slug": "ten",
        "step": "duyet",
        "release_id": 1,
        "agency_id": 1,
        "signer_id": 1,
        "offer_id": 1,
        "release_hash": "x",
        "path": "css/site.css",
    }
    adapter = app.url_map.bind("localhost")
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if method in (rule.methods or ()):
            code = "1.001193" if rule.rule.startswith(("/thu-tuc/", "/quan-tri/")) else known["code"]
            act = "tam-dung" if rule.rule.startswith("/quan-tri/thu-tuc/") else "bo"
            values = {**known, "code": code, "act": act}
            yield adapter.build(rule.endpoint, {name: values[name] for name in rule.arguments}, method=method)


def said(response: TestResponse, stage: Stage) -> tuple[int, str, str]:
    """Return what an answer reveals: status, where it leads, its words without what differs in each request."""
    text = TOKEN.sub("", response.get_data(as_text=True))
    text = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>", text)
    return response.status_code, response.headers.get("Location", ""), text.replace(stage.code, "<code>")


def count(database: Database, model: type) -> int:
    """Return how many rows there are."""
    with database.reading() as session:
        return len(session.scalars(select(model)).all())
