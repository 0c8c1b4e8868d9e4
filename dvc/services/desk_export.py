"""Take a dossier out of the portal: its form in print, its originals in one archive; each goes on record."""

import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from sqlalchemy.orm import Session

from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.gateways.print.papers import AnswersPrint
from dvc.models.upload import Upload
from dvc.services import desk, ledger, papers, uploads

IN_MEMORY = 8_000_000  # bytes; a larger archive is written to a file that has no name
Archive = IO[bytes]


@dataclass(frozen=True, slots=True)
class Export:
    """The files of one dossier."""

    code: str
    files: Sequence[Upload]


def answers(session: Session, code: str, *, actor: Actor) -> AnswersPrint:
    """Return the tờ khai for print, and put the print on record.

    Raises:
        NotFound: the dossier is not this officer's agency's.

    """
    dossier = desk.get(session, code, actor=actor)
    subject = ledger.Subject(dossier.id, dossier.owner_id)
    ledger.record(session, Event.DOSSIER_PRINTED, {"paper": "answers"}, actor=actor, subject=subject)
    return papers.answers_print(desk.look(session, dossier, actor=actor))


def files(session: Session, code: str, *, actor: Actor) -> Export:
    """Return all files for export, and put the export on record.

    Raises:
        NotFound: the dossier is not this officer's agency's.

    """
    dossier = desk.get(session, code, actor=actor)
    subject = ledger.Subject(dossier.id, dossier.owner_id)
    ledger.record(session, Event.DOSSIER_EXPORTED, {"what": "files"}, actor=actor, subject=subject)
    seen = desk.look(session, dossier, actor=actor)
    shown = {file.id for item in seen.items for file in item.files}
    return Export(dossier.code, [file for file in uploads.of(session, dossier) if file.id in shown])


def archive(export: Export) -> Archive:
    """Return a ZIP of the originals, byte for byte; numbered, so that names are unique and safe everywhere."""
    made: Archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as zipped:
        for number, file in enumerate(export.files, start=1):
            name = f"{export.code}/{number:02d}-{file.component_key}-{safe_name(file.name)}"
            zipped.writestr(name, uploads.original(file).data)
    made.seek(0)
    return made


def safe_name(name: str) -> str:
    """Return a file's name without what means something in a path or to a shell; the ending stays."""
    kept = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in name)
    return kept.lstrip(".")[-80:] or "tep"
