"""What a procedure costs: tiers, counts, copies, days and channels."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dvc.blueprints.catalogue import words
from dvc.catalogue import loader
from dvc.domain.fees import fee_total, fees_for
from dvc.domain.procedures import Fee, Tier

TODAY = date(2026, 11, 24)
PROCEDURE = loader.load(Path(__file__).parents[1] / "catalogue" / "definitions" / "children.toml")
# Thông tư 226/2016/TT-BTC: a certified copy, by the pages of its original.
CERTIFIED = Fee(
    "ban-sao", "phí", "Phí", per="ban_sao.so_trang", times="ban_sao.so_ban", at_most=200_000, unit="trang",
    tiers=(Tier(2_000, up_to=2), Tier(1_000)),
)  # fmt: skip


def copies(*rows: tuple[Any, Any]) -> dict[str, Any]:
    return {"ban_sao": [{"so_trang": pages, "so_ban": number} for pages, number in rows]}


def test_fees_are_counted_where_they_are_known() -> None:
    fees = fees_for(PROCEDURE, {"so_ban": 3}, channel="online", today=TODAY)
    assert [(fee.key, fee_total(fee, {"so_ban": 3})) for fee in fees] == [("theo-con", 24000), ("tinh", None)]
    assert [fee.key for fee in fees_for(PROCEDURE, {"so_ban": 3}, channel="post", today=TODAY)] == ["tinh"]
    assert [fee.key for fee in fees_for(PROCEDURE, {}, channel="online", today=TODAY)] == ["tinh"]


@pytest.mark.parametrize(
    ("pages", "cost"), [(0, 0), (1, 2_000), (2, 4_000), (3, 5_000), (198, 200_000), (199, 200_000), (500, 200_000)]
)
def test_a_certified_copy_costs_by_its_pages_up_to_a_most(pages: int, cost: int) -> None:
    assert fee_total(CERTIFIED, copies((pages, 1))) == cost


def test_each_document_is_counted_by_itself_and_times_its_copies() -> None:
    assert fee_total(CERTIFIED, copies((3, 2), (1, 5), (300, 2))) == 2 * 5_000 + 5 * 2_000 + 2 * 200_000
    assert fee_total(CERTIFIED, copies((3, 2), (1, 0))) == 10_000


def test_what_is_wanted_or_not_is_counted_once_or_not() -> None:
    wanted = replace(CERTIFIED, times="ban_sao.dien_tu")
    rows = [{"so_trang": 3, "dien_tu": True}, {"so_trang": 9, "dien_tu": False}]
    assert fee_total(wanted, {"ban_sao": rows}) == 5_000


@pytest.mark.parametrize(
    "answers",
    [{}, {"ban_sao": None}, {"ban_sao": {"unparsed": {}}}, copies((3, None)), copies((3, 1), ({"unparsed": ""}, 1))],
)
def test_a_sum_is_not_guessed_while_a_count_is_missing(answers: dict[str, Any]) -> None:
    assert fee_total(CERTIFIED, answers) is None


def test_counts_may_stand_beside_the_rows_and_without_rows() -> None:
    assert fee_total(replace(CERTIFIED, times="so_ban"), {**copies((3, 9), (1, 9)), "so_ban": 2}) == 14_000
    plain = replace(CERTIFIED, per="so_trang", times=None)
    assert fee_total(plain, {"so_trang": 10}) == 12_000
    assert fee_total(Fee("a", "phí", "A", amount=10_000), {}) == 10_000
    assert fee_total(Fee("a", "phí", "A", amount=30_000, per="n", at_most=50_000), {"n": 2}) == 50_000
    assert fee_total(Fee("a", "phí", "A", set_by="tỉnh", per="n"), {"n": 2}) is None
    assert (
        fee_total(replace(CERTIFIED, per="ban.so_trang", times="ban.so_ban"), {"ban": {"so_trang": 3, "so_ban": 2}})
        == 10_000
    )


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (date(2026, 6, 30), ["cu"]),
        (date(2026, 7, 1), ["moi"]),
        (date(2026, 12, 31), ["moi"]),
        (date(2027, 1, 1), []),
    ],
)
def test_a_fee_is_taken_on_its_days_only(day: date, taken: list[str]) -> None:
    old = Fee("cu", "phí", "Cũ", amount=1, valid_to="2026-06-30")
    new = Fee("moi", "phí", "Mới", amount=2, valid_from="2026-07-01", valid_to="2026-12-31")
    dated = replace(PROCEDURE, fees=(old, new))
    assert [fee.key for fee in fees_for(dated, {}, channel="online", today=day)] == taken


def test_the_steps_of_a_fee_are_said_in_words() -> None:
    said = words.amount(CERTIFIED)
    assert said == "2.000 đồng mỗi trang đến trang thứ 2, sau đó 1.000 đồng, nhiều nhất 200.000 đồng một bản"
    assert words.amount(replace(CERTIFIED, times=None, at_most=None, tiers=(Tier(500),))) == "500 đồng mỗi trang"
