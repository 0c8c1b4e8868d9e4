"""Put many dossiers into a database by SQL: copies of one that was filed, each with an event and a number."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dvc import crypto
from dvc.services import accounts
from tests.benchmarks.servers import Server

CODE = "H15.24265-250101-"
KNOWN = 200
FRESH = {
    "dossier": ("id", "code", "draft_id", "people", "answers"),
    "dossier_event": ("id", "dossier_id", "key"),
}
_COUNTED = "WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :last) "
_ID = "printf('%032x', i)"
_NUMBERS = (
    f"{_COUNTED} INSERT INTO dossier_number (id, dossier_id, number_index, part) "  # noqa: S608 - our own texts
    f"SELECT {_ID}, {_ID}, randomblob(32), 'owner' FROM n"
)


def codes() -> list[str]:
    """Return codes that are known in every seeded database."""
    return [f"{CODE}{number:07d}" for number in range(1, KNOWN)]


def numbers() -> list[str]:
    """Return ID numbers, of a dossier each, that are known in every seeded database."""
    return [f"066185{number:06d}" for number in range(100, 100 + KNOWN)]


def grow(server: Server, first: int, last: int) -> None:
    """Add the dossiers from the first-th up to before the last-th to the database of a stopped portal."""
    ring = crypto.load(server.environment["DVC_KEYS"], Path())
    assert ring is not None
    crypto.install(ring)
    connection = sqlite3.connect(server.folder / "dvc.sqlite3")
    template = connection.execute("SELECT id FROM dossier ORDER BY submitted_at LIMIT 1").fetchone()[0]
    bounds = {"first": first, "last": last, "template": template}
    bounds |= {name: ring.seal(b"{}", f"dossier.{name}".encode()) for name in ("people", "answers")}
    values = [_ID, f"'{CODE}' || printf('%07d', i)", "printf('%032x', i + 1000000000)", ":people", ":answers"]
    _copy(connection, "dossier", values, "template.id = :template", bounds)
    values = [_ID, _ID, "'seed' || i"]
    _copy(connection, "dossier_event", values, "template.dossier_id = :template AND template.seq = 1", bounds)
    connection.execute(_NUMBERS, bounds)
    if first == 1:
        known = [(accounts.number_index(number), f"{at:032x}") for at, number in enumerate(numbers(), start=1)]
        connection.executemany("UPDATE dossier_number SET number_index = ? WHERE id = ?", known)
    connection.commit()
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _copy(
    connection: sqlite3.Connection, table: str, values: Sequence[str], which: str, bounds: dict[str, object]
) -> None:
    fresh = FRESH[table]
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] not in fresh]
    kept = ", ".join(f'template."{name}"' for name in columns)
    named = ", ".join(f'"{name}"' for name in (*fresh, *columns))
    into = f"INSERT INTO {table} ({named}) SELECT {', '.join(values)}, {kept}"
    connection.execute(f"{_COUNTED} {into} FROM n, {table} AS template WHERE {which}", bounds)
