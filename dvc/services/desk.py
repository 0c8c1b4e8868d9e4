"""Open a dossier at the one-stop desk that has it; for other agencies it does not exist."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dvc.domain import forms
from dvc.domain import verdicts as rules
from dvc.domain.actor import Actor
from dvc.domain.filing_papers import paper_words
from dvc.domain.ledger import Event
from dvc.domain.origins import Origin
from dvc.domain.permissions import Permission, allowed
from dvc.domain.procedures import Case, Component, Procedure
from dvc.domain.states import WORDS, Action, State, Who, possible
from dvc.domain.supplement import answer_words
from dvc.domain.verdicts import Judgement
from dvc.errors import Conflict, Forbidden, NotFound
from dvc.models.dossier import Dossier, SupplementRound
from dvc.services import (
    desk_changes,
    dossiers,
    issued_papers,
    ledger,
    offers,
    procedure_versions,
    timeline,
    uploads,
    verdicts,
)
from dvc.services.issued_papers import PaperLine
from dvc.services.timeline import TimelineItem

OWN = "Hồ sơ này do ông/bà nộp hoặc đứng tên, nên cán bộ khác xem xét và quyết định."


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file of one paper; `round` is 0 for the filing, n for the n-th supplement."""

    id: UUID
    name: str
    size: int
    round: int


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One paper to be judged.

    `said` is what the applicant said of it, `answer` what he answered to the last request; `before` what was found in
    the round before; `settled` that it passed then and is not judged again.
    """

    component: Component
    said: str
    files: list[FileLine]
    judgement: Judgement | None
    settled: bool
    before: Judgement | None
    answer: str


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Everything that the desk's page of a dossier shows; `barred` says why the viewer decides nothing, or ""."""

    dossier: Dossier
    procedure: Procedure
    case: Case
    state: State
    items: list[PaperItem]
    notes: list[Component]
    answers: list[tuple[str, list[tuple[str, str]]]]
    events: list[TimelineItem]
    papers: list[PaperLine]
    request: SupplementRound | None
    handler: str
    barred: str

    @property
    def words(self) -> str:
        """Return the state as people read it."""
        return WORDS[self.state].words

    @property
    def came_from(self) -> str:
        """Return the portal that sent the filer, with its reference, or ""."""
        return Origin(self.dossier.origin, self.dossier.origin_reference).words

    @property
    def actions(self) -> tuple[Action, ...]:
        """Return what a reception officer may decide now."""
        return () if self.barred else possible(self.state, Who.RECEPTION)

    @property
    def judging(self) -> bool:
        """Tell whether verdicts can be given now."""
        return Action.REQUEST_SUPPLEMENT in self.actions

    @property
    def failing(self) -> list[PaperItem]:
        """Return the papers that have to be mended."""
        return [item for item in self.items if item.judgement is not None and not item.judgement.passed]

    @property
    def unjudged(self) -> list[PaperItem]:
        """Return the papers without a verdict."""
        return [item for item in self.items if item.judgement is None]


def get(session: Session, code: str, *, actor: Actor, lock: bool = False) -> Dossier:
    """Return a dossier that the officer's agency resolves or has received.

    Raises:
        NotFound: there is none, or it is another agency's.

    """
    desks = (joinedload(Dossier.agency, innerjoin=True), joinedload(Dossier.filing_agency, innerjoin=True))
    query = select(Dossier).where(Dossier.code == code).options(*desks)
    if lock:
        query = query.with_for_update(of=Dossier).execution_options(populate_existing=True)
    dossier = session.scalar(query)
    if dossier is None or not actor.is_officer or actor.agency_id not in (dossier.agency_id, dossier.filing_agency_id):
        raise NotFound
    return dossier


def opened(session: Session, code: str, *, actor: Actor) -> AtDesk:
    """Return what the page shows, and put the view on record once a sign-in.

    Raises:
        NotFound: there is none, or it is another agency's.

    """
    dossier = get(session, code, actor=actor)
    subject = ledger.Subject(dossier.id, dossier.owner_id)
    ledger.record_view(session, Event.DOSSIER_VIEWED, {}, actor=actor, subject=subject)
    return look(session, dossier, actor=actor)


def look(session: Session, dossier: Dossier, *, actor: Actor) -> AtDesk:
    """Return what the page shows of a dossier that is open already."""
    procedure = offers.pinned(session, dossier)
    components = verdicts.components(procedure, dossier)
    judged = rules.judged(components, dossier.papers)
    return AtDesk(
        dossier=dossier,
        procedure=procedure,
        case=case_of(procedure, dossier),
        state=State(dossier.state),
        items=_items(session, dossier, judged),
        notes=[one for one in components if one not in judged and not one.asked],
        answers=answers(procedure, dossier),
        events=timeline.newest_first(session, dossier, viewer_id=None),
        papers=issued_papers.of(session, dossier),
        request=verdicts.last_request(session, dossier),
        handler=desk_changes.name_of(session, dossier.handler_id),
        barred=barred(dossier, actor=actor),
    )


def case_of(procedure: Procedure, dossier: Dossier) -> Case:
    """Return the dossier's case."""
    return next((case for case in procedure.cases if case.key == dossier.case_key), procedure.cases[0])


def answers(procedure: Procedure, dossier: Dossier) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each section of the form with its questions and answers in words."""
    return [
        (section.title, [(question.label, text) for question, text in forms.answer_lines(section, dossier.answers)])
        for section in forms.visible_sections(procedure, dossier.answers)
    ]


def barred(dossier: Dossier, *, actor: Actor) -> str:
    """Say why this officer decides nothing about a dossier; "" when he may."""
    if not allowed(actor, Permission.AGENCY_DOSSIER_RECEIVE):
        return "Ông/bà xem được hồ sơ này; tiếp nhận là việc của cán bộ tiếp nhận."
    return OWN if actor.account_id in (dossier.filer_id, dossier.owner_id) else ""


def to_decide(session: Session, code: str, rev: int, *, actor: Actor) -> Dossier:
    """Lock a dossier for a change by the officer who saw it at `rev`.

    Raises:
        NotFound: it is not his agency's.
        Forbidden: it is his own, or receiving is not his task.
        Conflict: it has changed since; the message says how.

    """
    dossier = get(session, code, actor=actor, lock=True)
    why = barred(dossier, actor=actor)
    if why:
        raise Forbidden(why)
    if dossier.rev != rev:
        raise Conflict(desk_changes.last_change(session, dossier))
    return dossier


def save_verdicts(session: Session, dossier: Dossier, found: dict[str, Judgement], *, actor: Actor) -> None:
    """Keep what was found about the papers of a dossier that `to_decide` locked.

    Raises:
        Conflict: the dossier is no longer where verdicts are given.

    """
    if Action.REQUEST_SUPPLEMENT not in possible(State(dossier.state), dossiers.who_is(actor)):
        raise Conflict(desk_changes.last_change(session, dossier))
    procedure = procedure_versions.pinned(session, dossier.procedure_code, dossier.procedure_version)
    judged = {one.key for one in rules.judged(verdicts.components(procedure, dossier), dossier.papers)}
    verdicts.save(session, dossier, {key: one for key, one in found.items() if key in judged}, actor=actor)


def _items(session: Session, dossier: Dossier, judged: tuple[Component, ...]) -> list[PaperItem]:
    rounds, now = verdicts.rounds(session, dossier), verdicts.round_number(session, dossier)
    request = verdicts.last_request(session, dossier)
    answer: dict[str, Any] = request.answer if request is not None and request.answered_at else {}
    held, settled = rules.standing(rounds, now), rules.settled(rounds, now)
    files = _files(session, dossier, hidden=now if request is not None and not request.answered_at else None)
    items = []
    for one in judged:
        mine = files.get(one.key, [])
        sent = [file for file in mine if file.round == now]
        first = sum(file.round == 0 for file in mine)
        said = paper_words(dossier.papers.get(one.key, {}), first) if one.asked else "Viết trên cổng"
        replied = answer_words(answer[one.key], len(sent)) if now and one.key in answer else ""
        before = rounds.get(now - 1, {}).get(one.key) if one.key not in settled else None
        items.append(PaperItem(one, said, mine, held.get(one.key), one.key in settled, before, replied))
    return items


def _files(session: Session, dossier: Dossier, *, hidden: int | None) -> dict[str, list[FileLine]]:
    """Return the files by paper; those of an answer that is still being made are not the desk's to see."""
    found: dict[str, list[FileLine]] = {}
    for file in uploads.of(session, dossier):
        if file.round != hidden:
            line = FileLine(file.id, file.name, file.size, file.round)
            found.setdefault(file.component_key, []).append(line)
    return found
