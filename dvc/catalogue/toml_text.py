"""Write plain data as TOML; the standard library only reads it."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 110
# An option has a value and a label.
_INLINE = 2


def written(data: Mapping[str, Any]) -> str:
    """Return the TOML of a table: strings, numbers, truth values, lists and tables; None is left out."""
    return "\n".join(_table(data, ())).strip("\n") + "\n"


def _table(data: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    later = {}
    for name, value in data.items():
        if value is None:
            continue
        if _is_tables(value):
            later[name] = value
        else:
            yield f"{_key(name)} = {_value(value)}"
    for name, rows in later.items():
        inner = (*path, _key(name))
        for row in rows:
            yield f"\n[[{'.'.join(inner)}]]"
            yield from _table(row, inner)


def _is_tables(value: Any) -> bool:
    """Tell whether a list is written as tables of their own; short ones like options stay in their line."""
    return isinstance(value, list | tuple) and any(
        isinstance(row, Mapping) and (len(row) > _INLINE or any(isinstance(one, list | tuple) for one in row.values()))
        for row in value
    )


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # JSON's escapes are TOML's too; only DEL is free in the one and not in the other.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | time):  # no definition has one, but somebody may have left the quotation marks out
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(one)}" for name, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        items = [_value(one) for one in value]
        line = f"[{', '.join(items)}]"
        return line if len(line) <= _WIDTH else "\n".join(("[", *(f"  {item}," for item in items), "]"))
    raise TypeError(type(value))


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else json.dumps(name, ensure_ascii=False)
