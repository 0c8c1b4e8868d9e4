from datetime import timedelta

import pytest

from dvc.domain.notices import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    RULES,
    Addressee,
    Channel,
    Notice,
    addressees,
    key,
    pause,
)

FILER = {"phone": "0912345678", "email": "net@example.vn"}
OWNER = {"phone": "0987654321"}


def test_every_notice_says_who_is_told() -> None:
    assert set(RULES) == set(Notice)


def test_the_person_chosen_for_messages_is_told_by_every_channel_that_reaches_him() -> None:
    people = {"filer": OWNER, "requester": FILER, "messages_to": "requester"}
    assert addressees(Notice.FILED, people) == (
        Addressee(Channel.SMS, "0912345678"),
        Addressee(Channel.EMAIL, "net@example.vn"),
    )


@pytest.mark.parametrize("people", [{}, {"filer": {}}, {"filer": {"phone": ""}}, {"messages_to": "nobody"}])
def test_nobody_is_told_where_no_address_is_known(people: dict[str, object]) -> None:
    assert addressees(Notice.ACCEPTED, people) == ()


def test_the_owner_is_told_that_another_filed_for_him() -> None:
    people = {"filer": FILER, "owner": OWNER, "messages_to": "filer"}
    assert addressees(Notice.OWNER_TOLD, people) == (Addressee(Channel.SMS, "0987654321"),)


def test_an_owner_with_the_receivers_own_addresses_is_not_told_twice() -> None:
    assert addressees(Notice.OWNER_TOLD, {"filer": FILER, "owner": FILER, "messages_to": "filer"}) == ()


def test_a_key_names_the_act_and_the_channel() -> None:
    assert key("H15.24265-261124-0001", Notice.FILED, 1, Channel.SMS) == "H15.24265-261124-0001:dossier.filed:1:sms"


def test_the_longest_key_fits_its_column() -> None:
    longest = max(Notice, key=len)
    assert len(key("H" * 60, longest, 1_999_999_999, Channel.EMAIL)) <= 120


def test_pauses_double_up_to_the_longest() -> None:
    assert [pause(attempt, 1) for attempt in (1, 2, 3)] == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert pause(1000, 1) == LONGEST_PAUSE


def test_half_of_a_pause_is_chance() -> None:
    assert pause(1, 0) == FIRST_PAUSE / 2
    assert FIRST_PAUSE / 2 < pause(1, 0.5) < FIRST_PAUSE
    assert pause(1, 0) > timedelta()
