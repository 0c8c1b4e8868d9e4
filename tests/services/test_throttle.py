"""Counting what is tried: by a blind key, in a window, switched off with the limits."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.domain.sign_in_names import SignInName
from dvc.errors import TooManyRequests
from dvc.models.session import Attempt
from dvc.services import setup, sign_in_guard, throttle

WINDOW = timedelta(minutes=15)
NAME = SignInName("phone", "0912345678")


@pytest.fixture
def portal(database: Database, settings: Settings) -> Database:
    setup.install(settings)
    return database


def hit(portal: Database, key: str = "a", limit: int = 2) -> None:
    with portal.transaction() as session:
        throttle.hit(session, "test", key, limit=limit, window=WINDOW)


def test_what_is_tried_too_often_is_refused_until_the_window_is_over(portal: Database) -> None:
    start = clock.now()
    with time_machine.travel(start, tick=False):
        hit(portal)
        hit(portal)
        hit(portal, key="b")
    with time_machine.travel(start + timedelta(minutes=5), tick=False):
        with pytest.raises(TooManyRequests) as caught:
            hit(portal)
        assert caught.value.retry_after == 600
    with time_machine.travel(start + WINDOW, tick=False):
        hit(portal)


def test_a_forgiven_try_does_not_count(portal: Database) -> None:
    hit(portal)
    hit(portal)
    with portal.transaction() as session:
        throttle.forgive(session, "test", "a")
    hit(portal)
    with pytest.raises(TooManyRequests):
        hit(portal)


def test_a_reset_forgets_all(portal: Database) -> None:
    hit(portal, limit=1)
    with portal.transaction() as session:
        throttle.reset(session)
    hit(portal, limit=1)


def test_limits_can_be_switched_off_for_tests(database: Database, environment: dict[str, str]) -> None:
    setup.install(Settings.from_environ({**environment, "DVC_LIMITS": "off"}))
    for _ in range(5):
        hit(database, limit=1)


def test_no_number_and_no_address_stands_in_the_counts(portal: Database) -> None:
    with portal.transaction() as session:
        sign_in_guard.count(session, NAME, "10.0.0.1")
    with portal.reading() as session:
        for key in session.scalars(select(Attempt.key)):
            assert b"0912345678" not in key
            assert b"10.0.0.1" not in key


def tries(portal: Database, address: str, times: int) -> None:
    for _ in range(times):
        with portal.transaction() as session:
            sign_in_guard.count(session, NAME, address)


def test_strangers_use_up_their_own_share_and_not_that_of_a_known_address(portal: Database) -> None:
    tries(portal, "10.0.0.1", 1)
    with portal.transaction() as session:
        sign_in_guard.right(session, NAME, "10.0.0.1")
    for host in range(2, 2 + sign_in_guard.STRANGERS_LIMIT // sign_in_guard.PAIR_LIMIT):
        tries(portal, f"10.0.0.{host}", sign_in_guard.PAIR_LIMIT)
    with pytest.raises(TooManyRequests):
        tries(portal, "10.0.0.99", 1)
    tries(portal, "10.0.0.1", sign_in_guard.PAIR_LIMIT)
    with pytest.raises(TooManyRequests):
        tries(portal, "10.0.0.1", 1)


def test_a_code_from_the_phone_clears_the_way_for_the_owner(portal: Database) -> None:
    for host in range(sign_in_guard.STRANGERS_LIMIT // sign_in_guard.PAIR_LIMIT):
        tries(portal, f"10.0.1.{host}", sign_in_guard.PAIR_LIMIT)
    with portal.transaction() as session:
        sign_in_guard.proved(session, NAME, "10.0.0.5")
    tries(portal, "10.0.0.6", 1)


def test_a_village_behind_one_address_signs_in(portal: Database) -> None:
    for last in range(100, 100 + sign_in_guard.ADDRESS_LIMIT // 4):
        name = SignInName("phone", f"0912345{last}")
        with portal.transaction() as session:
            sign_in_guard.count(session, name, "10.0.0.1")
            sign_in_guard.right(session, name, "10.0.0.1")
    tries(portal, "10.0.0.1", 1)
