"""Who may file for whom: what the start page offers, what a post for more is told, and the rule of a case."""

from dataclasses import replace

import pytest
from flask import Flask

from dvc.catalogue import loader
from dvc.catalogue.schema import version_of
from dvc.db import Database
from dvc.domain.condition_text import parse_condition
from dvc.domain.procedures import ChosenBy, Procedure
from dvc.domain.representation import offered
from dvc.errors import InvalidAnswer
from dvc.services import drafts
from tests.support.changed import a_draft_of, changed
from tests.support.filings import PROCEDURE, a_person, signed_in
from tests.support.releasing import an_office, released
from tests.support.robot import Robot

WHO = "Hai bên nam, nữ cùng có mặt."
SELF_ONLY = "phải tự nộp, không nhờ người khác nộp thay được"
START = f"/thu-tuc/{PROCEDURE}/nop"


def published(database: Database, procedure: Procedure) -> None:
    with database.transaction() as session:
        released(session, an_office(session), procedure.with_version(version_of(procedure)))


def alone() -> Procedure:
    return replace(loader.procedure(PROCEDURE), may_be_represented=False, representation=WHO)


def test_where_nobody_may_be_represented_only_oneself_is_offered(app: Flask, database: Database) -> None:
    published(database, alone())
    robot = Robot(app.test_client()).open(START)
    assert "Cho tôi" in robot.words
    assert "Cho con tôi" not in robot.words
    assert "Cho người khác" not in robot.words
    assert f"{SELF_ONLY}. {WHO}" in robot.words
    robot.press("Bắt đầu soạn hồ sơ")
    assert robot.path.endswith("/noi-nop")


@pytest.mark.parametrize("for_whom", ["child", "other"])
def test_a_post_for_another_is_told_who_must_act(app: Flask, database: Database, for_whom: str) -> None:
    published(database, alone())
    with database.transaction() as session:
        actor = a_person(session)
        with pytest.raises(InvalidAnswer) as caught:
            drafts.begin(session, PROCEDURE, for_whom, actor=actor, visit_id=None)
    assert caught.value.code == "filing.self_only"
    client = app.test_client()
    token = Robot(client).open(START).came.body.decode().split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(START, data={"for_whom": for_whom, "csrf_token": token})
    assert answer.status_code == 422
    assert WHO in answer.get_data(as_text=True)


def test_where_no_case_takes_an_authorised_person_a_parent_still_files(app: Flask, database: Database) -> None:
    shipped = loader.procedure(PROCEDURE)
    none = replace(shipped, cases=tuple(replace(case, authorised=False) for case in shipped.cases))
    one = replace(shipped, cases=(*none.cases, *shipped.cases))
    assert offered(shipped) == offered(one) == ("self", "child", "other")
    published(database, none)
    robot = Robot(app.test_client()).open(START)
    assert "Cho con tôi" in robot.words
    assert "Cho người khác" not in robot.words


@pytest.mark.parametrize("chosen_by", ["answers", "resident"])
def test_a_case_that_takes_no_authorised_person_is_not_filed_by_one(
    app: Flask, database: Database, chosen_by: ChosenBy
) -> None:
    first, *_ = loader.procedure(PROCEDURE).cases
    when = parse_condition("so_luong = 2") if chosen_by == "answers" else None
    open_case = replace(first, key="mo", chosen_by="resident" if when is None else "desk")
    alone = replace(first, key="tu-nop", name="Tự nộp", authorised=False, chosen_by=chosen_by, when=when)
    with database.transaction() as session:
        procedure = changed(session, cases=(open_case, alone))
        actor = a_person(session)
        draft = a_draft_of(session, procedure, actor, for_whom="other")
        draft.case_key = "tu-nop" if when is None else ""
    robot = signed_in(app.test_client(), database, actor).open(f"/ho-so/{draft.id}/kiem-tra")
    assert "không ủy quyền được" in robot.words
    robot.open(f"/ho-so/{draft.id}/noi-nop").press("Đồng ý và tiếp tục")
    assert robot.status == (422 if when is None else 200)
    if when is None:
        robot.tick(open_case.name, group="Trường hợp").press("Đồng ý và tiếp tục")
        robot.open(f"/ho-so/{draft.id}/kiem-tra")
        assert "không ủy quyền được" not in robot.words


def test_a_draft_that_is_older_than_the_rule_is_not_filed(app: Flask, database: Database) -> None:
    with database.transaction() as session:
        actor = a_person(session)
        stricter = changed(session, may_be_represented=False, representation=WHO)
        draft = a_draft_of(session, stricter, actor, for_whom="other")
    robot = signed_in(app.test_client(), database, actor).open(f"/ho-so/{draft.id}/kiem-tra")
    assert f"{SELF_ONLY}. {WHO}" in robot.words
