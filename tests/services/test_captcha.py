"""A captcha guards one thing for one visitor, once, for ten minutes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.errors import NotFound
from dvc.models.captcha import CaptchaChallenge
from dvc.services import captcha, setup
from dvc.services.captcha import Bond

BOND = Bond("one visitor", "draft:1")
RIGHT = "ABCDE"


@pytest.fixture(autouse=True)
def choices(settings: Settings, database: Database) -> None:
    del database  # it installs the keys
    setup.install(settings)


def answer(database: Database, challenge: object, bond: Bond = BOND, typed: str = RIGHT) -> str:
    with database.transaction() as session:
        wrong = captcha.spend(session, str(challenge), bond, typed)
    return wrong.code if wrong else "right"


def test_the_right_letters_pass_once_in_any_case_and_with_spaces(database: Database) -> None:
    challenge = captcha.draw(BOND)
    assert answer(database, challenge, typed=" ab cDe ") == "right"
    assert answer(database, challenge) == "captcha.expired"


def test_a_wrong_answer_uses_the_challenge_up(database: Database) -> None:
    challenge = captcha.draw(BOND)
    assert answer(database, challenge, typed="AAAAA") == "captcha.wrong"
    assert answer(database, challenge) == "captcha.expired"


def test_an_empty_answer_uses_nothing_up(database: Database) -> None:
    challenge = captcha.draw(BOND)
    assert answer(database, challenge, typed=" ") == "captcha.empty"
    assert answer(database, challenge) == "right"


@pytest.mark.parametrize("other", [Bond("another visitor", BOND.thing), Bond(BOND.visitor, "draft:2")])
def test_a_challenge_of_another_visitor_or_draft_does_not_pass(database: Database, other: Bond) -> None:
    assert answer(database, captcha.draw(BOND), other) == "captcha.expired"


def test_a_challenge_ends_after_ten_minutes(database: Database) -> None:
    challenge = captcha.draw(BOND)
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=1), tick=False):
        assert answer(database, challenge) == "captcha.expired"
        with pytest.raises(NotFound):
            captcha.picture(challenge, BOND.visitor)


def test_an_id_that_we_did_not_make_does_not_pass(database: Database) -> None:
    assert answer(database, "no uuid") == "captcha.expired"
    assert answer(database, "ffffffff-ffff-7fff-bfff-ffffffffffff") == "captcha.expired"


def test_the_picture_and_the_sound_are_for_their_visitor_only() -> None:
    challenge = captcha.draw(BOND)
    assert captcha.picture(challenge, BOND.visitor).startswith(b"\x89PNG")
    assert captcha.sound(challenge, BOND.visitor) == captcha.sound(challenge, BOND.visitor)
    for show in (captcha.picture, captcha.sound):
        with pytest.raises(NotFound):
            show(challenge, "another visitor")


def test_twenty_answers_at_once_pass_once(database: Database) -> None:
    challenge = captcha.draw(BOND)
    with ThreadPoolExecutor(20) as pool:
        results = list(pool.map(lambda _: answer(database, challenge), range(20)))
    assert sorted(results) == ["captcha.expired"] * 19 + ["right"]


def test_drawing_stores_nothing_and_the_sweep_forgets_what_is_over(database: Database) -> None:
    def kept() -> int:
        with database.reading() as session:
            return session.scalar(select(func.count()).select_from(CaptchaChallenge)) or 0

    challenge = captcha.draw(BOND)
    assert kept() == 0
    answer(database, challenge)
    with database.transaction() as session:
        assert captcha.sweep(session) == 0
    with time_machine.travel(clock.now() + timedelta(minutes=11)), database.transaction() as session:
        assert captcha.sweep(session) == 1
    assert kept() == 0
