"""Read the text of an edit: the definition that it makes, or every fault that it has."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dvc.catalogue import definitions
from dvc.catalogue.definitions import MOST_BYTES, CatalogueFault
from dvc.catalogue.toml_text import written
from dvc.domain.procedures import Procedure
from dvc.errors import TooLarge


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as it was read: the procedure or its faults, and the plain structure that a form is filled from."""

    procedure: Procedure | None
    faults: tuple[CatalogueFault, ...]
    data: Mapping[str, Any]


def checked(text: str, code: str) -> Checked:
    """Read a text that is to define the procedure of a code."""
    name = f"{code}.toml"
    found, faults = definitions.parse(text, name)
    if found is not None and found.code != code:
        faults = [CatalogueFault(name, "code", f"bản này là của thủ tục {code}, không đổi mã ở đây được")]
    return Checked(None if faults else found, tuple(faults), _plain(text))


def _plain(text: str) -> dict[str, Any]:
    try:
        return definitions.plain_data(text)
    except definitions.Unreadable:
        return {}


def kept_text(typed: str) -> str:
    """Return a text as it can be kept: lines end in one way, without the signs that no database takes.

    Raises:
        TooLarge: no definition is that long.

    """
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    text = lines.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a sign, as JSON may have it
    if len(text.encode()) > MOST_BYTES:
        raise TooLarge(f"Định nghĩa dài quá {MOST_BYTES // 1_000_000} MB.")
    return text


def text_of(data: Mapping[str, Any]) -> str:
    """Return the TOML of a plain structure; what is None is left out."""
    return kept_text(written(_without_none(data)))


def from_file(text: str) -> tuple[str, str]:
    """Return the TOML of a file's text, which may be canonical JSON, and the code in it, "" when there is none."""
    kept = kept_text(text.removeprefix("\ufeff"))
    if kept.lstrip().startswith("{"):
        try:
            data = json.loads(kept)
            kept = text_of(data) if isinstance(data, dict) else kept
        except (ValueError, TypeError, RecursionError):
            return kept, ""
    code = _plain(kept).get("code")
    return kept, code if isinstance(code, str) else ""


def _without_none(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(name): _without_none(one) for name, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_without_none(one) for one in value if one is not None]
    return value
