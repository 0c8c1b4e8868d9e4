"""Each wrong use of a fee is named; a right one is not."""

from dataclasses import replace

import pytest

from dvc.catalogue import loader
from dvc.catalogue.consistency import faults_in
from dvc.catalogue.fee_faults import fee_faults
from dvc.domain.procedures import Component, Fee, Question, Tier

ROWS = (
    Question("trang", "Số trang", "number"),
    Question("so", "Số bản", "number"),
    Question("dien_tu", "Bản điện tử", "yes_no"),
    Question("ten", "Tên", "text"),
)
ASKED = {
    "ban": Question("ban", "Bản", "group", questions=ROWS, repeats=True),
    "khac": Question("khac", "Khác", "group", questions=(Question("so_khac", "Số", "number"),), repeats=True),
    "so_luong": Question("so_luong", "Số lượng", "number"),
}
STEPS = (Tier(2_000, up_to=2), Tier(1_000))
GOOD = Fee("phi", "phí", "Phí", tiers=STEPS, per="ban.trang", times="ban.so", at_most=200_000)


def faults(fee: Fee) -> list[str]:
    return [str(fault) for fault in fee_faults(fee, ASKED)]


@pytest.mark.parametrize(
    "fee",
    [
        GOOD,
        replace(GOOD, times="ban.dien_tu"),
        replace(GOOD, per="so_luong", times="ban.so"),
        Fee("phi", "phí", "Phí", amount=8_000, per="so_luong", valid_from="2026-01-01", valid_to="2026-01-01"),
        Fee("phi", "phí", "Phí", set_by="Hội đồng nhân dân cấp tỉnh"),
        Fee("phi", "phí", "Phí", amount=0),
    ],
)
def test_a_right_fee_has_no_fault(fee: Fee) -> None:
    assert faults(fee) == []


@pytest.mark.parametrize(
    ("fee", "part"),
    [
        (replace(GOOD, per="ban.ten"), "fees › phi › per"),
        (replace(GOOD, per="ban.dien_tu"), "fees › phi › per"),
        (replace(GOOD, per="ban"), "fees › phi › per"),
        (replace(GOOD, per="ban.trang.so"), "fees › phi › per"),
        (replace(GOOD, times="ban.khong"), "fees › phi › times"),
        (replace(GOOD, times="khong"), "fees › phi › times"),
        (replace(GOOD, times="khac.so_khac"), "cùng một nhóm"),
        (replace(GOOD, per=None, at_most=None, tiers=(), amount=1), "phải đi cùng per; chỉ đếm"),
        (replace(GOOD, per=None, times=None, tiers=(), amount=1), "fees › phi › at_most"),
        (replace(GOOD, per=None, times=None, at_most=None), "phải có per"),
        (replace(GOOD, amount=1), "không có amount"),
        (replace(GOOD, tiers=(Tier(1, up_to=2), Tier(1, up_to=5))), "up_to"),
        (replace(GOOD, tiers=(Tier(1), Tier(2))), "up_to"),
        (replace(GOOD, tiers=(Tier(1, up_to=3), Tier(1, up_to=3), Tier(1))), "up_to"),
        (replace(GOOD, tiers=(Tier(1, up_to=0), Tier(1))), "up_to"),
        (replace(GOOD, tiers=(Tier(-1),)), "âm"),
        (replace(GOOD, at_most=-1), "âm"),
        (Fee("phi", "phí", "Phí", amount=-1), "âm"),
        (Fee("phi", "phí", "Phí"), "set_by"),
        (Fee("phi", "phí", "Phí", amount=1, valid_from="1/7/2026"), "fees › phi › valid_from"),
        (Fee("phi", "phí", "Phí", amount=1, valid_to="20260701"), "fees › phi › valid_to"),
        (Fee("phi", "phí", "Phí", amount=1, valid_from="2026-02-30"), "fees › phi › valid_from"),
        (Fee("phi", "phí", "Phí", amount=1, valid_from="2026-07-02", valid_to="2026-07-01"), "sớm hơn"),
    ],
)
def test_each_wrong_use_of_a_fee_is_named_once(fee: Fee, part: str) -> None:
    found = faults(fee)
    assert len(found) == 1
    assert part in found[0]


def test_a_definition_with_a_wrong_fee_or_a_lonely_choice_is_refused() -> None:
    shipped = loader.procedure("2.000635")
    alone = Component("mot", "Một giấy", required="one_of", one_of="a")
    wrong = replace(shipped, fees=(Fee("phi", "phí", "Phí"),), components=(*shipped.components, alone))
    places = [fault.place for fault in faults_in(wrong)]
    assert places == ["fees › phi", "components › one_of «a»"]
