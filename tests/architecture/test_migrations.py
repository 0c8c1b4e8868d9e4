"""Migrations are numbered, run up and down, and end at what the models say, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from dvc import migrations
from dvc.db import Base, make_engine
from tests.support.databases import Databases

VERSIONS = Path(migrations.__file__).parent / "versions"


@pytest.fixture
def empty(databases: Databases) -> Iterator[str]:
    with databases.fresh(migrated=False) as url:
        yield url


def tables(url: str) -> set[str]:
    engine = make_engine(url)
    try:
        return set(inspect(engine).get_table_names()) - {"alembic_version"}
    finally:
        engine.dispose()


def test_the_head_file_names_the_newest_migration() -> None:
    script = ScriptDirectory.from_config(migrations.config_for("sqlite://"))
    assert script.get_heads() == [migrations.head()]


def test_migrations_are_numbered_without_a_gap() -> None:
    names = sorted(path.name for path in VERSIONS.glob("*.py") if path.name != "__init__.py")
    assert all(re.fullmatch(r"\d{4}_[a-z0-9_]+\.py", name) for name in names)
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_migrations_end_at_what_the_models_say(database_url: str) -> None:
    engine = make_engine(database_url)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            assert compare_metadata(context, Base.metadata) == []
    finally:
        engine.dispose()


def test_each_migration_goes_down_and_up_again(empty: str) -> None:
    for number in range(1, int(migrations.head()) + 1):
        migrations.upgrade(empty, f"{number:04}")
        standing = tables(empty)
        migrations.downgrade(empty, f"{number - 1:04}" if number > 1 else "base")
        migrations.upgrade(empty, f"{number:04}")
        assert tables(empty) == standing
    migrations.downgrade(empty, "base")
    assert tables(empty) == set()
