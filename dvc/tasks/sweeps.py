"""Look at regular times for what no event calls for: messages without a wake-up, and what is over."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from dvc import clock
from dvc.services import deliveries, expiry, storage, uploads
from dvc.tasks import outbox, work
from dvc.tasks.work import alone, guarded

TICK_SECONDS = 5
MINUTE = 60
HOUR = 60 * MINUTE
COPIES = 20
UNFINISHED = timedelta(days=1)  # no upload takes so long: its writer was killed


class Every:
    """True at the first look and then once in so many seconds, whatever the wall clock does."""

    def __init__(self, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._next = float("-inf")

    def __call__(self, _now: datetime | None = None) -> bool:
        """Tell whether it is time again."""
        now = self._clock()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True


def messages() -> None:
    """Deliver what waits: the wake-up may have been lost, a pause or a dead worker's lease may be over."""
    for channel in sorted(deliveries.offered()):
        outbox.deliver(channel.value)


@guarded
@alone
def short_lived() -> None:
    """Delete sessions, codes and the like that are over."""
    with work.current().transaction() as session:
        expiry.short_lived(session)


@guarded
@alone
def drafts() -> None:
    """Warn of drafts that will soon be deleted, and delete those whose time is over, batch by batch."""
    for step in (expiry.warn, expiry.drafts):
        full = True
        while full and not work.current().stopping.is_set():
            with work.current().transaction() as session:
                full = step(session) == expiry.BATCH


@guarded
@alone
def copies() -> None:
    """Make the cleaned copies that people see of files that came lately."""
    with work.current().database.reading() as session:
        found = uploads.waiting(session, COPIES)
    for upload in found:
        if work.current().stopping.is_set():
            return
        copy = uploads.make_copy(upload)  # decoding takes long, and SQLite has one writer
        with work.current().transaction() as session:
            uploads.keep_copy(session, upload.id, copy)


@guarded
@alone
def files() -> None:
    """Delete the bytes that no row names, when the look before found the same, and what killed writers left."""
    store = storage.store()
    store.clear_unfinished((clock.now() - UNFINISHED).timestamp())
    with work.current().database.reading() as session:
        found = set(expiry.unnamed(session, store.names()))
    for name in found & _SEEN:
        store.delete(name)
    _SEEN.clear()
    _SEEN.update(found)


_SEEN: set[str] = set()

PERIODIC: tuple[tuple[Callable[[], None], int], ...] = (
    (messages, TICK_SECONDS),
    (copies, TICK_SECONDS),
    (short_lived, 5 * MINUTE),
    (drafts, 10 * MINUTE),
    (files, 6 * HOUR),
)


def register(huey: Any) -> None:
    """Give the queue its periodic tasks."""
    for task, seconds in PERIODIC:
        huey.periodic_task(Every(seconds), name=task.__name__)(task)
