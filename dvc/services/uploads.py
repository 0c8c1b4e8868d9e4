"""Take files, keep the originals sealed byte for byte, and give people cleaned copies of them.

The bytes are in the store before the row names them, and leave it only after the row is gone for good: a crash in
between leaves bytes without a row, never a row without its bytes.
"""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import Actor
from dvc.domain.file_limits import (
    MAX_DOSSIER_BYTES,
    MAX_DRAFTS_BYTES,
    MAX_FILES_PER_COMPONENT,
    MAX_FILES_PER_DOSSIER,
)
from dvc.domain.file_names import clean_file_name
from dvc.domain.ledger import Event
from dvc.errors import InvalidAnswer, NotFound
from dvc.gateways.files.kinds import Kind, identify
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import ledger
from dvc.services.storage import put_sealed, store
from dvc.services.upload_copies import HEAVY, Given, keep_copy, make_copy, original, shown, waiting

__all__ = [
    "Given",
    "Kept",
    "Place",
    "add",
    "claim",
    "for_reader",
    "forget",
    "keep",
    "keep_copy",
    "make_copy",
    "of",
    "of_draft",
    "original",
    "remove",
    "remove_all",
    "room",
    "shown",
    "waiting",
]

_GONE = "uploads.gone"


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
    name = clean_file_name(name)
    with HEAVY:
        kind = identify(data, name)
        address = put_sealed(data)
    return Kept(name, kind, len(data), hashlib.sha256(data).hexdigest(), address)


def add(session: Session, holder: Draft | Dossier, place: Place, kept: Kept) -> Upload:
    """Write the row of a kept file for a draft, or for the answer to a supplement request.

    The same file for the same paper again is a repeat after a lost answer: the row that is there is returned.

    Raises:
        InvalidAnswer: file.component_full, file.dossier_full, file.dossier_large or file.drafts_large; the bytes are
            dropped again.

    """
    for file in filter(lambda file: _is_at(file, place), of(session, holder)):
        if (file.digest, file.name) == (kept.digest, kept.name):
            forget(kept)
            return file
    try:
        _check_room(session, holder, place, kept)
    except InvalidAnswer:
        forget(kept)
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


def forget(kept: Kept) -> None:
    """Drop the bytes of a file whose row will not be written."""
    store().delete(kept.address)


def room(session: Session, holder: Draft | Dossier, place: Place) -> int:
    """Return how many more files the component takes."""
    return max(0, MAX_FILES_PER_COMPONENT - sum(_is_at(file, place) for file in of(session, holder)))


def _is_at(file: Upload, place: Place) -> bool:
    return (file.component_key, file.round) == (place.component_key, place.round)


def _check_room(session: Session, holder: Draft | Dossier, place: Place, kept: Kept) -> None:
    files = of(session, holder)
    if sum(_is_at(file, place) for file in files) >= MAX_FILES_PER_COMPONENT:
        raise InvalidAnswer("file.component_full", name=kept.name, limit=MAX_FILES_PER_COMPONENT)
    if len(files) >= MAX_FILES_PER_DOSSIER:
        raise InvalidAnswer("file.dossier_full", name=kept.name, limit=MAX_FILES_PER_DOSSIER)
    if sum(file.size for file in files) + kept.size > MAX_DOSSIER_BYTES:
        raise InvalidAnswer("file.dossier_large", name=kept.name, limit=MAX_DOSSIER_BYTES // 1_000_000)
    if isinstance(holder, Draft) and _in_drafts(session, holder.account_id) + kept.size > MAX_DRAFTS_BYTES:
        raise InvalidAnswer("file.drafts_large", name=kept.name, limit=MAX_DRAFTS_BYTES // 1_000_000)


def _in_drafts(session: Session, account_id: uuid.UUID | None) -> int:
    # Drafts are made freely: without this bound one account could fill the disk with them.
    query = select(func.coalesce(func.sum(Upload.size), 0)).join(Draft, Draft.id == Upload.draft_id)
    return session.scalar(query.where(Draft.account_id == account_id, Draft.submitted_at.is_(None))) or 0


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
    if _GONE not in session.info:
        session.info[_GONE] = []
        event.listen(session, "after_commit", _forget_bytes)
    session.info[_GONE] += [address for address in (upload.sealed_sha256, upload.derivative_sha256) if address]
    session.delete(upload)


def _forget_bytes(session: Session) -> None:
    if session.in_nested_transaction():
        return  # the rows may still come back
    gone: list[str] = session.info[_GONE]
    while gone:
        store().delete(gone.pop())


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
