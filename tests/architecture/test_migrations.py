"""Migrations are numbered, run up and down, and end at what the models say, on both databases."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

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


def test_rows_that_others_refer_to_survive_a_rebuilt_table(empty: str) -> None:
    migrations.upgrade(empty, "0002")
    engine = make_engine(empty)
    row = {
        "identifier_code": "H15.24264", "identifier_official": False, "name": "Xã Ea Kuêh", "desk_name": "Một cửa",
        "commune_code": "24264", "province_code": "66", "province_name": "Đắk Lắk", "address": "", "hotline": "",
        "hours": "", "receives": False,
    }  # fmt: skip
    columns, marks = ", ".join(row), ", ".join(f":{name}" for name in row)
    try:
        with engine.begin() as connection:
            connection.execute(text(f"INSERT INTO agency (id, {columns}) VALUES (1, {marks})"), row)  # noqa: S608 - our own names
            heir = {**row, "identifier_code": "H15.24265"}
            connection.execute(
                text(f"INSERT INTO agency (id, succeeded_by_id, {columns}) VALUES (2, 1, {marks})"),  # noqa: S608 - as above
                heir,
            )
        migrations.upgrade(empty)
        with engine.connect() as connection:
            assert connection.execute(text("SELECT id, succeeded_by_id FROM agency ORDER BY id")).all() == [
                (1, None),
                (2, 1),
            ]
    finally:
        engine.dispose()
