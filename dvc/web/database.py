"""Bind the app's database to the entry points: views open a transaction, services only use it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from flask import current_app

from dvc.db import Database, Session
from dvc.services import outbox


def database() -> Database:
    """Return the app's database."""
    found: Database = current_app.extensions["dvc_database"]
    return found


@contextmanager
def transaction() -> Iterator[Session]:
    """Open a transaction that commits at the end of the block, then wake the worker for what it put in the outbox."""
    with database().transaction() as session:
        yield session
    outbox.committed(session)


def reading() -> AbstractContextManager[Session]:
    """Open a session that only reads."""
    return database().reading()
