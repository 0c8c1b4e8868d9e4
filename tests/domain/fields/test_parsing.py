"""What people type: what is taken, what is refused, and by which code."""

from datetime import date
from typing import Any

import pytest

from dvc.domain.fields.types import field_for
from dvc.domain.procedures import Option, Question
from dvc.errors import InvalidAnswer
from dvc.i18n import words
from tests.domain.lists import LISTS

TODAY = date(2026, 11, 24)
OPTIONS = (Option("1", "Hiện tại đang có vợ/chồng"), Option("Khác", "Khác"))
PERSON = (Question("ho_ten", "Họ và tên", "name", required=True), Question("sinh", "Ngày sinh", "date"))


def question(kind: str, **more: Any) -> Question:
    options = OPTIONS if kind in ("choice", "choices") else ()
    return Question("x", "Ngày sinh của con", kind, options=options, **more)


TAKEN: list[tuple[str, dict[str, Any], Any]] = [
    ("text", {"": "  Xã   Ea\tKiết "}, "Xã Ea Kiết"),
    ("text", {"": "Đắk Lắk"}, "Đắk Lắk"),
    ("textarea", {"": "một\r\nhai  \n\nba\n"}, "một\nhai\n\nba"),
    ("date", {"day": "2", "month": "02", "year": "2026"}, "2026-02-02"),
    ("date", {"day": "2", "month": "9", "year": "2026"}, "2026-09-02"),
    ("partial_date", {"day": "", "month": "", "year": "1945"}, "1945"),
    ("partial_date", {"day": "", "month": "9", "year": "1945"}, "1945-09"),
    ("number", {"": " 2 "}, 2),
    ("number", {"": "1.250"}, 1250),
    ("money", {"": "8.000 đồng"}, 8000),
    ("money", {"": "8000đ"}, 8000),
    ("choices", {"": ["Khác", "1"]}, ["1", "Khác"]),
    ("choices", {"": "Khác"}, ["Khác"]),
    ("yes_no", {"": "no"}, False),
    ("country", {"": "Khác", "other": " lào "}, "Lào"),
    ("country", {"": "Khác", "other": "việt nam"}, "Việt Nam"),
    ("country", {"": "Việt Nam", "other": "Lào"}, "Việt Nam"),
    (
        "address",
        {"country": "Khác", "country_name": "Lào", "province": "66", "detail": "Viêng Chăn"},
        {"country": "Lào", "detail": "Viêng Chăn"},
    ),
]


@pytest.mark.parametrize(("kind", "raw", "value"), TAKEN)
def test_what_people_type_is_taken(kind: str, raw: dict[str, Any], value: Any) -> None:
    assert field_for(question(kind), LISTS).parse(raw) == value


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("date", {"day": "31", "month": "2", "year": "2026"}, "date.impossible", "day"),
    ("date", {"day": "1", "month": "13", "year": "2026"}, "date.month", "month"),
    ("date", {"day": "1", "month": "1", "year": "26"}, "date.year", "year"),
    ("date", {"day": "1", "month": "", "year": "2026"}, "date.incomplete", "month"),
    ("date", {"day": "một", "month": "1", "year": "2026"}, "date.digits", "day"),
    ("date", {"day": "1", "month": "1", "year": "²⁰²⁶1"}, "date.digits", "year"),
    ("partial_date", {"day": "1", "month": "", "year": "2026"}, "date.incomplete", "month"),
    ("partial_date", {"day": "1", "month": "1", "year": ""}, "date.incomplete", "year"),
    ("number", {"": "hai"}, "answer.not_a_number", ""),
    ("number", {"": "1.5"}, "answer.not_a_number", ""),
    ("number", {"": "9" * 30}, "answer.not_a_number", ""),
    ("choice", {"": "2"}, "answer.not_an_option", ""),
    ("choices", {"": ["1", "2"]}, "answer.not_an_option", ""),
    ("yes_no", {"": "maybe"}, "answer.not_an_option", ""),
    ("country", {"": "Khác", "other": ""}, "country.name", "other"),
    ("country", {"": "Lào"}, "answer.not_an_option", ""),
    ("address", {"country": "Việt Nam", "province": "99", "commune": "1"}, "address.province", "province"),
    ("address", {"country": "Việt Nam", "province": "66", "commune": ""}, "address.commune", "commune"),
    ("address", {"country": "Việt Nam", "province": "66", "commune": "11140"}, "address.commune", "commune"),
    ("address", {"country": "Khác", "country_name": "Lào", "detail": ""}, "address.detail", "detail"),
    ("name", {"": "Nguyễn 2"}, "name.digits", ""),
    ("id_number", {"": "123"}, "id_number.length", ""),
]


@pytest.mark.parametrize(("kind", "raw", "code", "at"), REFUSED)
def test_what_cannot_be_read_is_named_and_kept(kind: str, raw: dict[str, Any], code: str, at: str) -> None:
    field = field_for(question(kind), LISTS)
    with pytest.raises(InvalidAnswer) as caught:
        field.parse(raw)
    assert (caught.value.code, caught.value.params.get("at", "")) == (code, at)
    assert words(caught.value.code, **caught.value.params)
    kept = field.read(raw)
    assert kept == {"unparsed": {name: sent for name, sent in raw.items() if sent}}
    assert field.problem(kept, TODAY)[""].code == code


CHECKED: list[tuple[Question, Any, str]] = [
    (question("number", minimum=1), 0, "answer.too_small"),
    (question("number", maximum=9), 10, "answer.too_large"),
    (question("money"), -1, "answer.too_small"),
    (question("date", not_future=True), "2026-11-25", "date.future"),
    (question("partial_date", not_future=True), "2026-12", "date.future"),
    (question("partial_date", not_future=True), "2027", "date.future"),
    (question("text", max_length=3), "bốn!", "answer.too_long"),
]


@pytest.mark.parametrize(("asked", "value", "code"), CHECKED)
def test_bounds_are_kept(asked: Question, value: Any, code: str) -> None:
    found = field_for(asked, LISTS).problem(value, TODAY)
    assert found[""].code == code
    assert words(found[""].code, **found[""].params)


def test_the_bounds_themselves_are_within_them() -> None:
    field = field_for(question("number", minimum=1, maximum=9))
    assert field.problem(1, TODAY) == field.problem(9, TODAY) == {}


@pytest.mark.parametrize("value", ["2026-11-24", "2026-11", "2026", "1945"])
def test_today_and_the_running_month_are_not_in_the_future(value: str) -> None:
    assert field_for(question("partial_date", not_future=True)).problem(value, TODAY) == {}


SHOWN: list[tuple[str, Any, str]] = [
    ("date", "2026-11-05", "05/11/2026"),
    ("partial_date", "1945", "năm 1945"),
    ("partial_date", "1945-09", "09/1945"),
    ("money", 1250000, "1.250.000 đồng"),
    ("choice", "1", "Hiện tại đang có vợ/chồng"),
    ("choices", ["1", "Khác"], "Hiện tại đang có vợ/chồng; Khác"),
    ("yes_no", False, "Không"),
    ("pledge", True, "Đã cam đoan"),
    ("date", {"unparsed": {"day": "31", "month": "2"}}, "31 2"),
    (
        "address",
        {
            "country": "Việt Nam",
            "province": "66",
            "province_name": "Tỉnh Đắk Lắk",
            "commune": "24265",
            "commune_name": "Xã Ea Kiết",
            "detail": "Buôn Ja Wầm",
        },
        "Buôn Ja Wầm, Xã Ea Kiết, Tỉnh Đắk Lắk",
    ),
    ("address", {"country": "Lào", "detail": "Viêng Chăn"}, "Viêng Chăn, Lào"),
]


@pytest.mark.parametrize(("kind", "value", "text"), SHOWN)
def test_answers_are_shown_as_vietnamese_reads_them(kind: str, value: Any, text: str) -> None:
    assert field_for(question(kind), LISTS).show(value) == text


def test_a_group_keeps_what_cannot_be_read_inside_and_names_the_row() -> None:
    people = Question("con", "Các con", "group", questions=PERSON, repeats=True, most=3)
    field = field_for(people, LISTS)
    raw = {"0-ho_ten": "H' Hen Niê", "2-ho_ten": "", "2-sinh-day": "31", "2-sinh-month": "2", "2-sinh-year": "2020"}
    stored = field.read(raw)
    typed = {"day": "31", "month": "2", "year": "2020"}
    assert stored == [{"ho_ten": "H' Hen Niê", "sinh": None}, {"ho_ten": None, "sinh": {"unparsed": typed}}]
    found = field.problem(stored, TODAY)
    assert {key: why.code for key, why in found.items()} == {
        "1-ho_ten": "answer.required_text",
        "1-sinh": "date.impossible",
    }


def test_more_rows_than_a_group_takes_are_counted_and_refused_not_dropped() -> None:
    people = Question("con", "Các con", "group", questions=PERSON, repeats=True, most=3)
    field = field_for(people, LISTS)
    raw = {f"{at}-ho_ten": f"Người {'ABCD'[at]}" for at in range(4)}
    stored = field.read(raw)
    assert stored == {"unparsed": raw}
    assert field.problem(stored, TODAY)[""].code == "group.too_many"
    assert field.raw(stored) == raw


def test_a_missing_group_asks_for_each_answer_that_it_needs() -> None:
    once = Question("vo", "Vợ/chồng", "group", required=True, questions=PERSON)
    assert list(field_for(once).demand()) == ["ho_ten"]


def test_an_address_read_without_lists_keeps_its_codes_but_a_refused_one_stays_refused() -> None:
    field = field_for(question("address"))
    kept = {"unparsed": {"country": "Việt Nam", "province": "66", "commune": "11140"}}
    assert field.problem(kept, TODAY)[""].code == "answer.unreadable"
