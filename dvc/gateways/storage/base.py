"""What every store of files does."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from dvc.errors import DvcError

CHUNK: Final = 256 * 1024  # bytes held at once while a large body passes through

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Damaged(DvcError):
    """The bytes in the store are no longer those that were put there."""


class Missing(DvcError):
    """The store holds nothing under this name."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What has been put: the name to find it again, and how many bytes it is."""

    sha256: str
    size: int


class Storage(Protocol):
    """Keeps bytes under their own SHA-256. The caller seals them first; nothing here is ever in clear.

    A name is 64 lower-case hexadecimal digits; anything else raises ValueError, so that no path can be given.
    """

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256; when this returns they outlive a power cut."""

    def put_stream(self, chunks: Iterable[bytes]) -> Stored:
        """Keep a body that arrives in pieces; nothing stays of it when the pieces end in an error."""

    def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises Missing, or Damaged when they no longer fit their name."""

    def open(self, sha256: str) -> Iterator[bytes]:
        """Yield the bytes in pieces. Raises Missing at once, Damaged after the last piece."""

    def exists(self, sha256: str) -> bool:
        """Say whether something is kept under the name."""

    def size(self, sha256: str) -> int:
        """Return the number of bytes kept. Raises Missing."""

    def delete(self, sha256: str) -> bool:
        """Forget the bytes; say whether there were any."""

    def names(self) -> Iterator[str]:
        """Yield every name in the store, to verify it against the database."""

    def clear_unfinished(self, before: float) -> int:
        """Remove what writers killed before the moment (seconds since 1970) left behind; say how many."""


def checked(sha256: str) -> str:
    """Return the name when it is one.

    Raises ValueError for anything that is not 64 lower-case hexadecimal digits.
    """
    if not _SHA256.fullmatch(sha256):
        raise ValueError("not a SHA-256 name")
    return sha256
