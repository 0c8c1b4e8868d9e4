"""What the tests of the pages share."""

import pytest
from flask import Flask

from dvc.db import Database


@pytest.fixture
def database(app: Flask) -> Database:
    """Return the app's own database."""
    found: Database = app.extensions["dvc_database"]
    return found
