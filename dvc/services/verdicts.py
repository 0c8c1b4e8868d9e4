"""Keep what the desk finds about a dossier's papers, round by round."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from dvc import clock
from dvc.domain import forms
from dvc.domain import verdicts as rules
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.domain.procedures import Channel, Component, Procedure
from dvc.domain.verdicts import Finding, Judgement
from dvc.models.dossier import Dossier, SupplementRound, Verdict
from dvc.services import ledger


def components(procedure: Procedure, dossier: Dossier) -> tuple[Component, ...]:
    """Return the papers that the dossier's answers ask for, as at its filing."""
    facts = {"filing_for": dossier.for_whom, "applicant_kind": "citizen"}
    channel: Channel = "in_person" if dossier.channel == "in_person" else "online"
    return forms.components_for(procedure, dossier.answers, channel=channel, facts=facts)


def round_number(session: Session, dossier: Dossier) -> int:
    """Return the round in which the dossier is: how often a supplement was asked for."""
    query = select(func.max(SupplementRound.number)).where(SupplementRound.dossier_id == dossier.id)
    return session.scalar(query) or 0


def last_request(session: Session, dossier: Dossier) -> SupplementRound | None:
    """Return the last supplement request, answered or not."""
    query = select(SupplementRound).where(SupplementRound.dossier_id == dossier.id)
    return session.scalar(query.order_by(SupplementRound.number.desc()).limit(1))


def rounds(session: Session, dossier: Dossier) -> dict[int, dict[str, Judgement]]:
    """Return all that was found, by round and by component."""
    found: dict[int, dict[str, Judgement]] = {}
    for row in session.scalars(select(Verdict).where(Verdict.dossier_id == dossier.id)):
        found.setdefault(row.round, {})[row.component_key] = Judgement(Finding(row.verdict), row.words)
    return found


def held(session: Session, dossier: Dossier) -> dict[str, Judgement]:
    """Return the verdict that holds now for each paper that has one."""
    return rules.standing(rounds(session, dossier), round_number(session, dossier))


def save(session: Session, dossier: Dossier, found: Mapping[str, Judgement], *, actor: Actor) -> None:
    """Keep findings of this round; what passed before stays, and the dossier's `rev` moves on.

    `found` names only papers that are judged; the dossier's row is locked.
    """
    number = round_number(session, dossier)
    kept = rules.settled(rounds(session, dossier), number)
    query = select(Verdict).where(Verdict.dossier_id == dossier.id, Verdict.round == number)
    rows = {row.component_key: row for row in session.scalars(query)}
    changed = [key for key, one in found.items() if key not in kept and not _same(rows.get(key), one)]
    if not changed or actor.account_id is None:
        return
    for key in changed:
        row = rows.get(key) or _row(session, dossier, number, key)
        row.verdict, row.words = found[key].finding.value, found[key].words
        row.by_id, row.at = actor.account_id, clock.now()
    dossier.handler_id = actor.account_id
    flag_modified(dossier, "handler_id")  # the same officer again must move `rev` too
    subject = ledger.Subject(dossier.id, dossier.owner_id)
    ledger.record(session, Event.VERDICT_GIVEN, {"components": changed}, actor=actor, subject=subject)
    session.flush()  # the page that answers shows the new `rev`


def _same(row: Verdict | None, one: Judgement) -> bool:
    return row is not None and (row.verdict, row.words) == (one.finding, one.words)


def _row(session: Session, dossier: Dossier, number: int, key: str) -> Verdict:
    row = Verdict(dossier_id=dossier.id, round=number, component_key=key)
    session.add(row)
    return row
