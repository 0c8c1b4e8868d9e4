"""Bring the database from one form to the next, numbered, up and down."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from alembic.config import Config

FOLDER = Path(__file__).parent


def config_for(url: str) -> "Config":
    """Return Alembic's configuration for a database."""
    from alembic.config import Config  # noqa: PLC0415 - a start that finds the database current needs no Alembic

    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Bring the database up to a revision."""
    from alembic import command  # noqa: PLC0415 - as above

    command.upgrade(config_for(url), revision)


def downgrade(url: str, revision: str) -> None:
    """Bring the database down to a revision."""
    from alembic import command  # noqa: PLC0415 - as above

    command.downgrade(config_for(url), revision)


def head() -> str:
    """Return the number of the newest migration, which the file HEAD names so that two branches collide there."""
    return (FOLDER / "HEAD").read_text(encoding="utf-8").strip()
