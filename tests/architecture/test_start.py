"""A start imports what every page needs; what only some need comes with the first that asks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dvc.crypto import KeyRing
from tests.support.portal import CHECKOUT

# Each costs a start tens of milliseconds and every process megabytes.
LATER = frozenset(
    {
        "PIL",
        "alembic",
        "argon2",
        "captcha",
        "huey",
        "pikepdf",
        "pillow_heif",
        "psycopg",
        "py7zr",
        "pypdfium2",
        "rarfile",
        "redis",
        "requests",
        "segno",
        "smtplib",
        "structlog",
        "typst",
    }
)


@pytest.fixture
def environment(tmp_path: Path, ring: KeyRing) -> dict[str, str]:
    """Return a portal on SQLite: on PostgreSQL its client is rightly there from the start."""
    return {"DVC_ENV": "test", "DVC_INSTANCE": str(tmp_path), "DVC_KEYS": ring.dumps()}


def imported(program: str, environment: dict[str, str]) -> set[str]:
    command = [sys.executable, "-c", f"{program}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"]
    done = subprocess.run(command, env=environment, cwd=CHECKOUT, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_start_imports_nothing_that_only_some_pages_need(environment: dict[str, str]) -> None:
    assert imported("import wsgi", environment) & LATER == set()


def test_waking_the_worker_imports_no_client_of_a_store_that_is_not_used(environment: dict[str, str]) -> None:
    ring = "from wsgi import app\nfrom dvc.tasks.queue import Bell\nBell(app.extensions['dvc_settings'])({'sms'})"
    found = imported(ring, environment)
    assert "huey" in found
    assert found & {"redis", "psycopg"} == set()
