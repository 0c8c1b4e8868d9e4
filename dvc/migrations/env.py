"""Tell Alembic which database and which tables; SQLite alters by copying (batch mode)."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import TypeDecorator

from dvc import models  # noqa: F401 - names every table
from dvc.db import Base, make_engine


def render_plain(kind: str, thing: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as the database's: a migration must not change when our code does."""
    if kind == "type" and isinstance(thing, TypeDecorator):
        return f"sa.{thing.impl!r}"
    return False


engine = make_engine(context.config.attributes["url"]).execution_options(dvc_write=True)
with engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # A batch drops and renames the table that others refer to; the pragma has no effect inside a transaction.
        connection.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]  # the driver's
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_plain,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
