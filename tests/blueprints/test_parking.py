"""A session that ended mid-way: sign in again and be where one was, with what was typed (decisions: 14)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from dvc import clock
from dvc.db import Database
from dvc.models.draft import Draft
from dvc.models.session import ParkedPost
from dvc.services import demo, parked_posts
from tests.support.robot import Robot

WRITER, OTHER = demo.PEOPLE[0], demo.PEOPLE[1]


@pytest.fixture
def writer(app: Flask, database: Database) -> Robot:
    """Return a person who is at the page of the people of his own draft."""
    with database.transaction() as session:
        demo.load(session)
    browse = Robot(app.test_client())
    sign_in(browse.open("/dang-nhap"), WRITER)
    browse.open("/thu-tuc/1.001193/nop").tick("Cho tôi").press("Bắt đầu")
    with database.reading() as session:
        draft = session.scalars(select(Draft)).one()
        assert draft.account_id is not None
    return browse.open(f"/ho-so/{draft.id}/nguoi-nop")


def sign_in(browse: Robot, person: demo.DemoPerson) -> Robot:
    browse.fill("Số điện thoại hoặc số định danh", person.phone).fill("Mật khẩu", person.password)
    return browse.press("Đăng nhập")


def later() -> time_machine.travel:
    return time_machine.travel(clock.now() + timedelta(hours=2, minutes=1))


def parked(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(ParkedPost)) or 0


def test_what_was_typed_comes_back_after_signing_in_again(writer: Robot, database: Database) -> None:
    step = writer.path
    writer.fill("Họ và tên", "H' Hen Niê Kđăm")
    with later():
        writer.press("Đồng ý và tiếp tục")
        assert writer.path == "/dang-nhap"
        assert "Những gì đã viết vẫn còn." in writer.words
        sign_in(writer, WRITER)
        assert (writer.path, writer.value("Họ và tên")) == (step, "H' Hen Niê Kđăm")
        assert parked(database) == 0
        writer.press("Đồng ý và tiếp tục")
        assert writer.path != step


def test_it_comes_back_only_to_the_owner_of_the_draft(writer: Robot) -> None:
    writer.fill("Họ và tên", "H' Hen Niê Kđăm")
    with later():
        sign_in(writer.press("Đồng ý và tiếp tục"), OTHER)
        assert writer.status == 404
        assert "H' Hen Niê Kđăm" not in writer.came.html


@pytest.mark.usefixtures("writer")
def test_the_key_opens_nothing_for_another_person_and_nothing_twice(database: Database) -> None:
    with database.transaction() as session:
        draft = session.scalars(select(Draft)).one()
        path, typed = f"/ho-so/{draft.id}/nguoi-nop", [("full_name", "H' Hen")]
        for asking, opens in ((uuid.UUID(int=1), False), (None, False), (draft.account_id, True)):
            key = parked_posts.park(session, draft.id, path, typed)
            assert (parked_posts.take(session, key, actor_account_id=asking) is not None) is opens
            assert parked_posts.take(session, key, actor_account_id=draft.account_id) is None


def test_it_comes_back_within_half_an_hour_only(writer: Robot) -> None:
    writer.fill("Họ và tên", "H' Hen Niê Kđăm")
    with later():
        writer.press("Đồng ý và tiếp tục")
    with time_machine.travel(clock.now() + timedelta(hours=2, minutes=32)):
        sign_in(writer, WRITER)
        assert writer.value("Họ và tên") == WRITER.full_name


def test_a_wrong_password_on_the_way_loses_nothing(writer: Robot) -> None:
    writer.fill("Họ và tên", "H' Hen Niê Kđăm")
    with later():
        writer.press("Đồng ý và tiếp tục")
        writer.fill("Số điện thoại hoặc số định danh", WRITER.phone).fill("Mật khẩu", "sai").press("Đăng nhập")
        assert writer.status == 422
        sign_in(writer, WRITER)
        assert writer.value("Họ và tên") == "H' Hen Niê Kđăm"


@pytest.mark.usefixtures("writer")
def test_a_post_that_is_too_large_or_has_no_draft_is_not_kept(database: Database) -> None:
    with database.transaction() as session:
        draft = session.scalars(select(Draft)).one()
        big = [("ho_ten", "x" * parked_posts.MOST_BYTES)]
        assert parked_posts.park(session, draft.id, "/ho-so/x/nguoi-nop", big) == ""
        assert parked_posts.park(session, uuid.UUID(int=1), "/x", [("a", "b")]) == ""
    assert parked(database) == 0


def test_a_visitors_draft_goes_along_when_he_signs_in(app: Flask, database: Database) -> None:
    with database.transaction() as session:
        demo.load(session)
    browse = Robot(app.test_client())
    browse.open("/thu-tuc/1.001193/nop").tick("Cho tôi").press("Bắt đầu")
    with database.reading() as session:
        draft = session.scalars(select(Draft)).one()
        assert draft.account_id is None
    sign_in(browse.open("/dang-nhap"), WRITER)
    assert browse.path == f"/ho-so/{draft.id}"
    assert browse.status == 200
