"""A fresh migrated database for each test, copied from a template made once a session."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dvc import migrations
from tests.support.postgres import Postgres


class SqliteDatabases:
    """Files copied from one migrated file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.template = folder / "template.sqlite3"
        migrations.upgrade(f"sqlite:///{self.template}")

    @contextmanager
    def fresh(self, *, migrated: bool = True) -> Iterator[str]:
        """Lend the address of a new database, empty when not migrated."""
        file = self.folder / f"{uuid.uuid4().hex}.sqlite3"
        if migrated:
            shutil.copyfile(self.template, file)
        yield f"sqlite:///{file}"
        for part in self.folder.glob(f"{file.name}*"):
            part.unlink()


class PostgresDatabases:
    """Databases copied from one migrated database of a server that we started."""

    def __init__(self) -> None:
        self.server = Postgres()
        migrations.upgrade(self.server.create("dvc_template"))

    @contextmanager
    def fresh(self, *, migrated: bool = True) -> Iterator[str]:
        """Lend the address of a new database, empty when not migrated."""
        name = f"t{uuid.uuid4().hex}"
        yield self.server.create(name, "dvc_template" if migrated else "template0")
        self.server.drop(name)

    def stop(self) -> None:
        """Stop the server."""
        self.server.stop()


Databases = SqliteDatabases | PostgresDatabases
