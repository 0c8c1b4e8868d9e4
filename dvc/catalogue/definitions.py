"""Read definitions from their TOML: one text, one file, one folder; tell every fault, in Vietnamese."""

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


Read = tuple[Procedure | None, list[CatalogueFault]]


def parse(text: str, name: str) -> Read:
    """Return the procedure that a TOML text defines, or None, and every fault under the file's name."""
    try:
        data: dict[str, Any] = options.fill(generic.fill(tomllib.loads(nfc(text))))
    except tomllib.TOMLDecodeError as error:
        return None, [CatalogueFault(name, "", f"không đọc được TOML: {error}")]
    except LookupError as error:
        return None, [CatalogueFault(name, "options", str(error.args[0]))]
    except RecursionError:
        return None, [CatalogueFault(name, "", "không đọc được TOML: lồng nhau quá sâu")]
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
