"""Open the database the way that loses nothing, and give the models their column types."""

import json
import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    LargeBinary,
    MetaData,
    TypeDecorator,
    Uuid,
    create_engine,
    event,
)
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from dvc import clock, crypto
from dvc.domain.identity import uuid7

__all__ = [
    "AWAY",
    "Base",
    "Database",
    "SealedJson",
    "SealedText",
    "Session",
    "StaleDataError",
    "UtcDateTime",
    "new_id",
]

LINE_SECONDS = 10
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# The database does not answer, is full, or was busy for too long: it may be well again in a minute.
AWAY = (OperationalError, PoolTimeout)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; naive values are refused since nobody knows what they mean."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the type's signature
        """Turn into UTC for the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - as above
        """Give back an aware UTC moment; SQLite forgets the zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SealedText(TypeDecorator[str]):
    """A text encrypted at rest; `context` names the column so that values cannot be moved."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the type's signature
        """Seal."""
        return None if value is None else crypto.ring().seal(value.encode(), self.context.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - as above
        """Open."""
        return None if value is None else crypto.ring().open(value, self.context.encode()).decode()


class SealedJson(TypeDecorator[Any]):
    """A JSON value encrypted at rest; assign a new value to change it, changes inside are not seen."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:  # noqa: ARG002 - the type's signature
        """Seal."""
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return crypto.ring().seal(text.encode(), self.context.encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:  # noqa: ARG002 - as above
        """Open."""
        return None if value is None else json.loads(crypto.ring().open(value, self.context.encode()))


class Base(DeclarativeBase):
    """The parent of all models."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime, uuid.UUID: Uuid}  # noqa: RUF012 - SQLAlchemy's own declaration


def new_id() -> uuid.UUID:
    """Make a UUIDv7: unique, and roughly in order of time."""
    return uuid7(int(clock.now().timestamp() * 1000), os.urandom(10))


class Database:
    """One database: `sqlite:///…` or `postgresql+psycopg://…`."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self._writes_alone = url.startswith("sqlite")
        self._line = threading.RLock()
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)
        self._writing = self.engine.execution_options(dvc_write=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that is never committed."""
        with self._sessions() as session:
            yield session

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """Open a plain connection that is never committed: for single questions that need no models."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Open a session that is committed at the end, or rolled back when anything is raised."""
        with self._turn(), self._sessions(bind=self._writing) as session, session.begin():
            yield session

    @contextmanager
    def _turn(self) -> Iterator[None]:
        # SQLite lets one write at a time and has the others sleep and look again, the unlucky ones for long. Threads of
        # one process wait in a line instead; who has waited long enough goes on, and SQLite decides.
        waited = self._writes_alone and self._line.acquire(timeout=LINE_SECONDS)
        try:
            yield
        finally:
            if waited:
                self._line.release()

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    """Make the engine; SQLite gets WAL, full sync, and writes that take their lock at once."""
    if not url.startswith("sqlite"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(url, pool_size=5, max_overflow=10, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(url, pool_size=20, max_overflow=20, hide_parameters=True)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours: see _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "busy_timeout=10000", "foreign_keys=ON", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A write that starts with a plain BEGIN fails at once when another wrote meanwhile; IMMEDIATE waits its turn.
    writing = connection.get_execution_options().get("dvc_write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
