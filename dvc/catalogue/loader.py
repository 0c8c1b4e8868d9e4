"""Load the procedure definitions once, refuse them whole when anything in them is wrong.

Ask through this module: `loader.procedure("1.001193")`. A version that is no longer in the files is made
again from the JSON that was kept when it was published: `loader.from_json`.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dvc.catalogue import consistency, options, schema
from dvc.catalogue.schema import from_json, to_json
from dvc.domain.listings import Listing, listing_of
from dvc.domain.procedures import Procedure
from dvc.errors import DvcError, NotFound

__all__ = [
    "CatalogueFault",
    "DefinitionError",
    "check",
    "from_json",
    "listings",
    "load",
    "procedure",
    "procedures",
    "to_json",
    "version",
]

FOLDER = Path(__file__).parent / "procedures"


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
        super().__init__("\n".join(map(str, self.faults)))


@cache
def procedures() -> Mapping[str, Procedure]:
    """Return every procedure by its code; raises DefinitionError with all faults of all files."""
    found, faults = _read_all(FOLDER)
    if faults:
        raise DefinitionError(faults)
    return MappingProxyType(found)


@cache
def listings() -> Mapping[str, Listing]:
    """Return the short of every procedure by its code; raises DefinitionError."""
    return MappingProxyType({code: listing_of(one) for code, one in procedures().items()})


def procedure(code: str) -> Procedure:
    """Return the current version of a procedure; raises NotFound."""
    try:
        return procedures()[code]
    except KeyError:
        raise NotFound from None


def version(code: str, version_hash: str) -> Procedure:
    """Return a procedure in that version; raises NotFound when the files hold another one."""
    current = procedure(code)
    if current.version != version_hash:
        raise NotFound
    return current


def check(folder: Path = FOLDER) -> tuple[CatalogueFault, ...]:
    """Return all faults of all definitions in a folder; none when they can be used."""
    return tuple(_read_all(folder)[1])


def load(path: Path) -> Procedure:
    """Return the procedure of one file; raises DefinitionError."""
    found, faults = _read(path)
    if found is None:
        raise DefinitionError(faults)
    return found


def _read_all(folder: Path) -> tuple[dict[str, Procedure], list[CatalogueFault]]:
    found: dict[str, Procedure] = {}
    faults: list[CatalogueFault] = []
    for path in sorted(folder.glob("*.toml")):
        one, wrong = _read(path)
        faults += wrong
        if one is not None and one.code in found:
            faults.append(CatalogueFault(path.name, "code", f"mã {one.code} đã có ở tệp khác"))
        elif one is not None:
            found[one.code] = one
    return found, faults


def _read(path: Path) -> tuple[Procedure | None, list[CatalogueFault]]:
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return None, [CatalogueFault(path.name, "", f"không đọc được TOML: {error}")]
    try:
        filled = options.fill(data)
    except LookupError as error:
        return None, [CatalogueFault(path.name, "options", str(error.args[0]))]
    one, faults = schema.read_procedure(filled)
    if one is not None:
        faults = list(consistency.faults_in(one))
    return (None if faults else one), [CatalogueFault(path.name, fault.place, fault.reason) for fault in faults]
