from dataclasses import fields, replace
from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.domain import definition_changes, question_changes
from dvc.domain.condition_text import parse_condition
from dvc.domain.definition_changes import Change, changes, public
from dvc.domain.fields.types import field_types
from dvc.domain.procedures import Case, Check, Component, Fee, Option, Procedure, Question, Section, Tier
from dvc.domain.workdays import Duration

CODE = "1.001193"
OLD = loader.procedure(CODE)
ALTER: Any = replace
OTHERS: dict[str, Any] = {"checks": (Check(parse_condition("a = 1"), "Sai"),)}


def said(new: Procedure, old: Procedure = OLD) -> list[str]:
    return [f"{one.part}: {one.text}" for one in changes(old, new)]


def with_section(change: Any, number: int = 0) -> Procedure:
    sections = list(OLD.sections)
    sections[number] = change(sections[number])
    return replace(OLD, sections=tuple(sections))


def with_question(**given: Any) -> Procedure:
    return with_section(lambda one: replace(one, questions=(replace(one.questions[0], **given), *one.questions[1:])))


def test_a_version_does_not_differ_from_itself() -> None:
    assert changes(OLD, OLD) == ()


def test_questions_are_told_by_what_happened_to_them() -> None:
    section = OLD.sections[0]
    first = section.questions[0].label
    more = Question("moi", "Câu mới", "text", required=True)
    assert said(with_section(lambda one: replace(one, questions=one.questions[1:])))[0] == (
        f"Tờ khai: Bỏ câu hỏi «{first}» (phần «{section.title}»)."
    )
    assert said(with_section(lambda one: replace(one, questions=(*one.questions, more)))) == [
        f"Tờ khai: Thêm câu hỏi «Câu mới» (phần «{section.title}», bắt buộc)."
    ]
    assert said(with_question(label="Tên khác")) == [f"Tờ khai: Câu hỏi «{first}» nay là «Tên khác»."]
    assert said(with_question(required=False)) == [f"Tờ khai: Câu hỏi «{first}» không còn bắt buộc."]
    assert said(with_question(type="text")) == [
        f"Tờ khai: Câu hỏi «{first}» đổi kiểu trả lời từ «họ tên» sang «chữ»; phải trả lời lại."
    ]


def test_options_are_told_one_by_one() -> None:
    old = with_question(type="choice", options=(Option("a", "Một"), Option("b", "Hai")))
    new = with_question(type="choice", options=(Option("b", "Hai"), Option("c", "Ba")))
    label = OLD.sections[0].questions[0].label
    assert said(new, old) == [f"Tờ khai: Câu hỏi «{label}», các lựa chọn: thêm «Ba». Đồng thời bỏ «Một»."]


def test_a_fee_and_a_limit_are_told_from_what_to_what() -> None:
    fee = Fee("phi", "phí", "Phí sao trích lục", 8000)
    case = OLD.cases[0]
    later = replace(case, duration=Duration(3, "working_day"))
    old, new = replace(OLD, fees=(fee,)), replace(OLD, fees=(replace(fee, amount=10000),))
    assert said(new, old) == [
        "Phí, lệ phí: Khoản «Phí sao trích lục», mức thu: trước là 8.000 đồng, nay là 10.000 đồng."
    ]
    assert said(replace(OLD, cases=(later, *OLD.cases[1:])))[0].endswith("nay là 3 ngày làm việc.")
    assert said(replace(old, fees=()), old) == ["Phí, lệ phí: Bỏ khoản «Phí sao trích lục»."]
    assert said(old, replace(OLD, fees=())) == ["Phí, lệ phí: Thêm khoản «Phí sao trích lục»: 8.000 đồng."]
    tiers = (Tier(500, 10), Tier(100))
    assert said(replace(OLD, fees=(replace(fee, tiers=tiers),)), old) == [
        "Phí, lệ phí: Khoản «Phí sao trích lục», các bậc: thêm 500 đồng đến 10; 100 đồng từ đó trở đi."
    ]


def test_papers_steps_and_conditions_are_told() -> None:
    paper = OLD.components[0]
    assert said(replace(OLD, components=OLD.components[1:])) == [f"Giấy tờ: Bỏ giấy tờ «{paper.name}»."]
    assert said(replace(OLD, conditions_text="Phải cư trú")) == [
        f"Thông tin chung: Yêu cầu, điều kiện: trước là «{OLD.conditions_text}», nay là «Phải cư trú»."
        if OLD.conditions_text
        else "Thông tin chung: Yêu cầu, điều kiện: trước là không có, nay là «Phải cư trú»."
    ]
    assert said(replace(OLD, steps=(*OLD.steps, "Nhận kết quả"))) == [
        "Thông tin chung: Trình tự thực hiện: thêm «Nhận kết quả»."
    ]
    assert said(replace(OLD, valid_to="2027-02-28")) == [
        "Thông tin chung: Hết hiệu lực sau ngày: trước là không có, nay là «28/02/2027»."
    ]


def test_a_rule_that_changed_is_told_with_both_texts() -> None:
    (found,) = changes(OLD, with_question(required_if=parse_condition("a = 1")))
    assert found.text == f"Câu hỏi «{OLD.sections[0].questions[0].label}»: điều kiện phải trả lời đã đổi."
    assert found.detail == "không có → a = 1"


def test_what_only_officers_read_is_not_public() -> None:
    found = changes(OLD, replace(OLD, words=(*OLD.words, "đẻ con"), short_name="Khai sinh"))
    assert [one.part for one in public(found)] == ["Thông tin chung"]
    assert Change("Thông tin chung", "Từ hay dùng để tìm: thêm «đẻ con».", public=False) in found


@pytest.mark.parametrize("kind", [Procedure, Section, Question, Case, Fee, Component])
def test_no_field_that_differs_is_passed_over(kind: type) -> None:
    rows: dict[type, Any] = {
        Procedure: OLD,
        Section: OLD.sections[0],
        Question: OLD.sections[0].questions[0],
        Case: OLD.cases[0],
        Fee: Fee("phi", "phí", "Phí", 1),
        Component: OLD.components[0],
    }
    for spec in fields(kind):
        if spec.name in ("key", "version", "code", "questions", "sections", "cases", "fees", "components"):
            continue
        old: Any = rows[kind]
        value = getattr(old, spec.name)
        other = "zz" if not isinstance(value, tuple) else () if value else OTHERS.get(spec.name, ("x",))
        assert changes(holding(old), holding(ALTER(old, **{spec.name: other}))), spec.name


def holding(row: Any) -> Any:
    if isinstance(row, Procedure):
        return row
    if isinstance(row, Section):
        return replace(OLD, sections=(row,))
    if isinstance(row, Question):
        return with_section(lambda one: replace(one, questions=(row,)))
    name = {Case: "cases", Fee: "fees", Component: "components"}[type(row)]
    return ALTER(OLD, **{name: (row,)})


def test_every_type_of_question_has_its_word() -> None:
    assert set(question_changes._TYPES) == set(field_types())


def test_every_field_of_a_procedure_is_named_once() -> None:
    named = {*definition_changes._WORDS, *definition_changes._INSIDE}
    apart = {"code", "version", "sections", "cases", "fees", "components"}
    assert named | apart == {spec.name for spec in fields(Procedure)}


LONG = "Mang giấy tờ đến bộ phận Một cửa. " * 12


@pytest.mark.parametrize("where", [0, 20, 200, 330, len(LONG)])
def test_what_differs_in_a_long_text_is_never_cut_off(where: int) -> None:
    old = replace(OLD, conditions_text=f"{LONG[:where]}miễn phí{LONG[where:]}", steps=("Một", f"{LONG}miễn phí"))
    new = replace(
        OLD, conditions_text=f"{LONG[:where]}thu tiền{LONG[where:]}, nộp thêm", steps=("Một", f"{LONG}thu tiền")
    )
    conditions, steps = said(new, old)
    for told in (conditions, steps):
        assert "miễn phí" in told
        assert "thu tiền" in told
    assert "nộp thêm»" in conditions
    assert len(steps) < len(LONG)


def test_a_long_text_that_is_new_is_told_whole() -> None:
    old = replace(OLD, conditions_text="", steps=("Một",))
    new = replace(OLD, conditions_text=f"{LONG}cuối", steps=("Một", f"{LONG}cuối"))
    assert all(f"{LONG}cuối»" in one for one in said(new, old))
    assert said(old, new)[0].endswith("nay là không có.")
