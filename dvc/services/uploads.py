"""Take files, keep the originals sealed byte for byte, and give people cleaned copies of them.

The bytes are in the store before the row names them, and leave it only after the row is gone for good: a crash in
between leaves bytes without a row, never a row without its bytes.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.domain.actor import Actor
from dvc.domain.file_limits import MAX_DOSSIER_BYTES, MAX_FILES_PER_COMPONENT, MAX_FILES_PER_DOSSIER
from dvc.domain.ledger import Event
from dvc.domain.text import nfc
from dvc.errors import InvalidAnswer, NotFound
from dvc.gateways.files.derivatives import cleaned
from dvc.gateways.files.kinds import Kind, identify
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import ledger
from dvc.services.storage import store

NO_COPY = "none"
LONGEST_NAME = 120
_CONTEXT = b"upload"


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it is given to a person: never run, never rendered as HTML."""

    data: bytes
    media_type: str
    name: str
    cleaned: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Which component of which round (0: the filing) a file belongs to."""

    component_key: str
    round: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """A file whose sealed bytes are in the store and whose row is still to be written."""

    name: str
    kind: Kind
    size: int
    digest: str
    address: str


def keep(name: str, data: bytes) -> Kept:
    """Check a file by its content and put its sealed bytes into the store; needs no transaction, and takes time.

    Raises:
        InvalidAnswer: file.* says what is wrong with it; every code has `name` among its params.

    """
    name = _clean_name(name)
    kind = identify(data, name)
    address = store().put(crypto.ring().seal(data, _CONTEXT))
    return Kept(name, kind, len(data), hashlib.sha256(data).hexdigest(), address)


def add(session: Session, holder: Draft | Dossier, place: Place, kept: Kept) -> Upload:
    """Write the row of a kept file for a draft, or for the answer to a supplement request.

    Raises:
        InvalidAnswer: file.component_full, file.dossier_full or file.dossier_large; the bytes are dropped again.

    """
    try:
        _check_room(session, holder, place, kept)
    except InvalidAnswer:
        store().delete(kept.address)
        raise
    upload = Upload(
        draft_id=holder.id if isinstance(holder, Draft) else None,
        dossier_id=holder.id if isinstance(holder, Dossier) else None,
        component_key=place.component_key,
        round=place.round,
        name=kept.name,
        kind=kept.kind.value,
        size=kept.size,
        digest=kept.digest,
        sealed_sha256=kept.address,
        created_at=clock.now(),
    )
    session.add(upload)
    session.flush()  # the next file of the same post counts this one
    return upload


def _clean_name(name: str) -> str:
    base = nfc(PurePosixPath(name.replace("\\", "/")).name)
    kept = "".join(sign for sign in base if sign.isprintable() and sign not in '<>:"/\\|?*')
    stem, dot, ending = kept.rpartition(".")
    return f"{(stem or 'tep')[: LONGEST_NAME - 10]}{dot}{ending[:9]}" if dot else kept[:LONGEST_NAME] or "tep"


def _check_room(session: Session, holder: Draft | Dossier, place: Place, kept: Kept) -> None:
    files = of(session, holder)
    beside = [file for file in files if (file.component_key, file.round) == (place.component_key, place.round)]
    if len(beside) >= MAX_FILES_PER_COMPONENT:
        raise InvalidAnswer("file.component_full", name=kept.name, limit=MAX_FILES_PER_COMPONENT)
    if len(files) >= MAX_FILES_PER_DOSSIER:
        raise InvalidAnswer("file.dossier_full", name=kept.name, limit=MAX_FILES_PER_DOSSIER)
    if sum(file.size for file in files) + kept.size > MAX_DOSSIER_BYTES:
        raise InvalidAnswer("file.dossier_large", name=kept.name, limit=MAX_DOSSIER_BYTES // 1_000_000)


def of(session: Session, holder: Draft | Dossier) -> Sequence[Upload]:
    """Return the files of a draft or a dossier in the order in which they came."""
    column = Upload.draft_id if isinstance(holder, Draft) else Upload.dossier_id
    return session.scalars(select(Upload).where(column == holder.id).order_by(Upload.id)).all()


def of_draft(session: Session, draft: Draft, upload_id: uuid.UUID) -> Upload:
    """Return one file of a draft.

    Raises:
        NotFound: there is none.

    """
    upload = session.get(Upload, upload_id)
    if upload is None or upload.draft_id != draft.id:
        raise NotFound
    return upload


def remove(session: Session, upload: Upload) -> None:
    """Remove a file: its row now, its bytes when the row is gone for good."""
    addresses = [upload.sealed_sha256, upload.derivative_sha256]
    session.delete(upload)

    def drop(_session: Session) -> None:
        for address in addresses:
            if address:
                store().delete(address)

    event.listen(session, "after_commit", drop, once=True)


def remove_all(session: Session, draft: Draft) -> None:
    """Remove all files of a draft that is being deleted."""
    for upload in of(session, draft):
        remove(session, upload)
    session.flush()  # the draft's row is deleted next and must not be referred to


def claim(session: Session, draft: Draft, dossier: Dossier) -> int:
    """Give the draft's files to the dossier that is filed from it; returns how many."""
    files = of(session, draft)
    for upload in files:
        upload.dossier_id = dossier.id
    return len(files)


def original(upload: Upload) -> Given:
    """Return the original, byte for byte."""
    data = crypto.ring().open(store().get(upload.sealed_sha256), _CONTEXT)
    return Given(data, Kind(upload.kind).media_type, upload.name, cleaned=False)


def shown(upload: Upload) -> Given:
    """Return the cleaned copy that people see; the original of kinds that have none.

    A copy that the queue has not made yet is made now and not kept.
    """
    if upload.derivative_sha256:
        data = crypto.ring().open(store().get(upload.derivative_sha256), _CONTEXT)
        return _copy(upload, data, Kind(upload.derivative_kind))
    given = original(upload)
    if upload.derivative_kind == NO_COPY:
        return given
    copy = cleaned(given.data, Kind(upload.kind))
    return given if copy is None else _copy(upload, copy.data, copy.kind)


def _copy(upload: Upload, data: bytes, kind: Kind) -> Given:
    stem = upload.name.rpartition(".")[0] or upload.name
    return Given(data, kind.media_type, f"{stem}.{kind.value}", cleaned=True)


def waiting(session: Session, limit: int) -> Sequence[Upload]:
    """Return files that have no cleaned copy yet, the oldest first."""
    query = select(Upload).where(Upload.derivative_kind == "").order_by(Upload.id).limit(limit)
    return session.scalars(query).all()


def make_copy(upload: Upload) -> tuple[str, str | None]:
    """Make the cleaned copy of a file: its kind and its address in the store; takes time, needs no transaction."""
    try:
        copy = cleaned(original(upload).data, Kind(upload.kind))
    except InvalidAnswer:
        copy = None
    if copy is None:
        return NO_COPY, None
    return copy.kind.value, store().put(crypto.ring().seal(copy.data, _CONTEXT))


def keep_copy(session: Session, upload_id: uuid.UUID, copy: tuple[str, str | None]) -> None:
    """Write down the copy that was made; one for a file that is gone, or has one, is dropped again."""
    kind, address = copy
    upload = session.get(Upload, upload_id)
    if upload is not None and not upload.derivative_kind:
        upload.derivative_kind, upload.derivative_sha256 = kind, address
    elif address:
        store().delete(address)


def for_reader(session: Session, upload_id: uuid.UUID, *, actor: Actor) -> Upload:
    """Return a file that the actor may see, and write the view into the ledger.

    The filer and the owner see the dossier's files, a writer his draft's, officers those of their agency.

    Raises:
        NotFound: there is none, or it is not this actor's to see.

    """
    upload = session.get(Upload, upload_id)
    if upload is None or not _may_see(session, upload, actor):
        raise NotFound
    if upload.dossier_id is not None:
        subject = ledger.Subject(dossier_id=upload.dossier_id)
        ledger.record_view(session, Event.FILE_VIEWED, {"upload": str(upload.id)}, actor=actor, subject=subject)
    return upload


def _may_see(session: Session, upload: Upload, actor: Actor) -> bool:
    if actor.account_id is None:
        return False
    dossier = session.get(Dossier, upload.dossier_id) if upload.dossier_id else None
    if dossier is not None:
        people = actor.account_id in (dossier.filer_id, dossier.owner_id)
        return people or (actor.is_officer and actor.agency_id in (dossier.agency_id, dossier.filing_agency_id))
    draft = session.get(Draft, upload.draft_id) if upload.draft_id else None
    return draft is not None and draft.account_id == actor.account_id
