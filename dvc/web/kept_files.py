"""Keep what was sent before the transaction that writes its rows: checking and sealing take long, and nobody waits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from dvc.domain.file_limits import (
    MAX_DOSSIER_BYTES,
    MAX_FILE_BYTES,
    MAX_FILES_PER_COMPONENT,
    MAX_FILES_PER_DOSSIER,
)
from dvc.domain.file_names import clean_file_name
from dvc.errors import DvcError, InvalidAnswer
from dvc.services import uploads
from dvc.services.uploads import Kept
from dvc.web.request_body import SentFile, sent_files

LIMITS = {
    "file_mb": MAX_FILE_BYTES // 1_000_000,
    "dossier_mb": MAX_DOSSIER_BYTES // 1_000_000,
    "files": MAX_FILES_PER_COMPONENT,
    "dossier_files": MAX_FILES_PER_DOSSIER,
}


def keep_sent(field: str, room: int) -> tuple[list[Kept], list[InvalidAnswer]]:
    """Check and keep what a field sent, up to as many as there is room for; returns also what was refused."""
    sent = list(sent_files(field))
    kept: list[Kept] = []
    refused: list[InvalidAnswer] = []
    for file in sent:
        try:
            kept.append(_kept(file, room - len(kept)))
        except InvalidAnswer as why:
            refused.append(why)
    return kept, refused if sent else [InvalidAnswer("file.none")]


def _kept(file: SentFile, room: int) -> Kept:
    name = clean_file_name(file.name)
    if room <= 0:
        raise InvalidAnswer("file.component_full", name=name, limit=MAX_FILES_PER_COMPONENT)
    if file.lost:
        raise InvalidAnswer("file.dossier_large", name=name, limit=MAX_DOSSIER_BYTES // 1_000_000)
    return uploads.keep(name, file.read())


@contextmanager
def dropping(kept: list[Kept]) -> Iterator[None]:
    """Drop the bytes when their rows are refused; after a fault of the database nobody knows, and a sweep looks."""
    try:
        yield
    except DvcError:
        for one in kept:
            uploads.forget(one)
        raise


def add_rows(kept: list[Kept], add: Callable[[Kept], object]) -> list[InvalidAnswer]:
    """Write the row of each kept file by `add`; returns why some were refused."""
    refused = []
    for one in kept:
        try:
            add(one)
        except InvalidAnswer as why:
            refused.append(why)
    return refused
