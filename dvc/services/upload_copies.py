"""Give a file's original, and the cleaned copy that people see."""

import threading
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc.errors import InvalidAnswer
from dvc.gateways.files.derivatives import Derivative, cleaned
from dvc.gateways.files.kinds import Kind
from dvc.models.upload import Upload
from dvc.services.storage import get_sealed, put_sealed, store

NO_COPY = "none"
# Reading a file as what it claims to be, or decoding it, takes memory many times its size: so many at once, no more.
HEAVY = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it is given to a person: never run, never rendered as HTML."""

    data: bytes
    media_type: str
    name: str
    cleaned: bool


def original(upload: Upload) -> Given:
    """Return the original, byte for byte."""
    data = get_sealed(upload.sealed_sha256)
    return Given(data, Kind(upload.kind).media_type, upload.name, cleaned=False)


def shown(upload: Upload) -> Given:
    """Return the cleaned copy that people see; the original of kinds that have none.

    A copy that the queue has not made yet is made now and not kept.
    """
    if upload.derivative_sha256:
        data = get_sealed(upload.derivative_sha256)
        return _copy(upload, data, Kind(upload.derivative_kind))
    given = original(upload)
    if upload.derivative_kind == NO_COPY:
        return given
    copy = _cleaned(given.data, Kind(upload.kind))
    return given if copy is None else _copy(upload, copy.data, copy.kind)


def _cleaned(data: bytes, kind: Kind) -> Derivative | None:
    try:
        with HEAVY:
            return cleaned(data, kind)
    except InvalidAnswer:
        return None  # its head was in order and the rest is not: people get what was sent, as an attachment


def _copy(upload: Upload, data: bytes, kind: Kind) -> Given:
    stem = upload.name.rpartition(".")[0] or upload.name
    return Given(data, kind.media_type, f"{stem}.{kind.value}", cleaned=True)


def waiting(session: Session, limit: int) -> Sequence[Upload]:
    """Return files that have no cleaned copy yet, the oldest first."""
    query = select(Upload).where(Upload.derivative_kind == "").order_by(Upload.id).limit(limit)
    return session.scalars(query).all()


def make_copy(upload: Upload) -> tuple[str, str | None]:
    """Make the cleaned copy of a file: its kind and its address in the store; takes time, needs no transaction."""
    copy = _cleaned(original(upload).data, Kind(upload.kind))
    if copy is None:
        return NO_COPY, None
    return copy.kind.value, put_sealed(copy.data)


def keep_copy(session: Session, upload_id: uuid.UUID, copy: tuple[str, str | None]) -> None:
    """Write down the copy that was made; one for a file that is gone, or has one, is dropped again."""
    kind, address = copy
    upload = session.get(Upload, upload_id)
    if upload is not None and not upload.derivative_kind:
        upload.derivative_kind, upload.derivative_sha256 = kind, address
    elif address:
        store().delete(address)
