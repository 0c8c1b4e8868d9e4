"""Finding what residents may see: never drafts, what is over last, one state until something changes."""

import pytest
from flask import Flask

from dvc.catalogue import loader
from dvc.db import Database
from dvc.domain.text import collate_key
from dvc.errors import NotFound
from dvc.services import catalogue_search, releases
from dvc.services.catalogue_search import PAGE, Wanted
from dvc.services.releases import Why
from tests.support.releasing import an_office, released, renamed

BIRTH = "1.001193"


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


def every(database: Database, text: str = "", **filters: str) -> list[str]:
    codes, after = [], ""
    with database.reading() as session:
        while True:
            found = catalogue_search.find(session, Wanted(text, filters, after), ["H15.24265"])
            codes += [one.listing.code for one in found.rows]
            assert len(found.rows) <= PAGE
            if not found.next_after:
                assert len(codes) == found.total
                return codes
            after = found.next_after


def test_drafts_are_never_found(database: Database) -> None:
    drafts = {code for code, one in loader.listings().items() if one.draft}
    assert drafts
    assert set(every(database)) == loader.listings().keys() - drafts
    for code in drafts:
        assert every(database, code) == []
        with database.reading() as session, pytest.raises(NotFound):
            catalogue_search.published(session, code)


def test_what_is_over_stands_last_and_what_pauses_keeps_its_place(database: Database) -> None:
    before = every(database, "đăng ký khai sinh")
    with database.transaction() as session:
        administrator = an_office(session).approver
        releases.pause(session, BIRTH, Why("Bảo trì"), actor=administrator)
    assert every(database, "đăng ký khai sinh") == before
    with database.transaction() as session:
        releases.end(session, BIRTH, Why("Luật mới"), actor=administrator)
    assert every(database, "đăng ký khai sinh") == [*before[1:], BIRTH]


def test_what_has_a_form_of_its_own_here_stands_first_each_part_in_the_dictionarys_order(database: Database) -> None:
    listings = [loader.listings()[code] for code in every(database)]
    first = [not one.generic and one.received_by == "here" and "online" in one.channels for one in listings]
    count = sum(first)
    assert first == [True] * count + [False] * (len(listings) - count)
    assert 0 < count < len(listings)
    for part in (listings[:count], listings[count:]):
        names = [collate_key(one.short_name) for one in part]
        assert names == sorted(names)


def test_without_words_what_is_over_stands_behind_all(database: Database) -> None:
    with database.transaction() as session:
        releases.end(session, BIRTH, Why("Luật mới"), actor=an_office(session).approver)
    assert every(database)[-1] == BIRTH


def test_a_new_name_is_found_at_once(database: Database) -> None:
    with database.transaction() as session:
        released(session, an_office(session), renamed("Ghi tên em bé vào sổ", BIRTH))
    assert every(database, "ghi tên em bé vào sổ")[0] == BIRTH


def test_the_state_is_the_same_until_something_changes(database: Database) -> None:
    def state() -> int:
        with database.reading() as session:
            return catalogue_search.state(session)

    before = state()
    assert state() == before
    with database.transaction() as session:
        releases.pause(session, BIRTH, Why("Bảo trì"), actor=an_office(session).approver)
    assert state() != before


def test_each_filter_value_gives_as_many_as_it_counts(database: Database) -> None:
    with database.reading() as session:
        counts = catalogue_search.find(session, Wanted(), ["H15.24265"]).counts
    for name, values in counts.items():
        for value, count in list(values.items())[:4]:
            assert len(every(database, **{name: value})) == count, (name, value)


def test_a_page_behind_a_code_that_is_gone_begins_anew(database: Database) -> None:
    with database.reading() as session:
        first = catalogue_search.find(session, Wanted())
        again = catalogue_search.find(session, Wanted(after="9.999999"))
    assert [one.listing.code for one in again.rows] == [one.listing.code for one in first.rows]
