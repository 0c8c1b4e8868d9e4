"""Take what is posted without letting it fill the memory or the disk.

A body that is refused before it was read ends as a broken line in the browser, and nobody learns why. So the pages that
take files read large posts to their end and hold of them only what could be kept.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any, ParamSpec, TypeVar

from flask import Flask, Request, current_app, request

from dvc.domain.file_limits import MAX_DOSSIER_BYTES, MAX_FILE_BYTES, MAX_POST_BYTES
from dvc.web.permissions import visit

P = ParamSpec("P")
R = TypeVar("R")

IN_MEMORY = 100_000  # bytes of one file, before it goes to a temporary file


def takes_files(view: Callable[P, R]) -> Callable[P, R]:
    """Let a view take posts of up to MAX_POST_BYTES; stands below `requires`."""
    view.__takes_files__ = True  # type: ignore[attr-defined]  # read by PortalRequest's set_up
    return view


class HeldFile(SpooledTemporaryFile[bytes]):
    """One sent file, of which at most `room` bytes are held; `lost` tells that the whole post had no room for it."""

    def __init__(self, body: "PortalRequest", room: int) -> None:
        super().__init__(max_size=IN_MEMORY)
        self._body = body
        self._room = room
        self.lost = False

    def write(self, data: Any) -> int:
        """Hold what there is room for and let the rest go."""
        held = bytes(data[: min(self._room, self._body.room)])
        self._room -= len(held)
        self._body.room -= len(held)
        self.lost = self.lost or (len(held) < len(data) and self._room > 0)
        super().write(held)
        return len(data)


class PortalRequest(Request):
    """A request that holds files for people who have signed in, and never more than one dossier may have."""

    room = MAX_DOSSIER_BYTES + MAX_FILE_BYTES

    def _get_file_stream(
        self,
        total_content_length: int | None,  # noqa: ARG002 - Werkzeug's signature
        content_type: str | None,  # noqa: ARG002 - as above
        filename: str | None = None,  # noqa: ARG002 - as above
        content_length: int | None = None,  # noqa: ARG002 - as above
    ) -> IO[bytes]:
        known = visit().account_id is not None
        return HeldFile(self, MAX_FILE_BYTES + 1 if known else 0)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent; `lost` tells that the whole post was too much to hold it."""

    name: str
    lost: bool
    _stream: IO[bytes]

    def read(self) -> bytes:
        """Return its bytes; of one that is too large, one byte more than is taken."""
        return self._stream.read()


def sent_files(field: str) -> Iterator[SentFile]:
    """Yield the files that a field sent; a field left empty sends none."""
    for file in request.files.getlist(field):
        if file.filename:
            yield SentFile(file.filename, isinstance(file.stream, HeldFile) and file.stream.lost, file.stream)


def set_up(app: Flask) -> None:
    """Bind the requests of an app to this; before anything that reads a form, such as the check of its token."""
    app.request_class = PortalRequest

    def widen() -> None:
        view = current_app.view_functions.get(request.endpoint or "")
        if getattr(view, "__takes_files__", False):
            request.max_content_length = MAX_POST_BYTES

    app.before_request(widen)
