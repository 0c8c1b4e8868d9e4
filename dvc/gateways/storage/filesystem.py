"""Keep sealed files in a folder of this machine."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from dvc.gateways.storage.base import CHUNK, Damaged, Missing, Stored, checked

_PRIVATE_FOLDER: Final = 0o700
_INCOMING: Final = "incoming"  # same file system as the rest, so that moving out of it is one atomic step


class FileStorage:
    """Keeps `<root>/ab/cd/<sha256>`, each file readable by the program's own user alone."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @classmethod
    def from_url(cls, url: str) -> "FileStorage":
        """Open the store named by `file:///absolute/path`; the path is not percent-decoded.

        Raises ValueError for any other address.
        """
        path = url.removeprefix("file://")
        if path == url or not path.startswith("/"):
            raise ValueError("a store of files is named file:///absolute/path")
        return cls(Path(path))

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256."""
        return self.put_stream([data]).sha256

    def put_stream(self, chunks: Iterable[bytes]) -> Stored:
        """Keep a body that arrives in pieces."""
        incoming = self._folder(self.root / _INCOMING)
        handle, name = tempfile.mkstemp(dir=incoming)  # mkstemp gives mode 0600
        unfinished = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                stored = _written(out, chunks)
                out.flush()
                os.fsync(out.fileno())
            final = self._path(stored.sha256)
            self._folder(final.parent)
            unfinished.replace(final)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(final.parent)
        return stored

    def get(self, sha256: str) -> bytes:
        """Return the bytes under a name."""
        return b"".join(self.open(sha256))

    def open(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes under a name in pieces."""
        path = self._path(sha256)
        try:
            handle = path.open("rb")
        except FileNotFoundError:
            raise Missing from None

        def pieces() -> Iterator[bytes]:
            digest = hashlib.sha256()
            with handle:
                while piece := handle.read(CHUNK):
                    digest.update(piece)
                    yield piece
            if digest.hexdigest() != sha256:
                raise Damaged

        return pieces()

    def exists(self, sha256: str) -> bool:
        """Say whether something is kept under the name."""
        return self._path(sha256).is_file()

    def size(self, sha256: str) -> int:
        """Return the number of bytes kept under a name."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError:
            raise Missing from None

    def delete(self, sha256: str) -> bool:
        """Forget the bytes under a name."""
        path = self._path(sha256)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        _sync_folder(path.parent)
        return True

    def names(self) -> Iterator[str]:
        """Yield every name in the store."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            yield path.name

    def clear_unfinished(self, before: float) -> int:
        """Remove what writers killed before the moment left behind."""
        left = [path for path in (self.root / _INCOMING).glob("*") if path.stat().st_mtime < before]
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _path(self, sha256: str) -> Path:
        name = checked(sha256)
        return self.root / name[:2] / name[2:4] / name

    def _folder(self, folder: Path) -> Path:
        """Make a folder of the store, and its parents, such that a power cut does not take them away."""
        if not folder.is_dir():
            if folder != self.root:
                self._folder(folder.parent)
            folder.mkdir(mode=_PRIVATE_FOLDER, parents=folder == self.root, exist_ok=True)
            _sync_folder(folder.parent)
        return folder


def _written(out: BinaryIO, chunks: Iterable[bytes]) -> Stored:
    digest = hashlib.sha256()
    size = 0
    for chunk in chunks:
        digest.update(chunk)
        out.write(chunk)
        size += len(chunk)
    return Stored(digest.hexdigest(), size)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
