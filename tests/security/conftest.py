"""A portal with somebody to attack."""

import pytest
from flask import Flask

from dvc.db import Database
from tests.security.stage import Stage, set_up


@pytest.fixture
def database(app: Flask) -> Database:
    """Return the app's own database."""
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def stage(database: Database) -> Stage:
    """Put everybody in place."""
    return set_up(database)
