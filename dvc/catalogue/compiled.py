"""Keep what a folder of definitions says in one file that is read in milliseconds, as Python keeps a `.pyc`.

The file has the listings, and behind them each procedure as canonical JSON, read when it is asked for. It lies in the
folder's `__pycache__` or, where that cannot be written, in a temporary folder of this user alone. It is used only when
its fingerprint fits: the names, sizes and times of the definitions and of the program that read them. It is JSON and
not pickle, so a forged one could say something wrong but not run anything; one that others may write is not read.
"""

import hashlib
import json
import os
import stat
import sys
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from dvc import domain
from dvc.catalogue import definitions, schema
from dvc.domain.listings import Listing, listing_of
from dvc.domain.procedures import Procedure
from dvc.domain.workdays import Duration

_MAGIC = b"dvc-catalogue-1"
_NAME = f"definitions.{sys.implementation.cache_tag}"
_HERE = Path(__file__).parent
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Definitions:
    """The definitions of one folder: all listings, and where each whole procedure lies."""

    listings: Mapping[str, Listing]
    spans: Mapping[str, Span]
    bytes_at: Callable[[int, int], bytes]

    def procedure(self, code: str) -> Procedure:
        """Make one procedure; raises KeyError."""
        offset, length = self.spans[code]
        return schema.from_json(self.bytes_at(offset, length).decode())


def read(folder: Path) -> Definitions:
    """Return the definitions of a folder, from the compiled file where it fits; else compile them.

    Raises:
        DefinitionError: the definitions have faults, all of which it tells.

    """
    fingerprint = _fingerprint(folder)
    for place in _places(folder):
        found = _open(place, fingerprint)
        if found is not None:
            return found
    return _compile(folder, fingerprint)


def _compile(folder: Path, fingerprint: bytes) -> Definitions:
    found, faults = definitions.read_all(folder)
    if faults:
        raise definitions.DefinitionError(faults)
    content = _written(found.values())
    # A definition that was changed while it was read must not be kept under the name of what it was before.
    if _fingerprint(folder) == fingerprint:
        whole = b" ".join((_MAGIC, fingerprint, _digest(content))) + b"\n" + content
        any(_write(place, whole) for place in _places(folder, make=True))
    return _definitions(content, 0, lambda offset, length: content[offset : offset + length])


def _written(procedures: Iterable[Procedure]) -> bytes:
    rows, bodies, offset = [], [], 0
    for one in procedures:
        body = schema.to_json(one).encode()
        rows.append([offset, len(body), *_row(listing_of(one))])
        bodies.append(body)
        offset += len(body)
    return b"\n".join((json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode(), b"".join(bodies)))


def _row(listing: Listing) -> Iterator[Any]:
    for spec in fields(listing):
        value = getattr(listing, spec.name)
        yield [[one.value, one.unit] for one in value] if spec.name == "limits" else value


def _listing(row: list[Any]) -> Listing:
    values: dict[str, Any] = {
        spec.name: tuple(value) if isinstance(value, list) else value
        for spec, value in zip(fields(Listing), row, strict=True)
    }
    return Listing(**values | {"limits": tuple(Duration(*one) for one in values["limits"])})


def _definitions(content: bytes, start: int, bytes_at: Callable[[int, int], bytes]) -> Definitions:
    """Read the index of a content; `start` is where the content begins in what `bytes_at` reads."""
    end = content.index(b"\n")
    listings, spans = {}, {}
    for offset, length, *row in json.loads(content[:end]):
        listing = _listing(row)
        listings[listing.code] = listing
        spans[listing.code] = (start + end + 1 + offset, length)
    return Definitions(MappingProxyType(listings), spans, bytes_at)


def _open(place: Path, fingerprint: bytes) -> Definitions | None:
    """Open a compiled file that fits; it stays open, so what another process writes over it does no harm."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        found = _checked(handle, fingerprint)
    except (OSError, ValueError, TypeError, KeyError):
        found = None  # not ours, or broken: it is written anew
    if found is None:
        os.close(handle)
    else:
        weakref.finalize(found, os.close, handle)
    return found


def _checked(handle: int, fingerprint: bytes) -> Definitions | None:
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode) or state.st_mode & _OTHERS_MAY_WRITE:
        return None
    head, _, content = os.pread(handle, state.st_size, 0).partition(b"\n")
    if head != b" ".join((_MAGIC, fingerprint, _digest(content))):
        return None
    return _definitions(content, len(head) + 1, partial(_pread, handle))


def _pread(handle: int, offset: int, length: int) -> bytes:
    return os.pread(handle, length, offset)


def _write(place: Path, whole: bytes) -> bool:
    """Write the file at once or not at all; tell whether it stands."""
    trial = place.with_name(f"{place.name}.{os.getpid()}-{os.urandom(4).hex()}")
    try:
        place.parent.mkdir(exist_ok=True)
        handle = os.open(trial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
        with os.fdopen(handle, "wb") as file:
            file.write(whole)
        trial.replace(place)
    except OSError:
        with suppress(OSError):
            trial.unlink()
        return False
    return True


def _places(folder: Path, *, make: bool = False) -> Iterator[Path]:
    """Yield where the compiled file of a folder may lie, the best first."""
    if folder.is_dir():
        yield folder / "__pycache__" / _NAME
        temporary = _own_temporary(make=make)
        if temporary is not None:
            yield temporary / f"{_NAME}.{_digest(str(folder.resolve()).encode())[:16].decode()}"


def _own_temporary(*, make: bool) -> Path | None:
    """Return a temporary folder that only this user can write, or None where somebody else was quicker."""
    folder = Path(tempfile.gettempdir()) / f"dvc-catalogue-{os.getuid()}"
    try:
        if make:
            folder.mkdir(mode=0o700, exist_ok=True)
        state = folder.lstat()
    except OSError:
        return None
    ours = stat.S_ISDIR(state.st_mode) and state.st_uid == os.getuid() and not state.st_mode & _OTHERS_MAY_WRITE
    return folder if ours else None


def _fingerprint(folder: Path) -> bytes:
    return _digest(f"{sys.version}\n{folder.resolve()}\n{_program()}\n{_states(definitions.files(folder))}".encode())


@cache
def _program() -> str:
    """Return the state of all that decides what a definition means: it does not change while it runs."""
    found = [path for folder in (_HERE, Path(str(domain.__file__)).parent) for path in sorted(folder.rglob("*.py"))]
    return _states([*found, *sorted(_HERE.glob("*.toml")), *sorted((_HERE / "reference").iterdir())])


def _states(paths: Iterable[Path]) -> str:
    return "\n".join(f"{path.name} {state.st_size} {state.st_mtime_ns}" for path, state in map(_state, paths))


def _state(path: Path) -> tuple[Path, os.stat_result]:
    return path, path.stat()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
