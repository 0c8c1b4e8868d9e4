from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dvc.catalogue import loader
from dvc.domain.listings import Listing, listing_of
from dvc.domain.releases import Action, Release, coming, effective, in_force
from dvc.domain.standing import closed, standing_of

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def listing() -> Listing:
    return listing_of(loader.procedure("2.000635"))


def release(number: int, action: Action, at: datetime = NOON, **given: object) -> Release:
    return Release(number, "2.000635", action, at, **given)  # type: ignore[arg-type]  # as Release names them


def test_releases_hold_in_the_order_of_their_effect_not_of_their_making() -> None:
    late = datetime(2026, 12, 1, tzinfo=UTC)
    found = effective([release(1, "publish", late, version="b"), release(2, "publish", version="a")])
    assert in_force(found, NOON).version == "a"
    assert in_force(found, late).version == "b"
    assert [one.id for one in coming(found, NOON)] == [1]


def test_a_release_called_off_never_holds() -> None:
    found = effective([release(1, "publish", version="a"), release(2, "cancel", cancels=1)])
    assert in_force(found, NOON).version is None


def test_a_pause_outlasts_a_new_version_and_an_end_does_not() -> None:
    paused = effective([release(1, "pause", reason="Bảo trì"), release(2, "publish", version="a")])
    assert (in_force(paused, NOON).paused, in_force(paused, NOON).reason) == (True, "Bảo trì")
    ended = effective([release(1, "end", reason="Luật mới"), release(2, "publish", version="a")])
    assert (in_force(ended, NOON).ended, in_force(ended, NOON).reason) == (False, "")


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, "in_force"),
        ({"draft": True}, "draft"),
        ({"valid_from": "2026-11-25"}, "scheduled"),
        ({"valid_from": "2026-11-24", "valid_to": "2026-11-24"}, "in_force"),
        ({"valid_to": "2026-11-23"}, "ended"),
        ({"valid_to": "2026-11-23", "replaced_by": "1.001193"}, "replaced"),
    ],
)
def test_the_days_of_a_definition_say_how_it_stands(listing: Listing, given: dict[str, object], status: str) -> None:
    changed = replace(listing, **given)  # type: ignore[arg-type]  # as Listing names them
    assert standing_of(changed, in_force((), NOON), (), DAY).status == status


def test_each_closed_procedure_says_why_and_what_to_do(listing: Listing) -> None:
    found = {}
    for action in ("pause", "end", "replace"):
        rules = [release(1, action, reason="Luật mới.", replaced_by="1.001193" if action == "replace" else "")]
        found[action] = closed(standing_of(listing, in_force(effective(rules), NOON), (), DAY))
    paused, ended, replaced = found["pause"], found["end"], found["replace"]
    assert paused is not None
    assert paused.sentence == (
        "Thủ tục này đang tạm dừng nhận hồ sơ. Lý do: Luật mới. Cần hỏi thêm, ông/bà gọi bộ phận Một cửa."
    )
    assert ended is not None
    assert ended.title == "Thủ tục này không còn nhận hồ sơ từ sau ngày 24/11/2026"
    assert replaced is not None
    assert (replaced.successor, replaced.advice) == ("1.001193", "Ông/bà nộp theo thủ tục mới.")
    assert closed(standing_of(listing, in_force((), NOON), (), DAY)) is None


def test_what_is_to_come_says_from_when(listing: Listing) -> None:
    later = closed(standing_of(replace(listing, valid_from="2027-03-01"), in_force((), NOON), (), DAY))
    assert later is not None
    assert later.advice == "Ông/bà nộp được từ ngày 01/03/2027."


def test_an_end_that_was_set_tells_the_last_day(listing: Listing) -> None:
    end = release(1, "end", datetime(2027, 2, 28, 17, tzinfo=UTC))
    assert standing_of(listing, in_force((end,), NOON), (end,), DAY).until == "2027-02-28"
