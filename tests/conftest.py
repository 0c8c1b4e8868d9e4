"""Fixtures that every kind of test may use, and the rules of the whole run.

`--database=sqlite` (the default), `postgres` or `both` says on what the tests that need a database run. Tests of the
browser and of whole processes run once, on SQLite, unless `--database=postgres` asks otherwise or the test is marked
`every_database`.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dvc import crypto
from dvc.config import Settings
from dvc.db import Database
from tests.support.databases import Databases, PostgresDatabases, SqliteDatabases

pytest_plugins = ["tests.support.web", "tests.support.peers", "tests.support.portal", "tests.support.browser"]

KINDS = {"sqlite": ("sqlite",), "postgres": ("postgres",), "both": ("sqlite", "postgres")}
ONCE = ("e2e", "processes", "benchmarks")


for _name in [name for name in os.environ if name.startswith("DVC_") and name != "DVC_SOAK"]:
    del os.environ[_name]  # the developer's own settings are no matter of the tests


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line("markers", "every_database: a test of whole processes that also runs on PostgreSQL")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the choice of the database."""
    parser.addoption("--database", choices=sorted(KINDS), default="sqlite", help="what the tests' data lies in")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that needs a database on the chosen ones."""
    if "database_kind" not in metafunc.fixturenames:
        return
    kinds = KINDS[metafunc.config.getoption("--database")]
    folders = Path(metafunc.definition.nodeid.split("::")[0]).parts
    everywhere = metafunc.definition.get_closest_marker("every_database") is not None
    if any(folder in folders for folder in ONCE) and not everywhere:
        kinds = kinds[:1]
    metafunc.parametrize("database_kind", kinds, scope="session")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Count a skipped test as a failed one where CI is set: what was not run was not shown."""
    report: pytest.TestReport = yield  # type: ignore[assignment]  # pluggy sends the report
    if os.environ.get("CI") and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {item.nodeid}: {report.longrepr}"
    return report  # type: ignore[return-value]  # as above


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    """Count a skipped module as a failed one where CI is set."""
    report: pytest.CollectReport = yield  # type: ignore[assignment]  # pluggy sends the report
    if os.environ.get("CI") and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {collector.nodeid}: {report.longrepr}"
    return report  # type: ignore[return-value]  # as above


@pytest.fixture(scope="session")
def databases(database_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Make fresh databases of the kind that this test runs on."""
    if database_kind == "sqlite":
        yield SqliteDatabases(tmp_path_factory.mktemp("databases"))
        return
    made = PostgresDatabases()
    yield made
    made.stop()


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """Lend a fresh, migrated database."""
    with databases.fresh() as url:
        yield url


@pytest.fixture(scope="session")
def ring() -> crypto.KeyRing:
    """Make the keys of this run."""
    return crypto.new_ring()


@pytest.fixture
def environment(database_url: str, ring: crypto.KeyRing, tmp_path: Path) -> dict[str, str]:
    """Return the DVC_* variables of a portal of its own; change them before asking for `settings` or `server`."""
    instance = tmp_path / "instance"
    instance.mkdir()
    return {
        "DVC_ENV": "test",
        "DVC_INSTANCE": str(instance),
        "DVC_DATABASE_URL": database_url,
        "DVC_KEYS": ring.dumps(),
        "DVC_CAPTCHA_ANSWER": "ABCDE",
    }


@pytest.fixture
def settings(environment: dict[str, str]) -> Settings:
    """Return the settings of a portal of its own."""
    return Settings.from_environ(environment)


@pytest.fixture
def database(settings: Settings, ring: crypto.KeyRing) -> Iterator[Database]:
    """Open the test's database, the keys installed."""
    crypto.install(ring)
    opened = Database(settings.database_url)
    yield opened
    opened.close()
