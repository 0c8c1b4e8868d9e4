"""The three first answers of a desk: accept, ask for a supplement, refuse (NĐ 61/2018/NĐ-CP Đ17).

`prepare` reads and checks; the caller prints the paper, which takes time, outside a transaction; `carry_out` takes the
step if nothing has changed since. The key of the page makes a second click answer as the first.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import calendars
from dvc.domain import verdicts as rules
from dvc.domain import workdays
from dvc.domain.actor import Actor
from dvc.domain.identity import is_uuid7
from dvc.domain.notices import Notice
from dvc.domain.procedures import Case
from dvc.domain.states import Action, Need
from dvc.errors import Conflict, Forbidden, Invalid, InvalidAnswer
from dvc.gateways.print.base import Paper
from dvc.models.dossier import Dossier, DossierEvent, SupplementRound
from dvc.services import desk, desk_changes, dossiers, issued_papers, notifications, papers, verdicts
from dvc.services.desk import AtDesk
from dvc.services.dossiers import Step
from dvc.services.issued_papers import Drawn

NOTICES = {
    Action.ACCEPT: Notice.ACCEPTED,
    Action.REQUEST_SUPPLEMENT: Notice.SUPPLEMENT,
    Action.REFUSE_INTAKE: Notice.REFUSED,
}
MET = {
    Action.ACCEPT: frozenset({Need.VERDICTS}),
    Action.REQUEST_SUPPLEMENT: frozenset({Need.VERDICTS, Need.FAILING_ITEMS}),
    Action.REFUSE_INTAKE: frozenset({Need.REASON}),
}
FARTHEST = timedelta(days=730)  # a later day of the result is a slip of the pen


@dataclass(frozen=True, slots=True)
class Decision:
    """What an officer decided on a page that showed the dossier at `rev`; `key` is the page's own.

    `until` is the last day of a supplement, `result_on` the day of the result where the case has no known limit.
    """

    action: Action
    rev: int
    key: str
    reason: str = ""
    case_key: str = ""
    until: date | None = None
    result_on: date | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A decision that may be carried out, and the paper that goes with it."""

    code: str
    decision: Decision
    paper: Paper
    due_at: datetime | None
    items: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def due_at(case: Case, at: datetime) -> datetime | None:
    """Return when the result of a case is due if it is accepted at a moment; None where no limit is known."""
    if case.duration is None:
        return None
    return workdays.due(at, case.duration, calendars.calendar())


def appointed(day: date | None, now: datetime) -> datetime:
    """Return when the result is due on the day that the officer wrote.

    Raises:
        Invalid: `result_on` is missing, past, too far, or a day off.

    """
    if day is None:
        raise Invalid({"result_on": InvalidAnswer("desk.result_on_empty")})
    due = workdays.closing_on(day)
    if due <= now:
        raise Invalid({"result_on": InvalidAnswer("desk.result_on_past")})
    if due > now + FARTHEST:
        raise Invalid({"result_on": InvalidAnswer("desk.result_on_far")})
    if not calendars.calendar().is_working_day(day):
        raise Invalid({"result_on": InvalidAnswer("desk.result_on_day_off")})
    return due


def due_now(case: Case) -> datetime | None:
    """Return when the result is due if the dossier is accepted now."""
    return due_at(case, clock.now())


def prepare(session: Session, code: str, decision: Decision, *, actor: Actor) -> Prepared | None:
    """Check a decision and write its paper; None when this page's decision was carried out before.

    Raises:
        NotFound, Forbidden: the dossier is not this officer's to decide.
        Conflict: it has changed since the page was shown; the message says how.
        Invalid: reason, case_key or until; verdicts when they do not allow the decision.

    """
    dossier = desk.get(session, code, actor=actor)
    why = desk.barred(dossier, actor=actor)
    if why:
        raise Forbidden(why)
    if not is_uuid7(decision.key):
        raise Conflict
    if _done(session, dossier, decision):
        return None
    seen = desk.look(session, dossier, actor=actor)
    if dossier.rev != decision.rev or decision.action not in seen.actions:
        raise Conflict(desk_changes.last_change(session, dossier))
    check_verdicts(seen, decision.action)
    issue = papers.Issue(desk_changes.name_of(session, actor.account_id), clock.now())
    if decision.action is Action.ACCEPT:
        return _acceptance(seen, decision, issue)
    reason = _reason(decision.reason)
    if decision.action is Action.REFUSE_INTAKE:
        return Prepared(code, decision, papers.refusal(seen, reason, issue), None)
    if decision.until is not None and decision.until <= clock.today():
        raise Invalid({"until": InvalidAnswer("desk.until_past")})
    paper = papers.supplement(seen, reason, decision.until, issue)
    items = tuple(item.component.key for item in seen.failing)
    lines = tuple(f"{line.name}: {line.verdict}" + (f" – {line.words}" if line.words else "") for line in paper.lines)
    return Prepared(code, decision, paper, None, items, lines)


def _acceptance(seen: AtDesk, decision: Decision, issue: papers.Issue) -> Prepared:
    case = next((case for case in seen.procedure.cases if case.key == decision.case_key), None)
    if case is None:
        raise Invalid({"case_key": InvalidAnswer("verdict.case_unknown")})
    due = due_at(case, issue.at) or appointed(decision.result_on, issue.at)
    paper = papers.receipt(seen, case, papers.Issue(issue.officer, issue.at, due))
    return Prepared(seen.dossier.code, decision, paper, due)


def check_verdicts(seen: AtDesk, action: Action) -> None:
    """Refuse a decision that the verdicts do not allow.

    Raises:
        Conflict: saying what is still to be done.

    """
    if action is Action.REFUSE_INTAKE:
        return
    if seen.unjudged:
        raise Conflict("Còn giấy chưa có kết luận. Hãy kết luận từng giấy rồi làm tiếp.")
    if action is Action.ACCEPT and seen.failing:
        raise Conflict("Còn giấy chưa đạt nên chưa tiếp nhận được. Hãy yêu cầu bổ sung, hoặc sửa kết luận.")
    if action is Action.REQUEST_SUPPLEMENT and not seen.failing:
        raise Conflict("Mọi giấy đều đạt nên không có gì để yêu cầu bổ sung.")


def _reason(text: str) -> str:
    try:
        return rules.read_reason(text)
    except InvalidAnswer as why:
        raise Invalid({"reason": why}) from None


def _key(dossier: Dossier, decision: Decision) -> str:
    return f"{decision.action}:{dossier.id}:{decision.key}"


def _done(session: Session, dossier: Dossier, decision: Decision) -> bool:
    query = select(DossierEvent.id).where(DossierEvent.key == _key(dossier, decision))
    return session.scalar(query) is not None


def carry_out(session: Session, prepared: Prepared, drawn: Drawn, *, actor: Actor) -> bool:
    """Take the step, issue its paper and tell people; False when a click at the same moment did so first.

    Raises:
        Conflict: the dossier has changed since it was prepared.

    """
    decision = prepared.decision
    locked = desk.get(session, prepared.code, actor=actor, lock=True)
    if _done(session, locked, decision):
        return False
    dossier = desk.to_decide(session, prepared.code, decision.rev, actor=actor)
    reason = "" if decision.action is Action.ACCEPT else rules.read_reason(decision.reason)
    step = Step(met=MET[decision.action], reason=reason, due_at=prepared.due_at, key=_key(dossier, decision))
    if decision.action is Action.ACCEPT:
        dossier.case_key = decision.case_key
    elif decision.action is Action.REQUEST_SUPPLEMENT:
        _begin_round(session, dossier, prepared, actor=actor)
    dossier.handler_id = actor.account_id
    dossiers.take_step(session, dossier, decision.action, step, actor=actor)
    issued_papers.issue(session, dossier, drawn, actor=actor)
    facts = {
        "reason": reason,
        "items": prepared.lines,
        "officer": desk_changes.name_of(session, actor.account_id),
        "return_way": papers.return_way(dossier),
    }
    notifications.tell(session, NOTICES[decision.action], dossier, facts)
    return True


def _begin_round(session: Session, dossier: Dossier, prepared: Prepared, *, actor: Actor) -> None:
    if actor.account_id is None:
        raise Forbidden
    session.add(
        SupplementRound(
            dossier_id=dossier.id,
            number=verdicts.round_number(session, dossier) + 1,
            items=list(prepared.items),
            reason=rules.read_reason(prepared.decision.reason),
            until=prepared.decision.until,
            asked_at=clock.now(),
            asked_by_id=actor.account_id,
        )
    )
