"""Read the table of contents of an archive; nothing is ever unpacked."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from dvc.domain.file_limits import MAX_ARCHIVE_ENTRIES, MAX_ARCHIVE_RATIO
from dvc.errors import InvalidAnswer
from dvc.gateways.files.reading import reading

_ARCHIVES: Final = {".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".cab", ".iso", ".jar"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an archive's table of contents; `size` is unpacked, in bytes."""

    name: str
    size: int
    locked: bool = False


def check_zip(data: bytes) -> None:
    """Check a zip's contents. Raises InvalidAnswer."""
    with reading(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [Entry(one.filename, one.file_size, bool(one.flag_bits & 1)) for one in archive.infolist()]
    _check(entries, len(data))


def check_rar(data: bytes) -> None:
    """Check a rar's contents. Raises InvalidAnswer."""
    import rarfile  # noqa: PLC0415 - rare: on the first rar, not at every start

    with reading(), rarfile.RarFile(io.BytesIO(data)) as archive:
        if archive.needs_password():
            raise InvalidAnswer("file.locked")
        entries = [Entry(one.filename, one.file_size) for one in archive.infolist()]
        if not entries:  # the library takes a cut file for an empty one
            raise InvalidAnswer("file.broken")
    _check(entries, len(data))


def check_7z(data: bytes) -> None:
    """Check a 7z's contents. Raises InvalidAnswer."""
    import py7zr  # noqa: PLC0415 - rare and heavy: on the first 7z, not at every start

    with reading():
        try:
            with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
                locked = archive.needs_password()
                entries = [Entry(one.filename, one.uncompressed, locked) for one in archive.list()]
        except py7zr.exceptions.PasswordRequired:  # the table of contents itself is locked
            raise InvalidAnswer("file.locked") from None
    _check(entries, len(data))


def _check(entries: Sequence[Entry], packed: int) -> None:
    if not entries:
        raise InvalidAnswer("file.empty")
    if len(entries) > MAX_ARCHIVE_ENTRIES:
        raise InvalidAnswer("file.archive_many", limit=MAX_ARCHIVE_ENTRIES)
    if any(entry.locked for entry in entries):
        raise InvalidAnswer("file.locked")
    if sum(entry.size for entry in entries) > MAX_ARCHIVE_RATIO * packed:
        raise InvalidAnswer("file.archive_ratio")
    for entry in entries:
        path = PurePosixPath(entry.name.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in entry.name:
            raise InvalidAnswer("file.archive_path")
        if path.suffix.lower() in _ARCHIVES:
            raise InvalidAnswer("file.archive_nested")
