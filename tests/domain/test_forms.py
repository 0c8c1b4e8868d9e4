"""What a form asks, what it finds wrong, and what follows from the answers."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.domain import forms
from dvc.domain.condition_text import parse_condition
from dvc.domain.procedures import Question, Section
from dvc.domain.warnings import CONFIRMED, confirmation, warnings
from tests.domain.lists import LISTS

TODAY = date(2026, 11, 24)
PROCEDURE = loader.load(Path(__file__).parents[1] / "catalogue" / "definitions" / "children.toml")
FAMILY = PROCEDURE.section("gia-dinh")
HOME = PROCEDURE.section("noi-o")
ANSWERS: dict[str, Any] = {
    "ho_ten": "Y Moan Êñuôl",
    "so_dinh_danh": "066090000001",
    "gioi_tinh": "Nam",
    "ngay": "1990-05-01",
    "co_con": True,
    "con": [{"con_ho_ten": "H' Hen", "con_sinh": None, "con_di_hoc": False, "con_truong": None}],
}


def keys(section: Section, answers: dict[str, Any]) -> list[str]:
    return [question.key for question in forms.visible_questions(section, answers)]


def codes(section: Section, answers: dict[str, Any]) -> dict[str, str]:
    found = forms.problems(section, answers, TODAY, reference=LISTS)
    return {key: why.code for key, why in found.items()}


def test_a_question_is_asked_only_while_its_condition_holds() -> None:
    assert "con" in keys(FAMILY, {"co_con": True})
    assert "con" not in keys(FAMILY, {"co_con": False})
    assert "con" not in keys(FAMILY, {})


def test_answers_to_hidden_questions_and_sections_are_not_kept() -> None:
    answers = {**ANSWERS, "gioi_tinh": "Nữ", "co_con": False, "quoc_tich": "Lào", "la": "gì"}
    assert forms.clean_answers(PROCEDURE, answers) == {
        "ho_ten": "Y Moan Êñuôl",
        "so_dinh_danh": "066090000001",
        "gioi_tinh": "Nữ",
        "ngay": "1990-05-01",
        "ngay_chu": "Ngày mùng một tháng năm năm một nghìn chín trăm chín mươi",
        "co_con": False,
    }
    assert [one.key for one in forms.visible_sections(PROCEDURE, answers)] == ["gia-dinh"]


def test_what_a_hidden_answer_would_show_stays_hidden() -> None:
    answers = {"gioi_tinh": "Nữ", "co_con": False, "so_ban": 2, "ten_lai": "A"}
    assert "ten_lai" not in forms.current_answers(PROCEDURE, answers)
    first = Question("a", "A", "text")
    second = Question("b", "B", "text", visible_if=parse_condition('a = "1"'))
    third = Question("c", "C", "text", visible_if=parse_condition("answered(b)"))
    chain = Section("x", "X", (first, second, third))
    assert keys(chain, {"a": "1", "b": "x"}) == ["a", "b", "c"]
    assert keys(chain, {"a": "2", "b": "x"}) == ["a"]


def test_computed_answers_are_written_by_the_program_whatever_is_sent() -> None:
    answers = {**ANSWERS, "ngay_chu": "ngày giả"}
    assert forms.clean_answers(PROCEDURE, answers)["ngay_chu"].startswith("Ngày mùng một")
    assert "ngay_chu" not in forms.clean_answers(PROCEDURE, {**answers, "ngay": {"unparsed": {"day": "40"}}})


def test_missing_and_wrong_answers_are_named_with_their_place() -> None:
    assert codes(FAMILY, {}) == {
        "ho_ten": "answer.required_text",
        "so_dinh_danh": "answer.required_text",
        "co_con": "answer.required_yes_no",
    }
    rows = [{"con_ho_ten": "A"}, {"con_ho_ten": None, "con_di_hoc": True}]
    assert codes(FAMILY, {**ANSWERS, "con": rows}) == {
        "con-1-con_ho_ten": "answer.required_text",
        "con-1-con_truong": "answer.required_text",
    }
    assert codes(FAMILY, {**ANSWERS, "con": None}) == {"con-0-con_ho_ten": "answer.required_text"}
    assert codes(FAMILY, {**ANSWERS, "ngay": {"unparsed": {"day": "40"}}}) == {"ngay": "date.incomplete"}
    assert codes(FAMILY, {**ANSWERS, "ngay": "2026-11-25"}) == {"ngay": "date.future"}


def test_a_rule_between_answers_is_judged_once_both_are_there() -> None:
    home = {"quoc_tich": "Việt Nam"}
    assert codes(HOME, home) == {}
    assert codes(HOME, {**home, "den_ngay": "2020-01-02"}) == {}
    assert codes(HOME, {**home, "tu_ngay": "2020-01-02"}) == {"den_ngay": "answer.required_text"}
    assert codes(HOME, {**home, "tu_ngay": "2020-01-02", "den_ngay": "2020-01-01"}) == {"den_ngay": "answer.check"}
    assert codes(HOME, {**home, "tu_ngay": "2020-01-02", "den_ngay": "2020-01-02"}) == {}


STATES: list[tuple[dict[str, Any], str]] = [
    ({}, "todo"),
    ({"quoc_tich": None}, "todo"),
    ({"ho_ten": None}, "doing"),
    ({"ho_ten": "A"}, "doing"),
    ({**ANSWERS, "ngay": "2026-11-25"}, "fix"),
    ({**ANSWERS, "so_dinh_danh": {"unparsed": {"": "12"}}}, "fix"),
    (ANSWERS, "done"),
]


@pytest.mark.parametrize(("answers", "state"), STATES)
def test_a_section_has_the_state_of_its_answers(answers: dict[str, Any], state: str) -> None:
    assert forms.section_state(FAMILY, answers, TODAY, reference=LISTS) == state
    assert forms.section_states(PROCEDURE, answers, TODAY, reference=LISTS)["gia-dinh"] == state


def test_an_odd_number_is_confirmed_and_never_blocked() -> None:
    answers: dict[str, Any] = {**ANSWERS, "so_dinh_danh": "999190000001"}
    number = next(one for one in FAMILY.questions if one.key == "so_dinh_danh")
    reasons = warnings(number, answers, today=TODAY, reference=LISTS)
    assert [why.code for why in reasons] == ["id_number.province_unknown", "id_number.sex_differs"]
    assert codes(FAMILY, answers) == {}
    assert forms.section_state(FAMILY, answers, TODAY, reference=LISTS) == "fix"
    confirmed = {**answers, "so_dinh_danh" + CONFIRMED: confirmation(number, answers, reasons)}
    assert forms.section_state(FAMILY, confirmed, TODAY, reference=LISTS) == "done"
    other = {**confirmed, "so_dinh_danh": "998190000001"}
    assert forms.section_state(FAMILY, other, TODAY, reference=LISTS) == "fix"
    assert "so_dinh_danh" + CONFIRMED not in forms.clean_answers(PROCEDURE, confirmed)


def test_a_number_that_fits_warns_of_nothing() -> None:
    number = next(one for one in FAMILY.questions if one.key == "so_dinh_danh")
    assert warnings(number, ANSWERS, today=TODAY, reference=LISTS) == ()
    assert warnings(number, {**ANSWERS, "so_dinh_danh": "123456789"}, today=TODAY, reference=LISTS) == ()
    born = warnings(number, {**ANSWERS, "ngay": "1991-01-01"}, today=TODAY, reference=LISTS)
    assert [why.code for why in born] == ["id_number.birth_year_differs"]
    fixed = Question("so_dinh_danh", "Số", "id_number", sex="Nữ")
    assert [why.code for why in warnings(fixed, ANSWERS, today=TODAY, reference=LISTS)] == ["id_number.sex_differs"]


def test_what_is_known_is_filled_in_but_never_over_what_was_written() -> None:
    sources = {"applicant.full_name": "Nguyễn Văn A", "applicant.id_number": "066090000001"}
    filled = forms.prefilled(FAMILY, {"ho_ten": None}, sources)
    assert filled["ho_ten"] is None
    assert filled["so_dinh_danh"] == "066090000001"
    assert forms.prefilled(HOME, {}, sources)["quoc_tich"] == "Việt Nam"
    assert "ten_lai" not in forms.prefilled(HOME, {"ho_ten": "A", "co_con": False}, sources)
    assert forms.prefilled(HOME, {"ho_ten": "A", "co_con": True}, sources)["ten_lai"] == "A"


def test_the_papers_follow_the_answers_the_channel_and_for_whom_one_files() -> None:
    online = forms.components_for(PROCEDURE, {"co_con": True}, channel="online", facts={"filing_for": "other"})
    assert [(one.key, one.asked) for one in online] == [
        ("to-khai-dien-tu", False),
        ("giay-to-tuy-than", False),
        ("van-ban-uy-quyen", True),
        ("giay-cua-con", True),
    ]
    desk = forms.components_for(PROCEDURE, {}, channel="in_person", facts={"filing_for": "self"})
    assert [one.key for one in desk] == ["to-khai-giay", "giay-to-tuy-than"]


@pytest.mark.parametrize(
    ("day", "chosen", "case"),
    [
        ("2026-11-01", None, "thuong"),
        ("2026-11-01", "nhanh", "nhanh"),
        ("2026-11-01", "lau", "thuong"),
        ("2026-11-01", "gi-do", "thuong"),
        ("2026-09-25", None, "thuong"),
        ("2026-09-24", None, "lau"),
        ("2026-09-24", "nhanh", "nhanh"),
    ],
)
def test_the_case_is_whose_it_is_to_choose(day: str, chosen: str | None, case: str) -> None:
    assert forms.case_for(PROCEDURE, {"ngay": day}, chosen, today=TODAY).key == case


def test_answers_are_read_out_with_their_questions() -> None:
    lines = {question.key: text for question, text in forms.answer_lines(FAMILY, ANSWERS)}
    assert lines["ngay"] == "01/05/1990"
    assert lines["con"] == "1. Họ và tên của con: H' Hen\nCon có đi học không? Không"
