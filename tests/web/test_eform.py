"""The page of a section: what it shows, what it keeps, and that it works without a script."""

import pytest

from dvc.domain import forms
from dvc.domain.procedures import Procedure, Section
from tests.support.pages import text_of
from tests.web.eform_pages import (
    ALL_SECTIONS,
    CHILDREN,
    FAMILY,
    FILLED,
    HOME,
    PAGE,
    browser,
    by_name,
    get,
    post,
    render,
)


@pytest.mark.parametrize(("procedure", "section"), ALL_SECTIONS)
def test_every_section_is_a_page_whose_controls_have_labels_of_their_own(
    procedure: Procedure, section: Section
) -> None:
    for form in (get(section, {}, procedure), post(section, {}, [("_co", "x")], procedure)):
        form.validate()
        root = render(form)
        boxes = {one.get("id") for one in root.iter("input") if one.get("type") in ("radio", "checkbox")}
        labels = [text_of(one) for one in root.iter("label") if one.get("for") not in boxes]
        own = [label for label in labels if label not in ("Ngày", "Tháng", "Năm")]
        assert len(own) == len(set(own)), own
        legends = [text_of(one) for one in root.iter("legend")]
        assert len(legends) == len(set(legends)), legends


@pytest.mark.parametrize(("procedure", "section"), ALL_SECTIONS)
def test_an_empty_page_names_each_missing_answer_beside_it_and_on_top(procedure: Procedure, section: Section) -> None:
    form = post(section, {}, browser(get(section, {}, procedure), {}), procedure)
    needed = [one for one in form.questions if one.required and form.answers.get(one.key) is None]
    assert form.validate() is not bool(needed)
    assert len(form.errors) >= len(needed)
    root = render(form)
    ids = {element.get("id") for element in root.iter()}
    assert all(target in ids for target, _ in form.summary)
    words = text_of(root)
    assert all(words.count(sentence) >= 2 for sentence in form.errors.values())


def test_a_filled_page_is_valid_and_gives_the_values_to_store() -> None:
    form = post(FAMILY, {}, browser(get(FAMILY, {}), FILLED))
    assert form.validate(), form.errors
    assert form.values == {
        "ho_ten": "Y Moan Êñuôl",
        "so_dinh_danh": "066090000001",
        "gioi_tinh": "Nam",
        "ngay": "1990-05-01",
        "co_con": False,
    }


def test_nothing_typed_is_lost_when_it_cannot_be_read() -> None:
    wrong = {**FILLED, "so_dinh_danh": "06609", "ngay-day": "31", "ngay-month": "2"}
    form = post(FAMILY, {}, browser(get(FAMILY, {}), wrong))
    assert not form.validate()
    assert form.errors == {
        "so_dinh_danh": "Số định danh có 12 chữ số. Ông/bà đã viết 5.",
        "ngay-day": "Tháng 2 năm 1990 không có ngày 31. Ông/bà xem lại.",
    }
    stored = form.values
    assert stored["ngay"] == {"unparsed": {"day": "31", "month": "2", "year": "1990"}}
    again = get(FAMILY, stored)
    assert browser(again, {}).to_dict() == browser(get(FAMILY, {}), wrong).to_dict()


def test_an_answer_that_opens_questions_shows_them_before_going_on() -> None:
    form = post(FAMILY, {}, browser(get(FAMILY, {}), {**FILLED, "co_con": "yes"}))
    assert not form.validate()
    assert [one.key for one in form.revealed] == ["con"]
    assert list(form.errors) == ["con-0-con_ho_ten"]
    form = post(FAMILY, form.values, browser(form, {"con-0-con_ho_ten": "H' Hen"}))
    assert form.validate(), form.errors
    assert form.values["con"] == [{"con_ho_ten": "H' Hen", "con_sinh": None, "con_di_hoc": None, "con_truong": None}]


def test_even_a_question_that_may_stay_empty_is_shown_once_when_it_opens() -> None:
    home = {"co_con": False, "gioi_tinh": "Nam"}
    form = post(HOME, home, browser(get(HOME, home), {"so_ban": "2"}))
    assert not form.validate()
    assert form.errors == {}
    assert [one.key for one in form.revealed] == ["ten_lai"]
    form = post(HOME, {**home, **form.values}, browser(form, {}))
    assert form.validate()
    assert form.values["ten_lai"] is None


def test_what_was_typed_comes_back_when_its_question_is_shown_again() -> None:
    draft = post(
        FAMILY, {}, browser(get(FAMILY, {"co_con": True}), {**FILLED, "co_con": "yes", "con-0-con_ho_ten": "A"})
    ).values
    draft |= post(FAMILY, draft, browser(get(FAMILY, draft), {"co_con": "no"})).values
    assert "con" not in forms.current_answers(CHILDREN, draft)
    opened = post(FAMILY, draft, browser(get(FAMILY, draft), {"co_con": "yes"}))
    assert not opened.validate()
    assert by_name(render(opened), "con-0-con_ho_ten").get("value") == "A"


def test_an_odd_number_is_saved_shown_again_and_taken_once_confirmed() -> None:
    odd = {**FILLED, "so_dinh_danh": "066190000001"}
    form = post(FAMILY, {}, browser(get(FAMILY, {}), odd))
    assert not form.validate()
    assert list(form.errors) == ["so_dinh_danh-xac-nhan"]
    assert form.values["so_dinh_danh"] == "066190000001"
    box = by_name(render(form), "so_dinh_danh-xac-nhan")
    tick = {"so_dinh_danh-xac-nhan": box.get("value") or ""}
    confirmed = post(FAMILY, form.values, browser(form, tick))
    assert confirmed.validate(), confirmed.errors
    later = post(FAMILY, confirmed.values, browser(get(FAMILY, confirmed.values), {}))
    assert later.validate(), "the tick is kept"

    other = post(FAMILY, confirmed.values, browser(get(FAMILY, confirmed.values), {"so_dinh_danh": "066191000001"}))
    assert not other.validate(), "another number asks again, whatever tick was sent with it"
    assert other.values["so_dinh_danh-xac-nhan"] is None
    unticked = post(
        FAMILY,
        confirmed.values,
        [pair for pair in browser(get(FAMILY, confirmed.values), {}).items(multi=True) if pair[0] not in tick],
    )
    assert not unticked.validate()


def test_a_forged_confirmation_or_computed_answer_is_not_taken() -> None:
    odd = {**FILLED, "so_dinh_danh": "066190000001", "so_dinh_danh-xac-nhan": "1", "ngay_chu": "ngày giả"}
    form = post(FAMILY, {}, odd)
    assert not form.validate()
    assert "ngay_chu" not in form.values
    assert "Ngày mùng một tháng năm" in text_of(render(form))


def test_enter_presses_no_button_that_changes_rows() -> None:
    first = next(render(get(FAMILY, {"co_con": True})).iter("button"))
    assert first.get("name") is None
    assert first.get("type") == "submit"


def test_scripts_are_told_the_simple_conditions_of_the_same_page() -> None:
    rows = {row.name: row.data_if for row in get(FAMILY, {"co_con": True}).rows}
    assert rows["con"] == "co_con=yes"
    assert rows["ho_ten"] == ""


def test_typed_markup_stays_text() -> None:
    form = post(FAMILY, {}, {**FILLED, "ho_ten": '"><script>alert(1)</script>'})
    assert by_name(render(form), "ho_ten").get("value") == '"><script>alert(1)</script>'
    assert not list(render(form).iter("script"))


@pytest.mark.parametrize("value", ["\x00", "a" * 100_000, "𝕏" * 50, "' OR 1=1 --", "\ud7ff\u202e", "٣"])
@pytest.mark.parametrize(
    "name", ["ho_ten", "so_dinh_danh", "gioi_tinh", "ngay-day", "co_con", "con-0-con_ho_ten", "_co", "_xoa", "_chon"]
)
def test_no_input_whatever_breaks_the_page(name: str, value: str) -> None:
    form = post(FAMILY, {"co_con": True}, {**FILLED, name: value})
    form.validate()
    assert isinstance(PAGE.render(form=form), str)
