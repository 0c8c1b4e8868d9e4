"""What the tasks of a worker process work with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from threading import Event, Lock
from typing import ParamSpec

from dvc.db import Database, Session
from dvc.domain.notices import Channel
from dvc.services import outbox
from dvc.services.setup import logger

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Work:
    """The database, whether the process is asked to stop, and when each channel's outbox was last looked at."""

    database: Database
    stopping: Event = field(default_factory=Event)
    looked_at: dict[Channel, float] = field(default_factory=lambda: dict.fromkeys(Channel, 0.0))

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a writing transaction, then wake the worker for what it put into the outbox."""
        with self.database.transaction() as session:
            yield session
        outbox.committed(session)


def install(work: Work) -> None:
    """Make this what the tasks of this process work with."""
    INSTALLED[:] = [work]


INSTALLED: list[Work] = []


def current() -> Work:
    """Return what the tasks of this process work with."""
    return INSTALLED[0]


def alone(task: Callable[[], None]) -> Callable[[], None]:
    """Skip a run while one of the same task goes on in this process: the clock asks again, threads must not queue."""
    going = Lock()

    @wraps(task)
    def run() -> None:
        if going.acquire(blocking=False):
            try:
                task()
            finally:
                going.release()

    return run


def guarded(task: Callable[P, None]) -> Callable[P, None]:
    """Log a task's fault by its kind alone: its text may name a person. The next sweep tries again."""

    @wraps(task)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            task(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - as above
            logger().error("task.failed", task=task.__name__, kind=type(error).__name__)

    return run
