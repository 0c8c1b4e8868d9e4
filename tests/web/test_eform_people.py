"""Persons, identity papers, papers and notes on the page of a section."""

from typing import Any

from werkzeug.datastructures import MultiDict

from dvc.domain import forms
from dvc.web.eform import SectionForm
from tests.support.pages import text_of
from tests.web.eform_pages import ENVIRONMENT, HOUSEHOLD, PAPERS, PEOPLE, browser, by_name, get, post, render

MOTHER = {
    "me-name": "H' Hen Niê",
    "me-birth_date-day": "1",
    "me-birth_date-month": "5",
    "me-birth_date-year": "1990",
}
CARD = {"giay_to-kind": "Thẻ căn cước", "giay_to-number": "066 190 000 001"}
MATE = {"nguoi_cung_o-0-name": "Y Moan"}


def people(typed: dict[str, str], answers: dict[str, Any] | None = None) -> SectionForm:
    known = answers or {}
    return post(PEOPLE, known, browser(get(PEOPLE, known, HOUSEHOLD), typed), HOUSEHOLD)


def papers(typed: dict[str, str]) -> SectionForm:
    known = {"me": {"name": "H' Hen"}}
    return post(PAPERS, known, browser(get(PAPERS, known, HOUSEHOLD), typed), HOUSEHOLD)


def test_a_person_is_filled_in_and_stored_whole() -> None:
    form = people(MOTHER)
    assert form.validate(), form.errors
    assert form.values["me"] == {
        "name": "H' Hen Niê",
        "sex": None,
        "birth_date": "1990-05-01",
        "id_number": None,
        "identity_paper": None,
        "nationality": "Việt Nam",
        "address": None,
    }
    assert form.values["cha"] is None
    assert set(form.values) == {"me", "cha"}


def test_each_wrong_part_has_its_sentence_beside_it_and_says_whose_it_is() -> None:
    form = people({"me-birth_date-year": "1990", "me-identity_paper-number": "12", "cha-phone": "0912345678"})
    assert not form.validate()
    assert form.errors == {
        "me-name": "Hãy viết họ và tên (người mẹ).",
        "me-identity_paper-kind": "Hãy chọn loại giấy tờ (người mẹ).",
        "cha-name": "Hãy viết họ và tên (người cha).",
    }
    root = render(form)
    assert by_name(root, "me-identity_paper-number").get("value") == "12"
    ids = {element.get("id") for element in root.iter()}
    assert all(target in ids for target, _ in form.summary)


def test_labels_say_whom_they_ask_about() -> None:
    labels = [text_of(one) for one in render(get(PEOPLE, {}, HOUSEHOLD)).iter("label")]
    for label in ("Người mẹ: họ và tên *(bắt buộc)", "Người mẹ: số giấy tờ", "Người cha: số điện thoại"):
        assert any(one.startswith(label.split(" *")[0]) for one in labels), labels


def test_a_person_who_may_stay_away_shows_what_is_needed_once_something_is_written() -> None:
    def needed(form: SectionForm) -> set[str]:
        return {one.get("name") or "" for one in render(form).iter() if one.get("aria-required") == "true"}

    empty = get(PEOPLE, {}, HOUSEHOLD)
    assert needed(empty) == {"me-name"}
    form = get(PEOPLE, {"cha": {"phone": "0912345678"}, "me": {"identity_paper": {"number": "1"}}}, HOUSEHOLD)
    assert needed(form) == {"me-name", "me-identity_paper-kind", "me-identity_paper-number", "cha-name"}


def test_the_place_of_issue_follows_the_kind_on_the_page_too() -> None:
    form = papers({**CARD, **MATE, "con-0-con_ho_ten": "Y"})
    assert form.validate(), form.errors
    assert form.values["giay_to"]["issued_by"] == "Bộ Công an"
    assert form.values["giay_to"]["number"] == "066190000001"
    sent = browser(form, {"giay_to-kind": "Thẻ căn cước công dân"})
    other = post(PAPERS, {"me": {"name": "H' Hen"}, **form.values}, sent, HOUSEHOLD)
    assert other.values["giay_to"]["issued_by"] == "Cục Cảnh sát quản lý hành chính về trật tự xã hội"


def test_an_odd_number_inside_a_person_is_confirmed_for_the_person() -> None:
    form = people({**MOTHER, "me-sex": "Nữ", "me-id_number": "066090000001"})
    assert not form.validate()
    assert list(form.errors) == ["me-xac-nhan"]
    box = by_name(render(form), "me-xac-nhan")
    ticked = post(PEOPLE, form.values, browser(form, {"me-xac-nhan": box.get("value") or ""}), HOUSEHOLD)
    assert ticked.validate(), ticked.errors


def test_rows_of_people_are_added_and_taken_away() -> None:
    form = papers({**CARD, **MATE, "nguoi_cung_o-0-identity_paper-number": "C 1"})
    sent = [*browser(form, {}).items(multi=True), ("_them", "nguoi_cung_o")]
    known = {"me": {"name": "H' Hen"}, **form.values}
    more = post(PAPERS, known, MultiDict(sent), HOUSEHOLD)
    assert by_name(render(more), "nguoi_cung_o-1-identity_paper-kind") is not None
    legends = [text_of(one) for one in render(more).iter("legend")]
    assert "Người cùng ở 2" in legends
    assert "Người cùng ở (2): giấy tờ tùy thân" in legends
    fewer = post(
        PAPERS, known, MultiDict([*browser(more, {}).items(multi=True), ("_xoa", "nguoi_cung_o-0")]), HOUSEHOLD
    )
    assert fewer.values["nguoi_cung_o"] is None


def test_a_note_is_words_and_a_paper_tells_where_its_photographs_go() -> None:
    form = get(PEOPLE, {}, HOUSEHOLD)
    text = text_of(render(form))
    assert "Hãy khai đúng như trên giấy tờ." in text
    assert "Ông/bà chụp giấy này ở bước «Giấy tờ», sau khi khai xong: Giấy chứng sinh." in text
    form.attached = {"giay-chung-sinh": ("a", "b")}
    assert "Đã có 2 tệp ở bước «Giấy tờ»: Giấy chứng sinh." in text_of(render(form))
    asked = [one.get("value") for one in render(form).iter("input") if one.get("name") == "_co"]
    assert asked == ["me cha"]


def test_forged_answers_to_what_is_only_shown_are_not_taken() -> None:
    form = post(PEOPLE, {}, {**MOTHER, "loi_dan": "x", "giay_chung_sinh": "x", "_co": "loi_dan"}, HOUSEHOLD)
    assert "loi_dan" not in form.values
    assert "giay_chung_sinh" not in form.values


def test_the_lines_of_a_person_stay_lines_where_they_are_read() -> None:
    lines = {
        one.key: text for one, text in forms.answer_lines(PEOPLE, {"me": {"name": "<b>Y</b>", "birth_date": "1990"}})
    }
    page = ENVIRONMENT.from_string('{% from "components/lists.html" import summary_list %}{{ summary_list(rows) }}')
    html = page.render(rows=[("Người mẹ", lines["me"])])
    told = "Họ và tên: &lt;b&gt;Y&lt;/b&gt;\nNgày, tháng, năm sinh: năm 1990"
    assert f'<dd class="summary-lines">{told}</dd>' in html
