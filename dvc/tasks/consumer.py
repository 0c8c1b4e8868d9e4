"""Run the queue's consumer: wake-ups by the queue, sweeps by the clock, an orderly end at SIGTERM."""

from typing import Any

from huey.consumer import Consumer, Scheduler

from dvc.config import Settings
from dvc.db import Database
from dvc.services import outbox, setup
from dvc.tasks import queue, sweeps, work

THREADS = 4  # one for each channel, one for the copies, one for the other sweeps
LOOK_SECONDS = 0.05
LONGEST_LOOK_SECONDS = 0.5
STOP_SECONDS = 27  # the parent kills what still runs after 29


class Ticking(Scheduler):  # type: ignore[misc]  # huey has no types
    """Huey looks at its periodic tasks once a minute: too seldom for a message whose wake-up was lost."""

    periodic_task_seconds = sweeps.TICK_SECONDS


class Working(Consumer):  # type: ignore[misc]  # as above
    """A consumer that ticks."""

    scheduler_class = Ticking


def run(settings: Settings) -> None:
    """Work until SIGTERM, which lets running work finish; the keys must be installed."""
    setup.set_up_logging(settings.log)
    setup.install(settings)
    database = Database(settings.database_url)
    try:
        make(settings, database).run()
    finally:
        database.close()


def make(settings: Settings, database: Database) -> Any:
    """Make the consumer with all its tasks, and make it what this process works with."""
    huey = queue.open_queue(settings.queue_url)
    queue.deliver_task(huey)
    sweeps.register(huey)
    consumer = Working(
        huey,
        workers=THREADS,
        initial_delay=LOOK_SECONDS,
        max_delay=LONGEST_LOOK_SECONDS,
        shutdown_timeout=STOP_SECONDS,
        graceful_signal="TERM",
    )
    work.install(work.Work(database, consumer.stop_flag))
    outbox.on_commit(queue.Bell(settings))
    return consumer
