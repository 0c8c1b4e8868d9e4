from datetime import date
from typing import Any

import pytest

from dvc.catalogue import definitions, loader
from dvc.domain.moved_answers import Moved, moved
from dvc.domain.procedures import Procedure
from tests.support.valid_answers import valid_answers

HEAD = """
code = "1.000001"
name = "Thử"
short_name = "Thử"
service_field = "Thử"
service_level = "full_online"
channels = ["online"]
return_methods = ["at_desk"]
[[cases]]
key = "mot"
name = "Một"
"""
OLD = """
[[sections]]
key = "a"
title = "A"
[[sections.questions]]
key = "ten"
label = "Tên"
type = "name"
[[sections.questions]]
key = "mau"
label = "Màu"
type = "choice"
options = ["Xanh", "Đỏ"]
[[sections.questions]]
key = "mon"
label = "Món"
type = "choices"
options = ["Cơm", "Phở"]
[[sections.questions]]
key = "so"
label = "Số"
type = "number"
visible_if = 'mau = "Xanh"'
[[sections.questions]]
key = "con"
label = "Con"
type = "group"
repeats = true
[[sections.questions.questions]]
key = "con_ten"
label = "Tên con"
type = "name"
[[sections.questions.questions]]
key = "tuoi"
label = "Tuổi"
type = "number"
"""
ANSWERS: dict[str, Any] = {
    "ten": "An",
    "mau": "Xanh",
    "mon": ["Cơm", "Phở"],
    "so": 7,
    "so-xac-nhan": "7",
    "con": [{"con_ten": "Bình", "tuoi": 3}, {"con_ten": "Chi", "tuoi": None}],
}


def procedure(text: str) -> Procedure:
    found, faults = definitions.parse(HEAD + text, "thu.toml")
    assert found is not None, faults
    return found


def lost(new: str, answers: dict[str, Any] = ANSWERS) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    found = moved(procedure(OLD), procedure(new), answers)
    return dict(found.answers), found.lost


def test_in_the_same_form_every_answer_comes_along() -> None:
    assert lost(OLD) == (ANSWERS, ())


def test_an_answer_without_its_question_is_lost_and_told() -> None:
    new = OLD.replace('key = "ten"\nlabel = "Tên"', 'key = "ho_ten"\nlabel = "Họ tên"')
    kept, gone = lost(new)
    assert "ten" not in kept
    assert gone == (("Tên", "An"),)


def test_an_answer_of_another_kind_is_not_turned_into_one() -> None:
    kept, gone = lost(OLD.replace('label = "Số"\ntype = "number"', 'label = "Số"\ntype = "text"'))
    assert (kept.keys() & {"so", "so-xac-nhan"}, gone) == (set(), (("Số", "7"),))


def test_a_choice_that_is_offered_no_more_is_lost() -> None:
    new = OLD.replace('["Xanh", "Đỏ"]', '["Đỏ", "Tím"]').replace("\nvisible_if = 'mau = \"Xanh\"'", "")
    kept, gone = lost(new.replace('["Cơm", "Phở"]', '["Phở", "Bún"]'))
    assert "mau" not in kept
    assert kept["mon"] == ["Phở"]
    assert [label for label, _ in gone] == ["Màu", "Món"]


def test_rows_keep_what_is_still_asked_of_them() -> None:
    kept, gone = lost(OLD.replace('key = "tuoi"\nlabel = "Tuổi"', 'key = "sinh"\nlabel = "Năm sinh"'))
    assert kept["con"] == [{"con_ten": "Bình"}, {"con_ten": "Chi"}]
    assert gone == (("Con: Tuổi", "3"),)


def test_rows_do_not_become_a_single_one() -> None:
    kept, gone = lost(OLD.replace("repeats = true\n", ""))
    assert "con" not in kept
    assert [label for label, _ in gone] == ["Con"]


def test_what_was_hidden_is_not_told_as_lost() -> None:
    new = OLD.replace('key = "so"', 'key = "so_khac"')
    assert lost(new, ANSWERS | {"mau": "Đỏ"})[1] == ()


@pytest.mark.parametrize("value", [None, {"unparsed": {"": "bảy"}}])
def test_what_was_left_empty_or_could_not_be_read_stays_so(value: Any) -> None:
    kept, gone = lost(OLD, ANSWERS | {"so": value})
    assert (kept["so"], gone) == (value, ())


FULL = sorted(code for code, listing in loader.listings().items() if not listing.generic and not listing.draft)


@pytest.mark.parametrize("code", FULL)
def test_every_kind_of_answer_comes_along_into_the_same_form(code: str) -> None:
    one = loader.procedure(code)
    answers = valid_answers(one, date(2026, 11, 24), optional=1)
    assert moved(one, one, answers) == Moved(answers, ())
