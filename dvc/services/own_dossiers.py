"""Show a person the dossiers that he filed or owns; those of others do not exist for him."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from dvc.domain import forms, states
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.domain.procedures import Procedure
from dvc.domain.states import WORDS, Action, State, Who
from dvc.errors import NotFound
from dvc.models.dossier import Dossier, IssuedPaper
from dvc.models.upload import Upload
from dvc.services import catalogue, ledger, procedure_versions, timeline
from dvc.services.timeline import TimelineItem

TURNS: Mapping[str, str] = {
    "resident": "Đến lượt ông/bà",
    "desk": "Đến lượt bộ phận Một cửa",
    "unit": "Đến lượt bộ phận giải quyết",
    "": "Không còn việc phải làm",
}
PAPERS: Mapping[str, str] = {
    "receipt_slip": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement_slip": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "refusal_slip": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
}
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """One line of a person's list; `kind` is the sign beside the state: done, wait, fix or todo."""

    code: str
    name: str
    state: State
    due_at: datetime | None
    submitted_at: datetime

    @property
    def kind(self) -> str:
        """Return the sign beside the state."""
        return sign_of(self.state)

    @property
    def words(self) -> str:
        """Return the state as people read it."""
        return WORDS[self.state].words


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that was sent with the dossier."""

    id: UUID
    name: str
    component: str
    size: int


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An official paper that was issued."""

    id: UUID
    title: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything that the page of a dossier shows to its own people."""

    dossier: Dossier
    procedure: Procedure
    state: State
    events: list[TimelineItem]
    answers: list[tuple[str, list[tuple[str, str]]]]
    files: list[FileLine]
    papers: list[PaperLine]

    @property
    def words(self) -> str:
        """Return the state as people read it, with the unit that works on it."""
        unit = self.dossier.unit if self.state is State.PROCESSING else ""
        return f"{WORDS[self.state].words} tại {unit}" if unit else WORDS[self.state].words

    @property
    def turn(self) -> str:
        """Return whose turn it is, in words."""
        return TURNS[WORDS[self.state].turn]

    @property
    def kind(self) -> str:
        """Return the sign beside the state."""
        return sign_of(self.state)

    @property
    def may_withdraw(self) -> bool:
        """Tell whether the dossier can still be withdrawn."""
        return Action.WITHDRAW in states.possible(self.state, Who.RESIDENT)

    @property
    def wants_supplement(self) -> bool:
        """Tell whether the desk waits for papers."""
        return self.state is State.SUPPLEMENT_REQUESTED


def sign_of(state: State) -> str:
    """Return the sign of a state: what waits for the resident is «fix», ends are «done» or «todo»."""
    if WORDS[state].turn == "resident":
        return "fix"
    if state in (State.RETURNED, State.RESOLVED):
        return "done"
    return "todo" if state in states.ENDS else "wait"


def own(session: Session, *, actor: Actor) -> list[OwnDossier]:
    """Return the dossiers that the person filed or owns, the newest first."""
    query = (
        select(
            Dossier.code,
            Dossier.procedure_code,
            Dossier.state,
            Dossier.due_at,
            Dossier.submitted_at,
        )
        .where(or_(Dossier.filer_id == actor.account_id, Dossier.owner_id == actor.account_id))
        .order_by(Dossier.id.desc())
        .limit(MOST_LISTED)
    )
    names = catalogue.short_names(session)
    return [
        OwnDossier(row.code, names[row.procedure_code], State(row.state), row.due_at, row.submitted_at)
        for row in session.execute(query)
    ]


def get(session: Session, code: str, *, actor: Actor) -> Dossier:
    """Return a dossier of this person by its parsed code.

    Raises:
        NotFound: there is none, or it is another's.

    """
    dossier = session.scalar(select(Dossier).where(Dossier.code == code).options(joinedload(Dossier.filing_agency)))
    if dossier is None or actor.account_id is None or actor.account_id not in (dossier.filer_id, dossier.owner_id):
        raise NotFound
    return dossier


def opened(session: Session, code: str, *, actor: Actor) -> Opened:
    """Return what the dossier's page shows, and put the view on record once a sign-in.

    Raises:
        NotFound: there is none, or it is another's.

    """
    dossier = get(session, code, actor=actor)
    procedure = procedure_versions.pinned(session, dossier.procedure_code, dossier.procedure_version)
    subject = ledger.Subject(dossier.id, dossier.owner_id)
    ledger.record_view(session, Event.DOSSIER_VIEWED, {}, actor=actor, subject=subject)
    return Opened(
        dossier=dossier,
        procedure=procedure,
        state=State(dossier.state),
        events=timeline.newest_first(session, dossier, viewer_id=actor.account_id),
        answers=_answers(procedure, dossier),
        files=_files(session, procedure, dossier),
        papers=_papers(session, dossier),
    )


def _answers(procedure: Procedure, dossier: Dossier) -> list[tuple[str, list[tuple[str, str]]]]:
    shown = []
    for section in forms.visible_sections(procedure, dossier.answers):
        rows = [(question.label, text) for question, text in forms.answer_lines(section, dossier.answers) if text]
        if rows:
            shown.append((section.title, rows))
    return shown


def _files(session: Session, procedure: Procedure, dossier: Dossier) -> list[FileLine]:
    names = {component.key: component.name for component in procedure.components}
    rows = session.execute(
        select(Upload.id, Upload.name, Upload.component_key, Upload.size)
        .where(Upload.dossier_id == dossier.id)
        .order_by(Upload.id)
    )
    return [FileLine(row.id, row.name, names.get(row.component_key, "Giấy tờ khác"), row.size) for row in rows]


def _papers(session: Session, dossier: Dossier) -> list[PaperLine]:
    query = select(IssuedPaper).where(IssuedPaper.dossier_id == dossier.id).order_by(IssuedPaper.id.desc())
    return [
        PaperLine(paper.id, PAPERS.get(paper.kind, "Giấy tờ của bộ phận Một cửa"), paper.issued_at)
        for paper in session.scalars(query)
    ]
