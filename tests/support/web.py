"""The app, and a client that checks each page it fetches."""

from collections.abc import Iterator

import pytest
from flask import Flask

from dvc.app import create_app
from dvc.config import Settings
from dvc.web.compiled_templates import CompiledTemplates, compiled_templates
from tests.support.client import PageClient
from tests.support.robot import Robot


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> CompiledTemplates:
    """Lend the tests one folder of compiled templates: compiling is a third of a second a test."""
    return compiled_templates(tmp_path_factory.mktemp("compiled"))


@pytest.fixture
def app(settings: Settings, compiled: CompiledTemplates) -> Iterator[Flask]:
    """Make the app on a fresh database."""
    made = create_app(settings)
    made.jinja_env.bytecode_cache = compiled
    made.test_client_class = PageClient
    yield made
    made.extensions["dvc_database"].close()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """Return a visitor without a session whose pages are checked (house rule 20)."""
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


@pytest.fixture
def browse(client: PageClient) -> Robot:
    """Return a visitor with JavaScript off: he reads labels and presses buttons."""
    return Robot(client)
