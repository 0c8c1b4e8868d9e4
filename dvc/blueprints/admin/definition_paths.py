"""Walk the plain data of a definition by an address such as `sections/nguoi-yeu-cau/questions/nyc_ho_ten`.

An entry is named by its key, or by `_3` when it has none that is its own. The type hints of the shapes say what there
is; the data may be as faulty as somebody wrote it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from dvc.blueprints.admin.definition_values import readable
from dvc.domain.procedures import Case, Check, Component, Extension, Fee, Procedure, Question, Result, Section, Tier
from dvc.domain.workdays import Duration
from dvc.errors import NotFound

Path = tuple[str, ...]
ENTRIES: frozenset[type] = frozenset({Case, Check, Component, Fee, Question, Result, Section, Tier})
_TITLES = ("title", "label", "name", "say", "reason", "key")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a definition, with its shape and its address; the definition itself has the empty one."""

    kind: type
    table: dict[str, Any]
    path: Path

    @property
    def title(self) -> str:
        """Return what people call it."""
        return title_of(self.table)


@dataclass(frozen=True, slots=True)
class Rows:
    """One list of entries, with their shape and the list's address; `owner` is the table that holds it."""

    kind: type
    owner: Entry
    name: str

    @property
    def path(self) -> Path:
        """Return the list's address."""
        return (*self.owner.path, self.name)

    @property
    def rows(self) -> list[Any]:
        """Return the entries; none when the data has something else there."""
        found = self.owner.table.get(self.name)
        return found if isinstance(found, list) else []

    @property
    def segments(self) -> list[str]:
        """Return how each entry is named in addresses."""
        keys = [row.get("key") if isinstance(row, Mapping) else None for row in self.rows]
        times = Counter(key for key in keys if isinstance(key, str))
        return [
            str(key) if isinstance(key, str) and _NAME.fullmatch(key) and times[key] == 1 else f"_{at + 1}"
            for at, key in enumerate(keys)
        ]

    def place(self, segment: str) -> int:
        """Return where an entry stands; raises NotFound."""
        try:
            return self.segments.index(segment)
        except ValueError:
            raise NotFound from None

    def changed(self, rows: list[Any]) -> None:
        """Put other entries in the place of these; a list without any is left out."""
        if rows:
            self.owner.table[self.name] = rows
        else:
            self.owner.table.pop(self.name, None)


@cache
def shape(kind: type) -> Mapping[str, Any]:
    """Return the type of each field of a shape, in its order."""
    hints = get_type_hints(kind)
    return {spec.name: hints[spec.name] for spec in fields(kind)}


@cache
def lists(kind: type) -> Mapping[str, type]:
    """Return the fields of a shape that are lists of entries, with the entries' shape."""
    found = {name: get_args(hint)[0] for name, hint in shape(kind).items() if get_origin(hint) is tuple}
    return {name: inner for name, inner in found.items() if inner in ENTRIES}


def inner_shape(hint: Any) -> type | None:
    """Return the shape of a field that holds one table, None of any other."""
    kinds = [one for one in get_args(hint) or (hint,) if one is not NoneType]
    return kinds[0] if kinds[0] in (Duration, Extension) else None


def whole(data: dict[str, Any]) -> Entry:
    """Return the definition itself."""
    return Entry(Procedure, data, ())


def find(data: dict[str, Any], path: Path) -> Entry | Rows:
    """Return what stands at an address; raises NotFound."""
    found: Entry | Rows = whole(data)
    for segment in path:
        found = _entry(found, segment) if isinstance(found, Rows) else _rows(found, segment)
    return found


def _rows(entry: Entry, name: str) -> Rows:
    inner = lists(entry.kind).get(name)
    if inner is None:
        raise NotFound
    return Rows(inner, entry, name)


def _entry(rows: Rows, segment: str) -> Entry:
    table = rows.rows[rows.place(segment)]
    if not isinstance(table, dict):
        raise NotFound
    return Entry(rows.kind, table, (*rows.path, segment))


def title_of(table: Any) -> str:
    """Return what people call an entry."""
    if not isinstance(table, Mapping):
        return "(không đọc được)"
    return next((readable(str(table[name])) for name in _TITLES if table.get(name)), "(chưa có tên)")
