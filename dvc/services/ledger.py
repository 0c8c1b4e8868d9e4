"""Write the ledger: append-only, hash-chained, in the transaction of what it records."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.domain.actor import Actor
from dvc.domain.ledger import GENESIS, Event, chain_hash, check_entry
from dvc.models.ledger import LedgerEntry, LedgerHead


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data an entry is about: a dossier, an account, or both."""

    dossier_id: uuid.UUID | None = None
    account_id: uuid.UUID | None = None


def record(
    session: Session, event: Event, data: dict[str, object], *, actor: Actor, subject: Subject | None = None
) -> LedgerEntry:
    """Append one entry for a change, an export or a print."""
    return _append(session, event, data, (actor, subject or Subject()), None)


def record_view(
    session: Session, event: Event, data: dict[str, object], *, actor: Actor, subject: Subject
) -> LedgerEntry | None:
    """Append one entry for a view, unless this actor has one for the same thing in the same sign-in.

    Returns None when there is one already.
    """
    parts = (
        event,
        actor.account_id,
        actor.session,
        subject.dossier_id,
        subject.account_id,
        data.get("upload", ""),
    )
    once = crypto.ring().index("|".join(map(str, parts)), "ledger.once")
    if session.scalar(select(LedgerEntry.seq).where(LedgerEntry.once == once)) is not None:
        return None
    return _append(session, event, data, (actor, subject), once)


def _append(
    session: Session, event: Event, data: dict[str, object], who: tuple[Actor, Subject], once: bytes | None
) -> LedgerEntry:
    check_entry(event, data)
    actor, subject = who
    head = _lock_head(session)
    entry = LedgerEntry(
        seq=head.seq + 1,
        at=clock.now().replace(microsecond=0),
        event=event.value,
        actor_id=actor.account_id,
        for_id=actor.for_account_id,
        capacity=actor.capacity.value,
        agency_id=actor.agency_id,
        account_id=subject.account_id,
        dossier_id=subject.dossier_id,
        data=data,
        once=once,
        previous=head.hash,
    )
    entry.hash = chain_hash(head.hash, fields_of(entry))
    head.seq, head.hash = entry.seq, entry.hash
    session.add(entry)
    return entry


def _lock_head(session: Session) -> LedgerHead:
    # The migrations made the head; writers queue at its row, so that the chain has no forks.
    return session.scalars(select(LedgerHead).where(LedgerHead.id == 1).with_for_update()).one()


def fields_of(entry: LedgerEntry) -> dict[str, object]:
    """Return what the hash of an entry covers."""
    return {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "event": entry.event,
        "actor": str(entry.actor_id),
        "for": str(entry.for_id),
        "capacity": entry.capacity,
        "agency": entry.agency_id,
        "account": str(entry.account_id),
        "dossier": str(entry.dossier_id),
        "data": entry.data,
    }


def verify(session: Session) -> Iterator[int]:
    """Yield the number of each entry whose hash, or whose bond to the entry before, is not what it must be."""
    previous = GENESIS
    for entry in session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq).execution_options(yield_per=500)):
        if entry.previous != previous or entry.hash != chain_hash(previous, fields_of(entry)):
            yield entry.seq
        previous = entry.hash
