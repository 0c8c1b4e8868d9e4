"""Issue official papers: print once, seal, keep, and give to those whom they concern.

The bytes are in the store before the row names them; a crash in between leaves bytes without a row, which are swept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.errors import NotFound
from dvc.gateways.print.base import Paper
from dvc.gateways.print.typst_pdf import print_paper
from dvc.models.dossier import Dossier, IssuedPaper
from dvc.services import ledger
from dvc.services.storage import store

TITLES: Mapping[str, str] = {
    "receipt_slip": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement_slip": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "refusal_slip": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
}
FILE_NAMES: Mapping[str, str] = {
    "receipt_slip": "giay-tiep-nhan-va-hen-tra",
    "supplement_slip": "phieu-yeu-cau-bo-sung",
    "refusal_slip": "phieu-tu-choi",
}
_CONTEXT = b"issued_paper"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An official paper that was issued."""

    id: UUID
    title: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper whose sealed PDF is in the store and whose row is still to be written."""

    kind: str
    address: str


def drawn(paper: Paper) -> Drawn:
    """Print a paper and put it, sealed, into the store; takes time, and needs no transaction."""
    return Drawn(paper.template, store().put(crypto.ring().seal(print_paper(paper), _CONTEXT)))


def printed(paper: Paper) -> bytes:
    """Print a paper that is not issued."""
    return print_paper(paper)


def discard(paper: Drawn) -> None:
    """Drop a paper that was not issued after all."""
    store().delete(paper.address)


def issue(session: Session, dossier: Dossier, paper: Drawn, *, actor: Actor) -> IssuedPaper:
    """Write the row of a drawn paper."""
    issued = IssuedPaper(
        dossier_id=dossier.id,
        kind=paper.kind,
        sealed_sha256=paper.address,
        issued_at=clock.now(),
        issued_by_id=actor.account_id,
    )
    session.add(issued)
    return issued


def of(session: Session, dossier: Dossier) -> list[PaperLine]:
    """Return the papers that were issued for a dossier, the newest first."""
    query = select(IssuedPaper).where(IssuedPaper.dossier_id == dossier.id).order_by(IssuedPaper.id.desc())
    return [PaperLine(paper.id, TITLES[paper.kind], paper.issued_at) for paper in session.scalars(query)]


def for_reader(session: Session, paper_id: UUID, *, actor: Actor) -> IssuedPaper:
    """Return a paper to the filer, the owner or an officer of its agencies, and put the print on record.

    Raises:
        NotFound: there is none, or it is not this person's to read.

    """
    paper = session.get(IssuedPaper, paper_id)
    dossier = session.get(Dossier, paper.dossier_id) if paper else None
    if paper is None or dossier is None or not _may_read(dossier, actor):
        raise NotFound
    subject = ledger.Subject(dossier.id, dossier.owner_id)
    ledger.record(session, Event.DOSSIER_PRINTED, {"paper": paper.kind}, actor=actor, subject=subject)
    return paper


def _may_read(dossier: Dossier, actor: Actor) -> bool:
    if actor.account_id is None:
        return False
    officers = (dossier.agency_id, dossier.filing_agency_id)
    own = actor.account_id in (dossier.filer_id, dossier.owner_id)
    return own or (actor.is_officer and actor.agency_id in officers)


def content(paper: IssuedPaper) -> bytes:
    """Return the PDF as it was issued."""
    return crypto.ring().open(store().get(paper.sealed_sha256), _CONTEXT)
