"""Give a procedure without a form of its own the declaration that fits every procedure."""

import tomllib
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "generic_form.toml"


def fill(data: dict[str, Any]) -> dict[str, Any]:
    """Return the definition with the general declaration written in where it asks for it and has no sections.

    Written in, so that a version holds what people were asked, as `options.fill` does with lists.
    """
    if data.get("generic") is not True or data.get("sections"):
        return data
    return deepcopy(_form()) | {name: value for name, value in data.items() if name != "sections"}


@cache
def _form() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
