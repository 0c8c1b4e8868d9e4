"""A paper that the state's own data answers is not asked for again."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from dvc.blueprints.filing.people_page import MOST_ASKED, WINDOW
from dvc.db import Database
from dvc.domain.actor import Actor
from dvc.models.draft import Draft
from dvc.models.ledger import LedgerEntry
from dvc.services import accounts, drafts, throttle
from tests.support.filings import APPLICANT, a_person, a_whole_draft, signed_in
from tests.support.robot import Robot

GO_ON = "Đồng ý và tiếp tục"
PAPER = "giay-to-cu-tru"
KNOWN: dict[str, Any] = {
    "full_name": "H' Hen Niê",
    "id_number": "066185000011",
    "birth_date": "1985-11-05",
    "id_proved": True,
}
OF_KNOWN = {
    "full_name": KNOWN["full_name"],
    "id_number": KNOWN["id_number"],
    "birth_date-day": "5",
    "birth_date-month": "11",
    "birth_date-year": "1985",
}


def written(database: Database, for_whom: str = "self", **changed: Any) -> tuple[Draft, Actor]:
    facts = KNOWN | changed
    facts["id_index"] = accounts.number_index(facts["id_number"])
    with database.transaction() as session:
        actor = a_person(session, **facts)
        draft = a_whole_draft(session, actor, for_whom)
        drafts.save_people(draft, OF_KNOWN, step="nguoi-nop")
        return draft, actor


def at_papers(client: FlaskClient, database: Database, draft: Draft, actor: Actor) -> Robot:
    robot = signed_in(client, database, actor)
    robot.open(f"/ho-so/{draft.id}/nguoi-nop")
    robot.press(GO_ON)
    return robot.open(f"/ho-so/{draft.id}/giay-to")


def asks_for(robot: Robot) -> bool:
    return any("Gửi tệp" in label or "Kèm tệp" in label for label in robot.labels())


def papers_of(database: Database, draft: Draft) -> dict[str, Any]:
    with database.reading() as session:
        return dict(session.get_one(Draft, draft.id).papers)


def test_a_person_whose_number_is_proved_is_not_asked_for_what_the_register_knows(
    client: FlaskClient, database: Database
) -> None:
    draft, actor = written(database)
    robot = at_papers(client, database, draft, actor)
    assert "Đã có trong dữ liệu, không phải nộp" in robot.words
    assert "ngày 01/11/2026" in robot.words
    assert not asks_for(robot)
    robot.press(GO_ON)
    assert papers_of(database, draft)[PAPER]["tick"] == "in_data"
    robot.open(f"/ho-so/{draft.id}/kiem-tra")
    assert "Đã có trong dữ liệu: bản ghi DC-066185000011" in robot.words


def test_each_question_to_a_register_stands_in_the_ledger_without_the_person(
    client: FlaskClient, database: Database
) -> None:
    draft, actor = written(database)
    at_papers(client, database, draft, actor)
    with database.reading() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "state_data.asked")).one()
    assert entry.data == {"register": "population", "component": PAPER, "found": True}


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"id_proved": False}, id="number not proved"),
        pytest.param({"birth_date": "1985-11-06"}, id="another birth date"),
    ],
)
def test_whoever_is_not_surely_the_person_is_asked_as_ever(
    client: FlaskClient, database: Database, changed: dict[str, Any]
) -> None:
    draft, actor = written(database, **changed)
    robot = at_papers(client, database, draft, actor)
    assert "Đã có trong dữ liệu" not in robot.words
    assert asks_for(robot)


def test_nobody_learns_from_a_filing_for_another_what_the_state_knows_of_him(
    client: FlaskClient, database: Database
) -> None:
    draft, actor = written(database, "other")
    robot = at_papers(client, database, draft, actor)
    assert "Đã có trong dữ liệu" not in robot.words


def test_nobody_says_himself_that_a_paper_is_in_the_data(client: FlaskClient, database: Database) -> None:
    draft, actor = written(database, id_proved=False)
    robot = at_papers(client, database, draft, actor)
    token = next(one.get("value", "") for one in robot.root.iter("input") if one.get("name") == "csrf_token")
    client.post(f"/ho-so/{draft.id}/giay-to", data={"csrf_token": token, f"tick-{PAPER}": "in_data"})
    assert papers_of(database, draft)[PAPER]["tick"] == ""


def test_what_the_register_no_longer_knows_is_asked_for_again(client: FlaskClient, database: Database) -> None:
    draft, actor = written(database)
    at_papers(client, database, draft, actor)
    with database.transaction() as session:
        accounts.get(session, actor.account_id).birth_date = "1985-11-06"
    robot = Robot(client).open(f"/ho-so/{draft.id}/nguoi-nop").press(GO_ON)
    assert asks_for(robot.open(f"/ho-so/{draft.id}/giay-to"))
    assert PAPER not in papers_of(database, draft)


def test_what_is_known_of_the_account_stands_for_nobody_elses_paper(client: FlaskClient, database: Database) -> None:
    draft, actor = written(database)
    at_papers(client, database, draft, actor)
    assert papers_of(database, draft)[PAPER]["tick"] == "in_data"
    with database.transaction() as session:
        drafts.save_people(session.get_one(Draft, draft.id), APPLICANT, step="nguoi-nop")
    robot = Robot(client).open(f"/ho-so/{draft.id}/nguoi-nop").press(GO_ON)
    assert asks_for(robot.open(f"/ho-so/{draft.id}/giay-to"))
    assert PAPER not in papers_of(database, draft)


def test_who_asks_the_registers_without_end_is_asked_for_the_paper(client: FlaskClient, database: Database) -> None:
    draft, actor = written(database)
    with database.transaction() as session:
        for _ in range(MOST_ASKED - 1):
            throttle.hit(session, "state_data.ask", str(actor.account_id), limit=MOST_ASKED, window=WINDOW)
    assert not asks_for(at_papers(client, database, draft, actor))
    Robot(client).open(f"/ho-so/{draft.id}/nguoi-nop").press(GO_ON)
    assert asks_for(Robot(client).open(f"/ho-so/{draft.id}/giay-to"))
    with database.reading() as session:
        session.scalars(select(LedgerEntry).where(LedgerEntry.event == "state_data.asked")).one()
