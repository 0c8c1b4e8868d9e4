from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from dvc import clock
from dvc.domain.notices import GIVE_UP, Channel
from dvc.services import deliveries
from dvc.services.deliveries import LEASE, Fate, Outcome, Parcel
from dvc.tasks import outbox, sweeps
from dvc.tasks.outbox import Turn
from dvc.tasks.work import Work

Fill = Callable[..., list[str]]
Rows = Callable[[], list[Any]]
START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def claim(working: Work, **chosen: Any) -> list[Parcel]:
    with working.transaction() as session:
        return deliveries.claim(session, Channel.SMS, **chosen)


def settle(working: Work, *outcomes: Outcome) -> None:
    with working.transaction() as session:
        deliveries.settle(session, outcomes)


def states(rows: Rows) -> list[str]:
    return [row.state for row in rows()]


def test_the_demo_takes_messages_where_no_channel_is_set(fill: Fill, rows: Rows) -> None:
    fill()
    fill(channel="email")
    sweeps.messages()
    assert states(rows) == ["sent", "sent"]


def test_a_claimed_message_is_another_workers_only_when_the_lease_is_over(working: Work, fill: Fill) -> None:
    (key,) = fill()
    with time_machine.travel(START + timedelta(days=365), tick=False) as when:
        (first,) = claim(working)
        assert claim(working) == []
        when.shift(LEASE - timedelta(seconds=1))
        assert claim(working) == []
        when.shift(timedelta(seconds=1))
        (second,) = claim(working)
    assert (first.key, second.key) == (key, key)
    assert (first.attempt, second.attempt) == (1, 2)


def test_a_worker_whose_lease_is_over_does_not_undo_what_the_next_one_did(
    working: Work, fill: Fill, rows: Rows
) -> None:
    fill()
    with time_machine.travel(START + timedelta(days=365), tick=False) as when:
        (first,) = claim(working)
        when.shift(LEASE)
        (second,) = claim(working)
        settle(working, Outcome(first, Fate.BUSY, "late"))
        assert [(row.state, row.last_error) for row in rows()] == [("sending", "")]
        settle(working, Outcome(second, Fate.SENT))
        settle(working, Outcome(first, Fate.REFUSED, "late"))
    assert [(row.state, row.last_error) for row in rows()] == [("sent", "")]


def test_what_was_sent_is_sent_even_when_the_lease_was_over(working: Work, fill: Fill, rows: Rows) -> None:
    fill()
    with time_machine.travel(START + timedelta(days=365), tick=False) as when:
        (first,) = claim(working)
        when.shift(LEASE)
        claim(working)
        settle(working, Outcome(first, Fate.SENT))
    assert states(rows) == ["sent"]


def test_a_message_that_nobody_takes_for_days_fails(working: Work, fill: Fill, rows: Rows) -> None:
    with time_machine.travel(START, tick=False) as when:
        fill()
        when.shift(GIVE_UP)
        settle(working, Outcome(claim(working)[0], Fate.BUSY, "smtp: 451"))
    assert [(row.state, row.last_error) for row in rows()] == [("failed", "smtp: 451")]


def test_a_message_of_one_channel_is_not_claimed_for_another(working: Work, fill: Fill) -> None:
    fill(channel="email")
    assert claim(working) == []


def test_what_is_asked_while_a_run_goes_on_makes_it_run_once_more() -> None:
    turn = Turn()
    rounds = 0
    for _ in turn.rounds():
        rounds += 1
        if rounds == 1:
            assert list(turn.rounds()) == []  # another thread, at the same time
    assert rounds == 2


def test_a_wake_up_older_than_the_last_look_is_let_go(fill: Fill, rows: Rows) -> None:
    with time_machine.travel(START + timedelta(days=365), tick=False) as when:
        before = clock.now().timestamp()
        when.shift(1)
        outbox.deliver("sms")
        fill()
        outbox.deliver("sms", before)
        assert states(rows) == ["waiting"]
        when.shift(1)
        outbox.deliver("sms", clock.now().timestamp())
    assert states(rows) == ["sent"]
