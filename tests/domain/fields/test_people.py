"""Identity papers and persons: places follow kinds, numbers fit them, problems say whom they are about."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.domain.fields.types import field_for
from dvc.domain.procedures import Question
from dvc.domain.warnings import warnings
from dvc.i18n import words
from tests.domain.lists import LISTS

TODAY = date(2026, 11, 24)
HOUSEHOLD = loader.load(Path(__file__).parents[2] / "catalogue" / "definitions" / "household.toml")
ASKED = {one.key: one for one in HOUSEHOLD.questions()}
CARD, OLD_CARD, CMND, PASSPORT = "Thẻ căn cước", "Thẻ căn cước công dân", "Chứng minh nhân dân", "Hộ chiếu"
POLICE = "Cục Cảnh sát quản lý hành chính về trật tự xã hội"


def read(key: str, raw: dict[str, str]) -> Any:
    return field_for(ASKED[key], LISTS).read(raw)


def codes(question: Question, value: Any) -> dict[str, str]:
    found = field_for(question, LISTS).problem(value, TODAY)
    assert all(words(why.code, **why.params) for why in found.values())
    return {name: why.code for name, why in found.items()}


PLACES = [
    (CARD, "", "Bộ Công an"),
    (OLD_CARD, "", POLICE),
    (OLD_CARD, "Công an tỉnh Đắk Lắk", "Công an tỉnh Đắk Lắk"),
    (CARD, POLICE, "Bộ Công an"),
    (OLD_CARD, "Bộ Công an", POLICE),
    (CMND, "", None),
    (CMND, "Công an tỉnh Đắk Lắk", "Công an tỉnh Đắk Lắk"),
    (PASSPORT, "", None),
    ("", "", None),
]


@pytest.mark.parametrize(("kind", "written", "place"), PLACES)
def test_the_place_of_issue_follows_the_kind_and_else_is_what_was_written(
    kind: str, written: str, place: str | None
) -> None:
    assert read("giay_to", {"kind": kind, "number": "066190000001", "issued_by": written})["issued_by"] == place


NUMBERS = [
    (CARD, "066 190 000 001", "066190000001", None),
    (CARD, "123456789", "123456789", "id_number.length"),
    (OLD_CARD, "06619000000A", "06619000000A", "id_number.letters"),
    (CMND, "240.123.456", "240123456", None),
    (CMND, "066190000001", "066190000001", None),
    (CMND, "2401", "2401", "identity_paper.old_length"),
    (PASSPORT, "C1234567", "C1234567", None),
    (PASSPORT, "X 99", "X 99", None),
]


@pytest.mark.parametrize(("kind", "written", "kept", "problem"), NUMBERS)
def test_the_number_has_the_shape_of_its_kind(kind: str, written: str, kept: str, problem: str | None) -> None:
    stored = read("giay_to", {"kind": kind, "number": written})
    assert stored["number"] == kept
    assert codes(ASKED["giay_to"], stored) == ({"number": problem} if problem else {})


def test_a_paper_needs_its_kind_and_number_and_is_not_issued_tomorrow() -> None:
    stored = read("giay_to", {"issued_on-day": "25", "issued_on-month": "11", "issued_on-year": "2026"})
    assert codes(ASKED["giay_to"], stored) == {
        "kind": "answer.required_choice",
        "number": "answer.required_text",
        "issued_on": "date.future",
    }


def test_a_part_that_cannot_be_read_is_kept_beside_those_that_can() -> None:
    stored = read("giay_to", {"kind": CARD, "number": "066190000001", "issued_on-day": "31", "issued_on-year": "20"})
    assert stored["number"] == "066190000001"
    assert stored["issued_on"] == {"unparsed": {"day": "31", "year": "20"}}
    assert codes(ASKED["giay_to"], stored) == {"issued_on": "date.incomplete"}


def test_a_person_left_empty_is_asked_for_only_when_he_must_be_there() -> None:
    untouched = {"nationality": "Việt Nam", "address-country": "Việt Nam", "name": ""}
    assert read("me", untouched) is None
    assert list(field_for(ASKED["me"], LISTS).demand()) == ["name", "birth_date"]
    assert field_for(ASKED["cha"], LISTS).read({"name": " ", "birth_date-year": ""}) is None


def test_problems_inside_a_person_have_their_place_and_say_whom_they_are_about() -> None:
    paper = {"kind": CARD, "number": "1", "issued_on": None, "issued_by": "Bộ Công an"}
    people = [{"name": "Y Moan", "identity_paper": None}, {"name": None, "identity_paper": paper}]
    found = field_for(ASKED["nguoi_cung_o"], LISTS).problem(people, TODAY)
    assert {name: why.code for name, why in found.items()} == {
        "1-name": "answer.required_text",
        "1-identity_paper-number": "id_number.length",
    }
    assert words(found["1-name"].code, **found["1-name"].params) == "Hãy viết họ và tên (người cùng ở)."


def test_a_person_reads_line_by_line() -> None:
    stored = {"name": "H' Hen Niê", "birth_date": "1990", "nationality": "Việt Nam", "identity_paper": None}
    assert field_for(ASKED["me"]).show(stored).split("\n") == [
        "Họ và tên: H' Hen Niê",
        "Ngày, tháng, năm sinh: năm 1990",
        "Quốc tịch: Việt Nam",
    ]


def odd(key: str, answers: dict[str, Any]) -> list[str]:
    return [why.code for why in warnings(ASKED[key], answers, today=TODAY, reference=LISTS)]


READ = [
    (
        {"kind": CARD, "number": "066190000001", "issued_on": "2024-11-05", "issued_by": "Bộ Công an"},
        "Thẻ căn cước số 066190000001, cấp ngày 05/11/2024, nơi cấp Bộ Công an",
    ),
    ({"kind": PASSPORT, "number": "C1234567", "issued_on": None, "issued_by": None}, "Hộ chiếu số C1234567"),
    ({"kind": CARD, "number": None, "issued_on": {"unparsed": {"day": "31"}}}, "Thẻ căn cước, cấp ngày 31"),
]


@pytest.mark.parametrize(("value", "text"), READ)
def test_a_paper_reads_as_one_line(value: dict[str, Any], text: str) -> None:
    assert field_for(ASKED["giay_to"]).show(value) == text
    person = {"name": "Y Moan", "identity_paper": value}
    assert field_for(ASKED["me"]).show(person) == f"Họ và tên: Y Moan\nGiấy tờ tùy thân: {text}"


MOTHER = {"name": "H' Hen", "sex": "Nữ", "birth_date": "1990"}
ODD = [
    ({"id_number": "066190000001"}, []),
    ({"id_number": "066191000001"}, ["id_number.birth_year_differs"]),
    ({"id_number": "066090000001"}, ["id_number.sex_differs"]),
    ({"identity_paper": {"kind": CARD, "number": "066090000001"}}, ["id_number.sex_differs"]),
    ({"identity_paper": {"kind": CMND, "number": "066090000001"}}, []),
    ({"identity_paper": {"kind": PASSPORT, "number": "C12"}}, ["identity_paper.passport_odd"]),
    ({"identity_paper": {"kind": PASSPORT, "number": "c1234567"}}, []),
    ({"id_number": {"unparsed": {"": "0"}}, "identity_paper": {"unparsed": {"kind": "X"}}}, []),
]


@pytest.mark.parametrize(("more", "expected"), ODD)
def test_numbers_of_a_person_are_compared_with_sex_and_birth(more: dict[str, Any], expected: list[str]) -> None:
    assert odd("me", {"me": {**MOTHER, **more}}) == expected


def test_each_row_of_people_is_compared_with_itself() -> None:
    papers = [{"kind": PASSPORT, "number": number} for number in ("C1234567", "1")]
    people = [{"name": "Y", "identity_paper": paper} for paper in papers]
    assert odd("nguoi_cung_o", {"nguoi_cung_o": people}) == ["identity_paper.passport_odd"]
