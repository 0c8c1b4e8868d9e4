"""Take the steps of a dossier: the only place that assigns its state.

A step writes the state, its event, its ledger row and the notices in the caller's transaction.
"""

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import Actor, Capacity, Role
from dvc.domain.ledger import Event
from dvc.domain.states import ENDS, TRANSITIONS, Action, Need, State, Who, next_state
from dvc.errors import Conflict, Forbidden
from dvc.models.dossier import Dossier, DossierEvent
from dvc.services import ledger

_ROLES: dict[Role, Who] = {
    Role.RECEPTION: Who.RECEPTION,
    Role.ADMINISTRATOR: Who.RECEPTION,
    Role.PROCESSING: Who.PROCESSING,
    Role.LEADER: Who.LEADER,
}


@dataclass(frozen=True, slots=True)
class Step:
    """What goes with a step: the needs it fulfils, the reason, the new due time, its idempotency key."""

    met: frozenset[Need] = field(default_factory=frozenset)
    reason: str = ""
    due_at: datetime | None = None
    key: str | None = None
    unit: str = ""


def who_is(actor: Actor) -> Who:
    """Say who an actor is in the table of transitions.

    Raises:
        Forbidden: nobody whom the table knows (an auditor, a visitor).

    """
    if actor.capacity is Capacity.SYSTEM:
        return Who.CLOCK
    if actor.is_officer:
        if actor.role not in _ROLES:
            raise Forbidden
        return _ROLES[actor.role]
    if actor.account_id is None:
        raise Forbidden
    return Who.RESIDENT


def take_step(
    session: Session, dossier: Dossier, action: Action, step: Step | None = None, *, actor: Actor
) -> DossierEvent:
    """Take one step of the table; the same key again gives the event of the first time.

    Raises:
        Conflict: the step is not possible now, or lacks what it needs.
        Forbidden: it is not this actor's to take.

    """
    step = step or Step()
    if step.key is not None:
        done = session.scalar(select(DossierEvent).where(DossierEvent.key == step.key))
        if done is not None:
            return done
    before = State(dossier.state)
    asked_from = State(dossier.asked_from) if dossier.asked_from else None
    after = next_state(before, action, who_is(actor), asked_from=asked_from)
    lacking = TRANSITIONS[(before, action)].needs - step.met
    if lacking:
        raise Conflict("Chưa đủ điều kiện để làm việc này: " + ", ".join(sorted(lacking)) + ".")
    return _move(session, dossier, (action, before, after), step, actor)


def _move(
    session: Session, dossier: Dossier, move: tuple[Action, State, State], step: Step, actor: Actor
) -> DossierEvent:
    action, before, after = move
    event = _event(session, dossier, move, step, actor)
    session.add(event)
    if action in (Action.REQUEST_SUPPLEMENT, Action.REQUEST_PAYMENT):
        dossier.asked_from = before.value
    dossier.state = after.value
    dossier.due_at = event.due_after
    if action is Action.ACCEPT:
        dossier.accepted_at = event.at
    if after in ENDS or after is State.RESOLVED:
        dossier.finished_at = event.at
    data: dict[str, object] = {"action": action.value, "from": before.value, "to": after.value}
    subject = ledger.Subject(dossier_id=dossier.id, account_id=dossier.owner_id)
    ledger.record(session, Event.DOSSIER_STEP, data, actor=actor, subject=subject)
    return event


def _event(
    session: Session, dossier: Dossier, move: tuple[Action, State, State], step: Step, actor: Actor
) -> DossierEvent:
    action, before, after = move
    return DossierEvent(
        dossier_id=dossier.id,
        seq=_next_seq(session, dossier.id),
        key=step.key,
        at=clock.now(),
        action=action.value,
        from_state=before.value,
        to_state=after.value,
        actor_id=actor.account_id,
        for_id=actor.for_account_id,
        capacity=actor.capacity.value,
        agency_id=actor.agency_id,
        unit=step.unit or actor.unit,
        reason=step.reason,
        due_before=dossier.due_at,
        due_after=step.due_at or dossier.due_at,
    )


def begin(session: Session, dossier: Dossier, step: Step, *, actor: Actor) -> DossierEvent:
    """Let a new dossier's life begin: the step from draft to submitted."""
    dossier.state = State.DRAFT.value
    session.add(dossier)
    session.flush()  # the event refers to the dossier's row
    return take_step(session, dossier, Action.SUBMIT, step, actor=actor)


def _next_seq(session: Session, dossier_id: uuid.UUID) -> int:
    last = session.scalar(select(func.max(DossierEvent.seq)).where(DossierEvent.dossier_id == dossier_id))
    return (last or 0) + 1


def events(session: Session, dossier: Dossier) -> list[DossierEvent]:
    """Return the dossier's events, oldest first."""
    query = select(DossierEvent).where(DossierEvent.dossier_id == dossier.id).order_by(DossierEvent.seq)
    return list(session.scalars(query))
