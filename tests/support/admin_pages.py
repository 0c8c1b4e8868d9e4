"""What a browser sends from the controls of one entry, and a walk through every entry of a definition."""

from collections.abc import Iterable, Iterator
from typing import Any

from dvc.blueprints.admin.definition_fields import Control
from dvc.blueprints.admin.definition_paths import Entry, Rows, lists, whole


def entries(data: dict[str, Any]) -> Iterator[Entry]:
    """Yield the definition and every entry in it."""
    yield from _below(whole(data))


def _below(entry: Entry) -> Iterator[Entry]:
    yield entry
    for name, kind in lists(entry.kind).items():
        rows = Rows(kind, entry, name)
        for segment, table in zip(rows.segments, rows.rows, strict=True):
            yield from _below(Entry(kind, table, (*rows.path, segment)))


def sent(controls: Iterable[Control]) -> dict[str, list[str]]:
    """Return what a browser sends of controls that nobody touched: lines ended by HTML, boxes in the page's order."""
    fields: dict[str, list[str]] = {}
    for one in controls:
        if one.inner:
            fields |= sent(one.inner)
        elif one.form == "tick":
            fields |= {f"_{one.name}": ["1"], one.name: list(one.shown)}
        elif one.form == "choices":
            fields[one.name] = ["", *(value for value, _ in one.options if value in one.shown)]
        elif one.form == "choice":
            fields[one.name] = [one.text or ("" if one.empty else one.options[0][0])]
        else:
            fields[one.name] = [one.text.replace("\n", "\r\n")]
    return fields
