"""Stand between the libraries that read files and the bytes of strangers."""

from collections.abc import Iterator
from contextlib import contextmanager

from dvc.errors import InvalidAnswer


@contextmanager
def reading() -> Iterator[None]:
    """Turn whatever a library raises over bad bytes into InvalidAnswer: file.broken."""
    try:
        yield
    except InvalidAnswer:
        raise
    except Exception:  # noqa: BLE001 - found by random bytes: lzma, struct, index and type errors come through
        raise InvalidAnswer("file.broken") from None
