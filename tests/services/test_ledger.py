"""The ledger: every act one row, bound to the row before."""

import threading
import uuid

import pytest
from sqlalchemy import func, select, update

from dvc.db import Database
from dvc.domain.actor import Actor, Capacity
from dvc.domain.ledger import GENESIS, BadEntry, Event
from dvc.models.ledger import LedgerEntry
from dvc.services import ledger

HOA = Actor(uuid.UUID(int=7), Capacity.SELF, session="one")
DOSSIER = ledger.Subject(dossier_id=uuid.UUID(int=9))


def entries(database: Database) -> list[LedgerEntry]:
    with database.reading() as session:
        return list(session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)))


def test_each_entry_is_bound_to_the_one_before(database: Database) -> None:
    with database.transaction() as session:
        for _ in range(3):
            ledger.record(session, Event.ACCOUNT_SIGNED_OUT, {}, actor=HOA)
    found = entries(database)
    assert [entry.seq for entry in found] == [1, 2, 3]
    assert [entry.previous for entry in found] == [GENESIS, found[0].hash, found[1].hash]
    with database.reading() as session:
        assert list(ledger.verify(session)) == []


def test_an_altered_entry_is_found(database: Database) -> None:
    with database.transaction() as session:
        for _ in range(3):
            ledger.record(session, Event.ACCOUNT_SIGNED_OUT, {}, actor=HOA)
    with database.transaction() as session:
        session.execute(update(LedgerEntry).where(LedgerEntry.seq == 2).values(actor_id=uuid.UUID(int=8)))
    with database.reading() as session:
        assert list(ledger.verify(session)) == [2]


def test_a_removed_entry_is_found(database: Database) -> None:
    with database.transaction() as session:
        rows = [ledger.record(session, Event.ACCOUNT_SIGNED_OUT, {}, actor=HOA) for _ in range(3)]
        session.flush()
        session.delete(rows[1])
    with database.reading() as session:
        assert list(ledger.verify(session)) == [3]


def test_a_view_is_recorded_once_for_each_sign_in(database: Database) -> None:
    again = Actor(HOA.account_id, Capacity.SELF, session="two")
    for actor in (HOA, HOA, again):
        with database.transaction() as session:
            ledger.record_view(session, Event.DOSSIER_VIEWED, {}, actor=actor, subject=DOSSIER)
    assert len(entries(database)) == 2


def test_an_entry_with_other_keys_than_its_event_declares_is_refused(database: Database) -> None:
    with database.transaction() as session, pytest.raises(BadEntry):
        ledger.record(session, Event.ACCOUNT_SIGNED_IN, {"password": "x"}, actor=HOA)


def test_writers_side_by_side_make_one_chain(database: Database) -> None:
    def write() -> None:
        for _ in range(5):
            with database.transaction() as session:
                ledger.record(session, Event.ACCOUNT_SIGNED_OUT, {}, actor=HOA)

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LedgerEntry)) == 25
        assert list(ledger.verify(session)) == []
