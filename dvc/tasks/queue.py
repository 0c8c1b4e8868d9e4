"""Open the queue and wake the worker through it: a wake-up may be lost, a message never (docs/adr/0006-outbox.md)."""

import sys
import time
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from dvc import crypto
from dvc.config import BadSettings, Settings
from dvc.services.setup import logger

NAME = "dvc"
CLIENTS = ("redis", "psycopg")
LOCK_SECONDS = 1  # a page must not wait longer for a wake-up
# With so many waiting, one more tells nothing new: those of this channel among them will find the message.
ENOUGH = 32


def open_queue(url: str) -> Any:
    """Open `sqlite:///file` or `redis://…`; tasks carry ids only and no results are kept.

    Raises:
        BadSettings: the address is of another kind, or Redis is not installed.

    """
    scheme = urlsplit(url).scheme
    _import_huey(unneeded=CLIENTS if scheme == "sqlite" else ())
    from huey.serializer import SignedSerializer  # noqa: PLC0415 - see _import_huey

    # Huey reads its tasks with pickle: only what this portal has signed is read.
    choices = {"results": False, "serializer": SignedSerializer(crypto.ring().sign("tasks", "queue"), NAME)}
    if scheme == "sqlite":
        return _sqlite(Path(url.removeprefix("sqlite:///")), choices)
    if scheme in ("redis", "rediss", "unix"):
        return _redis(url, choices)
    raise BadSettings("DVC_QUEUE_URL là sqlite:///tệp hoặc redis://máy:cổng/số.")


def _import_huey(unneeded: Iterable[str]) -> None:
    # Huey imports the client of every store that is installed: 12 MiB in each process, a fifth of a second of the first
    # filing. It goes without those that it cannot import.
    hidden = [name for name in unneeded if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # Python's own sign for "cannot be imported"
    try:
        import_module("huey")
    finally:
        for name in hidden:
            del sys.modules[name]


def _sqlite(file: Path, choices: dict[str, Any]) -> Any:
    from huey import SqliteHuey  # noqa: PLC0415 - only the chosen store is imported

    # Not synced to the disk: what a power cut takes are wake-ups, and the sweep needs none.
    return SqliteHuey(NAME, filename=str(file), fsync=False, timeout=LOCK_SECONDS, **choices)


def _redis(url: str, choices: dict[str, Any]) -> Any:
    try:
        from huey import RedisHuey  # noqa: PLC0415 - only the chosen store is imported

        return RedisHuey(NAME, url=url, **choices)
    except Exception as error:
        if type(error).__name__ in ("ConfigurationError", "ImportError", "ModuleNotFoundError"):
            raise BadSettings("DVC_QUEUE_URL là Redis nhưng máy chưa cài gói redis.") from error
        raise


class Bell:
    """Wakes the worker; opens the queue at the first ring, in the process that rings."""

    def __init__(self, settings: Settings) -> None:
        self._url = settings.queue_url
        self._opening = Lock()
        self._huey: Any = None
        self._task: Any = None

    def __call__(self, channels: frozenset[str]) -> None:
        """Ask for the delivery of what waits for these channels; says nothing when the queue is away."""
        try:
            with self._opening:
                if self._huey is None:
                    self._huey = open_queue(self._url)
                    self._task = deliver_task(self._huey)
            if self._huey.pending_count() >= ENOUGH:
                return
            for channel in sorted(channels):
                self._task(channel, time.time())
        except Exception as error:  # noqa: BLE001 - the page is done and the sweep will find the messages
            logger().warning("poke.failed", kind=type(error).__name__)

    def close(self) -> None:
        """Give the connection back."""
        if self._huey is not None:
            self._huey.storage.close()


def deliver_task(huey: Any) -> Any:
    """Return the task `deliver` of a queue: called, it puts itself into the queue."""
    from dvc.tasks import outbox  # noqa: PLC0415 - the web process imports it only when it has something to send

    return huey.task(name="deliver")(outbox.deliver)
