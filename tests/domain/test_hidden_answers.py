"""Answers to hidden questions are not kept, inside groups and persons neither, and nothing is judged by them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.domain import forms
from dvc.domain.answered_names import names_in
from dvc.domain.filing import Writing
from dvc.domain.warnings import confirmation, unconfirmed, warnings
from tests.domain.lists import LISTS

TODAY = date(2026, 11, 24)
HOUSEHOLD = loader.load(Path(__file__).parents[1] / "catalogue" / "definitions" / "household.toml")
MOTHER: dict[str, Any] = {"name": "H' Hen Niê", "birth_date": "1990-05-01", "nationality": "Việt Nam"}
PAPER = {"kind": "Thẻ căn cước", "number": "066190000001", "issued_on": None, "issued_by": "Bộ Công an"}


def kept(answers: dict[str, Any]) -> dict[str, Any]:
    return forms.clean_answers(HOUSEHOLD, answers)


def test_an_answer_that_its_row_hides_is_not_kept() -> None:
    rows = [
        {"con_ho_ten": "Y Moan", "hoc": "Nhà", "truong": "Trường cũ"},
        {"con_ho_ten": "H' Hoa", "hoc": "Khác", "truong": "Trường Ea Kiết"},
    ]
    found = kept({"me": MOTHER, "con": rows})
    assert found["con"] == [{"con_ho_ten": "Y Moan", "hoc": "Nhà"}, rows[1]]
    assert rows[0]["truong"] == "Trường cũ"


def test_what_a_person_is_not_asked_is_not_kept() -> None:
    found = kept({"me": {**MOTHER, "phone": "0912345678", "identity_paper": {**PAPER, "colour": "x"}}})
    assert found["me"] == {**MOTHER, "identity_paper": PAPER}


def test_notes_and_papers_keep_nothing() -> None:
    assert kept({"me": MOTHER, "loi_dan": "x", "giay_chung_sinh": "x"}) == {"me": MOTHER}


def test_a_hidden_answer_asks_for_no_paper() -> None:
    hidden = [{"con_ho_ten": "Y Moan", "hoc": "Nhà", "truong": "Trường cũ"}]
    for rows, papers in ((hidden, ["giay-chung-sinh"]), ([], [])):
        current = forms.current_answers(HOUSEHOLD, {"me": MOTHER, "con": rows})
        assert [one.key for one in forms.components_for(HOUSEHOLD, current, channel="online")] == papers
    shown = [{"con_ho_ten": "Y Moan", "hoc": "Khác", "truong": "Trường mới"}]
    current = forms.current_answers(HOUSEHOLD, {"me": MOTHER, "con": shown})
    asked = [one.key for one in forms.components_for(HOUSEHOLD, current, channel="online")]
    assert asked == ["giay-chung-sinh", "giay-cua-truong"]


def test_a_check_between_parts_waits_for_the_part() -> None:
    section = HOUSEHOLD.sections[0]
    child = {"name": "H' Hen", "birth_date": "2020"}
    assert forms.problems(section, {"me": child}, TODAY, reference=LISTS)["me"].code == "answer.check"
    waiting = forms.problems(section, {"me": {"name": "H' Hen", "birth_date": None}}, TODAY, reference=LISTS)
    assert list(waiting) == ["me-birth_date"]


def test_a_case_may_look_at_a_part() -> None:
    for born, case in (("1990", "thuong"), ("2010-01-01", "me-tre"), (None, "thuong")):
        answers = {"me": {"name": "H' Hen", "birth_date": born}}
        assert forms.case_for(HOUSEHOLD, answers, today=TODAY).key == case


def test_a_page_that_only_shows_has_nothing_to_do() -> None:
    section = replace(HOUSEHOLD.sections[0], questions=(HOUSEHOLD.sections[0].questions[0],))
    assert section.questions[0].type == "note"
    assert forms.section_state(section, {}, TODAY) == "done"
    assert forms.section_state(HOUSEHOLD.sections[0], {}, TODAY) == "todo"


def test_what_is_only_shown_is_no_line_of_the_declaration() -> None:
    lines = {question.key: text for question, text in forms.answer_lines(HOUSEHOLD.sections[0], {"me": MOTHER})}
    assert list(lines) == ["me", "cha"]
    assert lines["me"].startswith("Họ và tên: H' Hen Niê\n")


def test_a_confirmed_oddity_stays_confirmed_when_a_hidden_answer_goes() -> None:
    mates = next(one for one in HOUSEHOLD.questions() if one.key == "nguoi_cung_o")
    people = [{"name": "Y", "identity_paper": {**PAPER, "kind": "Hộ chiếu", "number": "1"}, "phone": "không hỏi"}]
    answers: dict[str, Any] = {"me": MOTHER, "giay_to": PAPER, "nguoi_cung_o": people}
    reasons = warnings(mates, answers, today=TODAY, reference=LISTS)
    assert reasons
    answers["nguoi_cung_o-xac-nhan"] = confirmation(mates, answers, reasons)
    current = forms.current_answers(HOUSEHOLD, answers)
    assert unconfirmed((mates,), current, TODAY, LISTS) == ()
    states = forms.section_states(HOUSEHOLD, answers, TODAY, reference=LISTS)
    assert states["con-cai"] == "done"


def test_a_child_is_known_from_the_parts_of_a_person() -> None:
    answers = {"me": {**MOTHER, "identity_paper": PAPER}}
    writing = Writing(HOUSEHOLD, TODAY, for_whom="child", answers=answers)
    assert writing.people.owner["full_name"] == "H' Hen Niê"
    assert writing.people.owner["id_number"] == "066190000001"


def test_dossiers_are_found_by_the_names_inside_persons_and_groups() -> None:
    answers = {
        "me": MOTHER,
        "con": [{"con_ho_ten": "Y Moan"}, {"con_ho_ten": {"unparsed": {"": "Y 2"}}}],
        "nguoi_cung_o": [{"name": "H' Hoa", "identity_paper": None}],
    }
    assert list(names_in(HOUSEHOLD.questions(), answers)) == ["H' Hen Niê", "Y Moan", "H' Hoa"]


@pytest.mark.parametrize("value", ["Hen", 3, [], [1], ["x"], {"unparsed": {"name": "x"}}, [{"name": "x"}], None])
def test_what_another_version_stored_breaks_nothing(value: Any) -> None:
    answers = {"me": value, "nguoi_cung_o": value, "giay_to": value, "con": value}
    current = forms.current_answers(HOUSEHOLD, answers)
    forms.section_states(HOUSEHOLD, answers, TODAY, reference=LISTS)
    for section in HOUSEHOLD.sections:
        assert forms.problems(section, current, TODAY, reference=LISTS)
        assert all(isinstance(text, str) for _, text in forms.answer_lines(section, current))
