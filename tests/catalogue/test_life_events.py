"""Life events: each leads to procedures that there are and that residents see."""

from dataclasses import replace

from dvc.catalogue import loader
from dvc.catalogue.life_events import faults_in, life_events
from dvc.domain.listing_filters import slug


def test_every_code_of_an_event_is_a_procedure() -> None:
    assert list(faults_in(life_events())) == []


def test_an_unknown_code_is_named_with_its_event() -> None:
    event = replace(next(iter(life_events().values())), codes=("9.999999",))
    fault = next(faults_in({event.key: event}))
    assert (fault.place, "9.999999" in fault.reason) == (event.key, True)


def test_every_event_shows_something_and_is_kept_by_addresses() -> None:
    shown = {code for code, one in loader.listings().items() if not one.draft}
    for key, event in life_events().items():
        assert shown & set(event.codes), key
        assert slug(key) == key
        assert len(set(event.codes)) == len(event.codes), key


def test_there_are_events_for_citizens_and_for_businesses() -> None:
    assert {event.who for event in life_events().values()} == {"citizen", "business"}
