"""What a look-up finds and what it leaves on record."""

import pytest
from sqlalchemy import event, select

from dvc.db import Database
from dvc.domain.actor import ANONYMOUS
from dvc.models.ledger import LedgerEntry
from dvc.services import accounts, lookup
from tests.support import filed
from tests.support.filed import Filing

NEW, OLD, OTHER = "066185001234", "240123456", "066190009999"


@pytest.fixture(autouse=True)
def three_dossiers(database: Database) -> None:
    """File for oneself, for another, and have another file for one."""
    with database.transaction() as session:
        me, other = filed.person(session, "Y Moan Êñuôl", NEW), filed.person(session, "H' Hen Niê", OTHER)
        filed.dossier(session, 1, Filing(me, me, ((NEW, "owner"), (NEW, "filer_self"))))
        filed.dossier(session, 2, Filing(me, other, ((OTHER, "owner"), (NEW, "filer_other"))))
        filed.dossier(session, 3, Filing(other, me, ((NEW, "owner"), (OTHER, "filer_other"))))


def digits(database: Database, number: str) -> tuple[list[str], int]:
    with database.transaction() as session:
        found = lookup.by_id_number(session, number, actor=ANONYMOUS)
    return [one.last_digits for one in found.dossiers], found.for_others


def test_a_number_shows_what_its_person_owns_and_only_counts_what_he_filed_for_others(database: Database) -> None:
    assert digits(database, NEW) == (["0003", "0001"], 1)
    assert digits(database, OTHER) == (["0002"], 1)
    assert digits(database, "066000000000") == ([], 0)


@pytest.mark.parametrize("proved", [True, False])
def test_old_and_new_numbers_lead_to_each_other_only_where_it_is_proved(database: Database, proved: bool) -> None:  # noqa: FBT001 - a case
    with database.transaction() as session:
        account = session.scalars(
            select(accounts.Account).where(accounts.Account.id_index == accounts.number_index(NEW))
        ).one()
        account.old_id_index = accounts.number_index(OLD)
        account.id_proved = proved
        filed.dossier(session, 4, Filing(account, None, ((OLD, "owner"),)))
    everything = (["0004", "0003", "0001"], 1)
    assert digits(database, OLD) == (everything if proved else (["0004"], 0))
    assert digits(database, NEW) == (everything if proved else (["0003", "0001"], 1))


def test_each_look_up_is_on_record_for_whom_it_concerns(database: Database) -> None:
    digits(database, OTHER)
    with database.transaction() as session:
        assert lookup.by_code(session, "H15.24265-261124-0001", actor=ANONYMOUS) is not None
        assert lookup.by_code(session, "H15.24265-261124-9999", actor=ANONYMOUS) is None
    with database.reading() as session:
        rows = session.scalars(select(LedgerEntry).order_by(LedgerEntry.seq)).all()
        people = {row.id: row.id_number for row in session.scalars(select(accounts.Account))}
    seen = [(row.event, people.get(row.account_id)) for row in rows if row.event.endswith("looked_up")]  # type: ignore[arg-type]  # None is looked up too
    assert set(seen) == {
        ("person.looked_up", OTHER),
        ("dossier.looked_up", NEW),
        ("dossier.looked_up", None),
    }


@pytest.mark.parametrize("code", ["H15.24265-261124-0001", "H15.24265-261124-9999"])
def test_known_and_unknown_codes_take_the_same_statements(database: Database, code: str) -> None:
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2].split()[0]))
    with database.transaction() as session:
        lookup.by_code(session, code, actor=ANONYMOUS)
    assert sorted(set(said) - {"BEGIN", "COMMIT"}) == ["INSERT", "SELECT", "UPDATE"]
    assert said.count("SELECT") == 2
    assert said.count("INSERT") == said.count("UPDATE") == 1
