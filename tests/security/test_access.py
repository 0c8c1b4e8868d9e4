import pytest
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.db import Database, new_id
from dvc.domain.actor import Actor, Capacity, Role
from dvc.models.account import Account, Officer
from dvc.models.dossier import Dossier, DossierEvent
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import filing
from tests.security.stage import (
    FILER,
    NOBODY,
    OFFICER,
    RESIDENT,
    STRANGER,
    Stage,
    addresses,
    client_of,
    count,
    csrf,
    said,
)
from tests.support.desks import HOME_KEY

PERSONAL = ("/ho-so/", "/ca-nhan/ho-so/", "/mot-cua/ho-so/", "/tep/", "/giay/")


def personal(app: Flask, stage: Stage, method: str, *, mine: bool = True) -> list[str]:
    return [path for path in addresses(app, stage, method, mine=mine) if path.startswith(PERSONAL)]


@pytest.mark.parametrize("who", [NOBODY, RESIDENT, STRANGER])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_anothers_things_look_like_things_that_do_not_exist(app: Flask, stage: Stage, who: str, method: str) -> None:
    client = client_of(app, stage, who)
    fields = {"csrf_token": csrf(client), "confirmed": "1", "key": "x", "rev": "1", "reason": "x"}
    pairs = zip(personal(app, stage, method), personal(app, stage, method, mine=False), strict=True)
    asked = 0
    for theirs, none in pairs:
        data = fields if method == "POST" else None
        answer, unknown = (client.open(path, method=method, data=data) for path in (theirs, none))
        assert answer.status_code in (303, 403, 404), f"{who} {method} {theirs}: {answer.status_code}"
        if answer.status_code == 303:
            assert answer.headers["Location"].startswith(("/dang-nhap", "/ho-so/")), theirs
        if "/to-khai" not in theirs or theirs.endswith("/1"):
            assert said(answer, stage) == said(unknown, stage), f"{who} {method} {theirs}"
        asked += 1
    assert asked > 10


@pytest.mark.parametrize("who", [NOBODY, RESIDENT, STRANGER])
def test_posts_of_others_change_nothing(app: Flask, database: Database, stage: Stage, who: str) -> None:
    before = [count(database, model) for model in (Draft, Dossier, DossierEvent, Upload)]
    client = client_of(app, stage, who)
    token = csrf(client)
    for path in personal(app, stage, "POST"):
        client.post(path, data={"csrf_token": token, "confirmed": "1", "upload": str(stage.draft_file)})
    assert [count(database, model) for model in (Draft, Dossier, DossierEvent, Upload)] == before


def test_the_filer_and_the_desk_see_what_others_do_not(app: Flask, stage: Stage) -> None:
    filer, officer = client_of(app, stage, FILER), client_of(app, stage, OFFICER)
    for path in (f"/tep/{stage.file}", f"/tep/{stage.file}?goc=1", f"/giay/{stage.paper}.pdf"):
        assert filer.get(path).status_code == officer.get(path).status_code == 200, path
    assert filer.get(f"/tep/{stage.draft_file}").status_code == 200
    assert filer.get(f"/ca-nhan/ho-so/{stage.code}").status_code == 200
    assert officer.get(f"/mot-cua/ho-so/{stage.code}").status_code == 200


def test_an_officer_sees_neither_drafts_nor_what_residents_see(app: Flask, stage: Stage) -> None:
    officer = client_of(app, stage, OFFICER)
    for path in (f"/ho-so/{stage.draft}", f"/tep/{stage.draft_file}", f"/ca-nhan/ho-so/{stage.code}"):
        assert officer.get(path).status_code == 404, path


def test_a_resident_does_not_reach_the_desk(app: Flask, stage: Stage) -> None:
    filer = client_of(app, stage, FILER)
    token = csrf(filer)
    desk = [path for path in addresses(app, stage, "GET") if path.startswith("/mot-cua")]
    assert [filer.get(path).status_code for path in desk] == [403] * len(desk)
    posts = [path for path in addresses(app, stage, "POST") if path.startswith("/mot-cua")]
    assert {filer.post(path, data={"csrf_token": token}).status_code for path in posts} == {403}


@pytest.mark.parametrize("who", [RESIDENT, FILER, OFFICER])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_only_administrators_reach_what_they_administer(app: Flask, stage: Stage, who: str, method: str) -> None:
    client = client_of(app, stage, who)
    data = {"csrf_token": csrf(client), "rev": "1"} if method == "POST" else None
    paths = [path for path in addresses(app, stage, method) if path.startswith("/quan-tri")]
    assert len(paths) > 10
    assert {client.open(path, method=method, data=data).status_code for path in paths} == {403}


def test_a_file_cannot_be_taken_out_of_anothers_draft(app: Flask, database: Database, stage: Stage) -> None:
    filer = client_of(app, stage, FILER)
    path = f"/ho-so/{stage.draft}/giay-to/giay-to-cu-tru/bo"
    before = count(database, Upload)
    filer.post(path, data={"csrf_token": csrf(filer), "upload": str(stage.file)})
    assert count(database, Upload) == before, "a filed dossier lost its file"


@pytest.mark.parametrize("role", [Role.LEADER, Role.PROCESSING, Role.AUDITOR])
def test_an_appointment_takes_nobodys_own_right_to_file(database: Database, stage: Stage, role: Role) -> None:
    with database.transaction() as session:
        filer = next(one for one in session.scalars(select(Account)) if one.phone == "0905123456")
        dossier = session.scalars(select(Dossier).where(Dossier.code == stage.code)).one()
        session.add(Officer(account=filer, agency=dossier.agency, role=role.value, appointed_at=clock.now()))
        actor = Actor(filer.id, Capacity.DESK_OFFICER, agency_id=dossier.agency_id, role=role, session="s")
        draft = session.get_one(Draft, stage.draft)
        draft.papers = {**draft.papers, HOME_KEY: {"tick": "attached", "why": ""}}
        filed = filing.submit(session, draft, str(new_id()), actor=actor)
        event = session.scalars(select(DossierEvent).where(DossierEvent.dossier_id == filed.id)).one()
        assert (event.capacity, event.agency_id) == ("self", None)
