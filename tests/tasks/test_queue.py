import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from huey.exceptions import HueyException

from dvc.config import BadSettings, Settings
from dvc.services import outbox
from dvc.tasks import consumer, queue
from dvc.tasks.queue import Bell
from dvc.tasks.work import Work

Fill = Callable[..., list[str]]
Rows = Callable[[], list[Any]]


@pytest.fixture
def bell(settings: Settings, working: Work) -> Iterator[Bell]:  # noqa: ARG001 - the keys sign what is queued
    bell = Bell(settings)
    outbox.on_commit(bell)
    yield bell
    bell.close()


def waiting(settings: Settings) -> int:
    huey = queue.open_queue(settings.queue_url)
    try:
        return int(huey.pending_count())
    finally:
        huey.storage.close()


def test_a_commit_wakes_the_worker_once_a_channel(bell: Bell, fill: Fill, settings: Settings) -> None:  # noqa: ARG001 - it rings
    fill(3)
    fill(2, "email")
    assert waiting(settings) == 2


def test_a_long_queue_gets_no_more_wake_ups(bell: Bell, settings: Settings) -> None:
    for _ in range(queue.ENOUGH + 5):
        bell(frozenset({"sms"}))
    assert waiting(settings) == queue.ENOUGH


def test_what_is_rolled_back_wakes_nobody(bell: Bell, working: Work, settings: Settings) -> None:  # noqa: ARG001 - it would ring
    letter = outbox.Letter("sms", "0912345678", "words")
    with suppress(KeyError), working.transaction() as session:
        outbox.put(session, "key", letter, outbox.About("dossier.filed"))
        raise KeyError
    assert not Path(settings.queue_url.removeprefix("sqlite:///")).exists()


def test_a_queue_that_is_away_loses_no_message(fill: Fill, rows: Rows, settings: Settings) -> None:
    file = Path(settings.queue_url.removeprefix("sqlite:///"))
    file.mkdir()
    outbox.on_commit(Bell(settings))
    fill()
    assert [row.state for row in rows()] == ["waiting"]


def test_the_queue_holds_the_channel_and_nothing_of_the_person(bell: Bell, fill: Fill, settings: Settings) -> None:  # noqa: ARG001 - it rings
    fill()
    with sqlite3.connect(settings.queue_url.removeprefix("sqlite:///")) as connection:
        ((data,),) = connection.execute("select data from task").fetchall()
    connection.close()
    assert b"sms" in data
    assert b"0912345678" not in data


def test_what_another_wrote_into_the_queue_is_not_read(bell: Bell, fill: Fill, settings: Settings) -> None:  # noqa: ARG001 - it rings
    fill()
    with sqlite3.connect(settings.queue_url.removeprefix("sqlite:///")) as connection:
        connection.execute("update task set data = cast('x' || data as blob)")
    connection.close()
    huey = queue.open_queue(settings.queue_url)
    queue.deliver_task(huey)
    with pytest.raises((ValueError, HueyException)):
        huey.dequeue()
    huey.storage.close()


def test_the_consumer_delivers_soon_after_a_commit_and_ends_in_order(
    working: Work, fill: Fill, rows: Rows, settings: Settings
) -> None:
    made = consumer.make(settings, working.database)
    made._set_signal_handlers = lambda: None  # a test runs in the main thread of its own
    thread = threading.Thread(target=made.run)
    thread.start()
    fill(3)
    pause = threading.Event()
    for _ in range(200):
        if all(row.state == "sent" for row in rows()):
            break
        pause.wait(0.05)
    made.stop_flag.set()
    thread.join(10)
    assert [row.state for row in rows()] == ["sent"] * 3
    assert not thread.is_alive()
    made.huey.storage.close()


@pytest.mark.parametrize("url", ["", "amqp://localhost", "queue.sqlite3"])
def test_another_kind_of_queue_is_refused(working: Work, url: str) -> None:  # noqa: ARG001 - the keys are needed
    with pytest.raises(BadSettings):
        queue.open_queue(url)
