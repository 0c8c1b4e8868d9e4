"""Bind the app's database to the entry points: views open a transaction, services only use it."""

from contextlib import AbstractContextManager

from flask import current_app

from dvc.db import Database, Session


def database() -> Database:
    """Return the app's database."""
    found: Database = current_app.extensions["dvc_database"]
    return found


def transaction() -> AbstractContextManager[Session]:
    """Open a transaction that commits at the end of the block."""
    return database().transaction()


def reading() -> AbstractContextManager[Session]:
    """Open a session that only reads."""
    return database().reading()
