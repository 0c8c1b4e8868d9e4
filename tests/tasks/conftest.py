from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.models.outbox import OutboxMessage
from dvc.services import outbox, setup
from dvc.services.outbox import About, Letter
from dvc.tasks import work
from dvc.tasks.work import Work

Fill = Callable[..., list[str]]


@pytest.fixture
def working(database: Database, settings: Settings) -> Work:
    """Let the tasks of this process work on the test's portal."""
    setup.install(settings)
    outbox.on_commit(lambda _channels: None)
    made = Work(database)
    work.install(made)
    return made


@pytest.fixture
def fill(working: Work) -> Fill:
    """Return a function that puts messages into the outbox and gives back their keys."""

    def put(count: int = 1, channel: str = "sms", *, life: timedelta | None = None) -> list[str]:
        to = "0912345678" if channel == "sms" else "net@example.vn"
        about = About("dossier.filed", expires_at=clock.now() + life if life else None)
        with working.transaction() as session:
            there = session.query(OutboxMessage).count()
            keys = [f"H15.24265-261124-{there + number:04d}:dossier.filed:1:{channel}" for number in range(count)]
            for key in keys:
                outbox.put(session, key, Letter(channel, to, f"Đã nộp hồ sơ {key}", "Đã nộp hồ sơ"), about)
        return keys

    return put


@pytest.fixture
def rows(working: Work) -> Callable[[], list[Any]]:
    """Return a function that reads the outbox, oldest first."""

    def read() -> list[Any]:
        with working.database.reading() as session:
            return session.query(OutboxMessage).order_by(OutboxMessage.key).all()

    return read
