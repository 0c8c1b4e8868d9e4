"""Deliver what waits in the outbox, one run a channel at a time in each process.

A channel whose peer is slow thus holds up neither the other channel nor more than one thread.
"""

import time
from collections.abc import Iterator, Mapping
from threading import Lock

from dvc.domain.notices import Channel
from dvc.services import deliveries
from dvc.services.deliveries import LEASE, Fate, Outcome, Parcel
from dvc.tasks import work
from dvc.tasks.work import Work, guarded

# A send that begins in time ends, as a rule, while the lease still holds.
BEGIN_WITHIN_SECONDS = LEASE.total_seconds() / 2
BUSY_IN_A_ROW = 3
SETTLE_SECONDS = 0.25


class Turn:
    """Lets one thread run; what was asked meanwhile makes it run once more, so that no wake-up is lost."""

    def __init__(self) -> None:
        self._running = Lock()
        self._asked = False

    def rounds(self) -> Iterator[None]:
        """Yield once for each round to run; nothing when another thread is at it."""
        self._asked = True
        while self._asked and self._running.acquire(blocking=False):
            try:
                self._asked = False
                yield
            finally:
                self._running.release()


TURNS: Mapping[Channel, Turn] = {channel: Turn() for channel in Channel}


@guarded
def deliver(channel: str, asked_at: float = float("inf")) -> None:
    """Deliver all that is due by a channel, until nothing is left or the process is to stop.

    `asked_at` is when a wake-up was sent (seconds since 1970): one that was sent before the last look tells nothing
    new. Clocks of two machines that differ can only make a message wait for the next sweep.
    """
    working, way = work.current(), Channel(channel)
    if asked_at < working.looked_at[way]:
        return
    for _ in TURNS[way].rounds():
        while deliver_batch(working, way):
            pass


def deliver_batch(working: Work, channel: Channel) -> bool:
    """Claim, send and settle one batch; returns whether it is worth going on at once."""
    if working.stopping.is_set():
        return False
    working.looked_at[channel] = time.time()
    with working.transaction() as session:
        parcels = deliveries.claim(session, channel)
    return _send_all(working, parcels) and len(parcels) == deliveries.BATCH


def _send_all(working: Work, parcels: list[Parcel]) -> bool:
    busy = 0
    done: list[Outcome] = []
    begun = settled_at = time.monotonic()
    for parcel in parcels:
        late = time.monotonic() - begun > BEGIN_WITHIN_SECONDS
        if late or busy >= BUSY_IN_A_ROW or working.stopping.is_set():
            done.append(Outcome(parcel, Fate.UNTRIED))
            continue
        outcome = deliveries.deliver(parcel)
        busy = busy + 1 if outcome.fate is Fate.BUSY else 0
        done.append(outcome)
        if time.monotonic() - settled_at > SETTLE_SECONDS:  # a slow peer: settle what it has taken at once
            _settle(working, done)
            done, settled_at = [], time.monotonic()
    _settle(working, done)
    return busy < BUSY_IN_A_ROW


def _settle(working: Work, outcomes: list[Outcome]) -> None:
    if outcomes:
        with working.transaction() as session:
            deliveries.settle(session, outcomes)
