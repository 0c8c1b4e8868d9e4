"""A consumer that is told to stop finishes the message it is sending, and leaves the others as they were."""

from functools import partial
from threading import Event

import pytest
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.models.outbox import OutboxMessage
from dvc.services import outbox, setup
from dvc.services.outbox import About, Letter
from tests.support.peers import SmsPeer
from tests.support.portal import Portal

WAITING = 60  # more than can go out between the moment when the web stops and that when the worker hears of it


@pytest.fixture
def environment(environment: dict[str, str], sms_peer: SmsPeer) -> dict[str, str]:
    """Send the messages to a real peer."""
    return environment | {"DVC_SMS_URL": sms_peer.url}


@pytest.fixture
def keys(database: Database, settings: Settings) -> list[str]:
    """Let messages wait for the consumer's start."""
    setup.install(settings)
    names = [f"H15.24265-261124-{number:04d}:dossier.filed:1:sms" for number in range(WAITING)]
    with database.transaction() as session:
        for name in names:
            outbox.put(session, name, Letter("sms", "0912345678", "Da nop ho so"), About("dossier.filed"))
    return names


def states(database: Database) -> dict[str, tuple[str, int]]:
    with database.reading() as session:
        return {one.key: (one.state, one.attempts) for one in session.scalars(select(OutboxMessage))}


def test_a_message_under_way_is_finished_and_the_rest_waits(
    portal: Portal, keys: list[str], database: Database, sms_peer: SmsPeer
) -> None:
    started = Event()
    sms_peer.after = partial(stop_and_see_it_stop, portal, started)
    portal.start("run")
    started.set()
    portal.wait_until(lambda: len(sms_peer.messages) > 0, "nothing is sent")
    assert portal.stop() == 0
    sent = [one["key"] for one in sms_peer.messages]
    assert len(set(sent)) == len(sent)
    assert len(sent) < WAITING
    found = states(database)
    assert {key for key, (state, _) in found.items() if state == "sent"} == set(sent)
    assert {found[key] for key in keys if key not in sent} == {("waiting", 0)}
    sms_peer.after = lambda: None
    portal.start("run")
    portal.wait_until(lambda: len(sms_peer.messages) >= WAITING, "the rest is not sent")
    assert portal.stop() == 0
    assert sorted(one["key"] for one in sms_peer.messages) == sorted(keys)


def stop_and_see_it_stop(portal: Portal, started: Event) -> None:
    """Tell the portal to stop while it waits for the provider's answer, and answer when it takes no more pages."""
    assert started.wait(30)
    portal.signal()
    portal.wait_until(lambda: not portal.answers(), "the portal does not stop")
