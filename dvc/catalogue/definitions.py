"""Read definitions from their TOML: one text, one file, one folder; tell every fault, in Vietnamese."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dvc.catalogue import consistency, generic, options, schema
from dvc.domain.procedures import Procedure
from dvc.domain.text import nfc
from dvc.errors import DvcError

# The largest of ours has 30 kB.
MOST_BYTES = 2_000_000
# Ours go nine levels deep, and everything behind this walks down by calling itself.
_DEEPEST = 20
_MOST_NUMBER = 10**15
# A key of many parts takes tomllib the square of their number: twelve kilobytes of dots would hold a process for long.
_LONG_KEY = re.compile(r"""(?<![\w.-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""")
_TOO_DEEP = "lồng nhau quá sâu"


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """One thing wrong in one file: the place is section, question and field; the reason is Vietnamese."""

    file: str
    place: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}: {self.place or 'toàn tệp'}: {self.reason}"


class DefinitionError(DvcError):
    """Definitions that cannot be used, with all their faults."""

    def __init__(self, faults: Iterable[CatalogueFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join([f"Danh mục thủ tục có {len(self.faults)} lỗi:", *map(str, self.faults)]))


class Unreadable(DvcError):
    """A text that is no TOML, or none that a definition could be; the message is Vietnamese."""


Read = tuple[Procedure | None, list[CatalogueFault]]


def plain_data(text: str) -> dict[str, Any]:
    """Return what a TOML text holds, as it is written.

    Raises:
        Unreadable: it is no TOML, or made to keep the machine busy.

    """
    if _LONG_KEY.search(text):
        raise Unreadable(_TOO_DEEP)
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise Unreadable(_TOO_DEEP) from None
    except ValueError as error:  # TOMLDecodeError, or a number of thousands of digits
        raise Unreadable(str(error)) from None
    _measure(data)
    return data


def _measure(data: dict[str, Any]) -> None:
    level: list[Any] = [data]
    for _ in range(_DEEPEST):
        inner = [one for table in level for one in (table.values() if isinstance(table, dict) else table)]
        if any(type(one) is int and abs(one) >= _MOST_NUMBER for one in inner):
            raise Unreadable("có số dài quá 15 chữ số")
        level = [one for one in inner if isinstance(one, dict | list)]
    if level:
        raise Unreadable(_TOO_DEEP)


def parse(text: str, name: str) -> Read:
    """Return the procedure that a TOML text defines, or None, and every fault under the file's name."""
    try:
        data: dict[str, Any] = options.fill(generic.fill(plain_data(nfc(text))))
    except Unreadable as error:
        return None, [CatalogueFault(name, "", f"không đọc được TOML: {error}")]
    except LookupError as error:
        return None, [CatalogueFault(name, "options", str(error.args[0]))]
    one, faults = schema.read_procedure(data)
    if one is not None:
        faults = list(consistency.faults_in(one))
    return (None if faults else one), [CatalogueFault(name, fault.place, fault.reason) for fault in faults]


def read(path: Path) -> Read:
    """Return the procedure of one file, or None, and its faults."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None, [CatalogueFault(path.name, "", f"tệp lớn hơn {MOST_BYTES // 1_000_000} MB")]
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return None, [CatalogueFault(path.name, "", f"không mở được tệp ({error.strerror})")]
    except UnicodeDecodeError as error:
        return None, [CatalogueFault(path.name, "", f"không phải chữ UTF-8 (từ byte thứ {error.start + 1})")]
    return parse(text, path.name)


def files(folder: Path) -> list[Path]:
    """Return the files of a folder that are to hold definitions; none where there is no folder."""
    return sorted(folder.glob("*.toml"))


def read_all(folder: Path) -> tuple[dict[str, Procedure], list[CatalogueFault]]:
    """Return the procedures of a folder by their codes, and the faults of all files."""
    found: dict[str, Procedure] = {}
    faults: list[CatalogueFault] = []
    for path in files(folder):
        one, wrong = read(path)
        faults += wrong
        if one is not None and one.code in found:
            faults.append(CatalogueFault(path.name, "code", f"mã {one.code} đã có ở tệp khác"))
        elif one is not None:
            found[one.code] = one
    return found, faults
