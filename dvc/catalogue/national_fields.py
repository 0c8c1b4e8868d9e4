"""Read the fields of the national listing, which may hold anything."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dvc.domain.text import nfc, squeeze

_NO_DATA = frozenset({"", "không có thông tin", "không có", "không"})
# Marks that nobody sees: controls, joiners, and those that turn the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\ufeff]")


class Refused(Exception):
    """One entry cannot be used; the reason is Vietnamese."""


def table(row: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return a table; raises Refused."""
    found = row.get(key)
    if not isinstance(found, Mapping):
        raise Refused(f"«{key}» phải là một bảng")
    return found


def list_of(row: Mapping[str, Any], key: str) -> list[Any]:
    """Return a list, empty where there is none; raises Refused."""
    found = row.get(key)
    if found is None:
        return []
    if not isinstance(found, list):
        raise Refused(f"«{key}» phải là một danh sách")
    return found


def tables(row: Mapping[str, Any], key: str) -> Iterator[Mapping[str, Any]]:
    """Yield the tables of a list; raises Refused."""
    for one in list_of(row, key):
        if not isinstance(one, Mapping):
            raise Refused(f"«{key}» phải là danh sách các bảng")
        yield one


def count(row: Mapping[str, Any], key: str) -> int:
    """Return a number of copies; raises Refused."""
    found = row.get(key, 0)
    if type(found) is not int or found < 0:
        raise Refused(f"«{key}» phải là số bản (0, 1, 2 …)")
    return found


def said(row: Mapping[str, Any], key: str) -> str:
    """Return one line, empty where it says that it says nothing."""
    found = line(row, key)
    return "" if found.rstrip(".").casefold() in _NO_DATA else found


def line(row: Mapping[str, Any], key: str) -> str:
    """Return a text as one line."""
    return squeeze(text(row, key))


def text(row: Mapping[str, Any], key: str) -> str:
    """Return a text, empty where there is none; raises Refused."""
    found = row.get(key)
    if found is None:
        return ""
    if not isinstance(found, str):
        raise Refused(f"«{key}» phải là chữ")
    return clean(found)


def clean(text: str) -> str:
    """Return the text in NFC, without hard spaces and without marks that nobody sees.

    Raises:
        Refused: half a letter, which cannot be written.

    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("có chữ hỏng (mã Unicode không trọn)") from None
    return _UNSEEN.sub("", nfc(text).replace("\u00a0", " ").replace("\r", "")).strip()
