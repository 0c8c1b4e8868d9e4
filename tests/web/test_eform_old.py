"""An old address on the page: asked for by a button, changed by a button, nothing typed is lost."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from dvc.catalogue import old_addresses
from dvc.web.eform import SectionForm
from tests.support.pages import text_of
from tests.web.eform_pages import HOUSEHOLD, PEOPLE, browser, by_name, get, post, render

KIET = {
    "me-address-old_commune": "ea kiet",
    "me-address-old_district": "cu m'gar",
    "me-address-old_province": "Dak Lak",
}
CONG_VI = {
    "me-address-old_commune": "Cống Vị",
    "me-address-old_district": "Ba Đình",
    "me-address-old_province": "Hà Nội",
}
MOTHER = {"me-name": "H' Hen", "me-birth_date-year": "1990", "me-address-detail": "Buôn Ja Wầm"}


def pressed(form: SectionForm, typed: dict[str, str], button: str, value: str = "me-address") -> SectionForm:
    """Fill the page, press one of its own buttons and return the page that comes back."""
    sent = browser(form, typed)
    offered = [one for one in render(form).iter("button") if one.get("name") == button and one.get("value") == value]
    assert offered, f"no button {button}={value}"
    return post(PEOPLE, form.values, MultiDict([*sent.items(multi=True), (button, value)]), HOUSEHOLD)


def opened(typed: dict[str, str] | None = None) -> SectionForm:
    return pressed(get(PEOPLE, {}, HOUSEHOLD), typed or {}, "_cu")


def address_of(form: SectionForm) -> Any:
    return form.values["me"]["address"]


def test_the_boxes_of_an_old_address_come_when_they_are_asked_for() -> None:
    plain = get(PEOPLE, {}, HOUSEHOLD)
    assert "old_commune" not in str([one.get("name") for one in render(plain).iter("input")])
    form = opened(MOTHER)
    assert form.pressed == "_cu"
    assert not form.validate()
    assert by_name(render(form), "me-name").get("value") == "H' Hen"
    for name in KIET:
        assert by_name(render(form), name).get("value") == ""


def test_one_commune_is_filled_in_at_once_and_told() -> None:
    form = pressed(opened(MOTHER), KIET, "_doi")
    root = render(form)
    assert "Xã Ea Kiết, Huyện Cư M'gar, Tỉnh Đắk Lắk nay là Xã Ea Kiết, Tỉnh Đắk Lắk." in text_of(root)
    chosen = [
        one.get("value")
        for one in by_name(root, "me-address-commune").iter("option")
        if one.get("selected") is not None
    ]
    assert chosen == ["24265"]
    assert address_of(form) == {
        "country": "Việt Nam",
        "province": "66",
        "province_name": "Tỉnh Đắk Lắk",
        "commune": "24265",
        "commune_name": "Xã Ea Kiết",
        "detail": "Buôn Ja Wầm",
    }
    done = post(PEOPLE, form.values, browser(form, {}), HOUSEHOLD)
    assert done.validate(), done.errors


def test_a_divided_commune_asks_and_a_choice_is_enough() -> None:
    form = pressed(opened(MOTHER), CONG_VI, "_doi")
    root = render(form)
    assert "nay thuộc nhiều nơi" in text_of(root)
    assert "Phường Ngọc Hà, Thành phố Hà Nội (phần lớn)" in text_of(root)
    values = [one.get("value") for one in root.iter("input") if one.get("name") == "me-address-new_commune"]
    assert values == ["01/00008", "01/00025"]
    assert by_name(root, "me-address-old_commune").get("value") == "Cống Vị"
    for going_on in (True, False):
        typed = {"me-address-new_commune": "01/00025"}
        after = post(PEOPLE, form.values, browser(form, typed), HOUSEHOLD) if going_on else pressed(form, typed, "_doi")
        assert address_of(after)["commune_name"] == "Phường Giảng Võ"
        assert after.validate() is going_on


def test_an_old_address_that_is_not_changed_is_kept_and_named() -> None:
    form = post(PEOPLE, {}, browser(opened(MOTHER), KIET), HOUSEHOLD)
    assert not form.validate()
    assert list(form.errors) == ["me-address-old_commune"]
    assert "Đổi sang địa chỉ mới" in form.errors["me-address-old_commune"]
    again = get(PEOPLE, form.values, HOUSEHOLD)
    for name, text in KIET.items():
        assert by_name(render(again), name).get("value") == text


NOTHING_FOUND = [
    ({**KIET, "me-address-old_commune": "Ea Không Có"}, "không tìm thấy"),
    ({**KIET, "me-address-old_commune": " "}, "Hãy viết xã, phường cũ"),
    (
        {"me-address-old_commune": "Tân Lập", "me-address-old_district": "", "me-address-old_province": ""},
        "Hãy viết xã",
    ),
    ({"me-address-old_commune": "1", "me-address-old_province": "Hồ Chí Minh"}, "Có nhiều nơi như vậy"),
]


@pytest.mark.parametrize(("typed", "told"), NOTHING_FOUND)
def test_what_is_not_found_is_said_in_plain_words_and_stays_in_its_boxes(typed: dict[str, str], told: str) -> None:
    form = pressed(opened(MOTHER), typed, "_doi")
    assert told in text_of(render(form))
    for name, text in typed.items():
        assert by_name(render(form), name).get("value") == text.strip() or not text.strip()


def test_the_list_of_old_communes_is_read_only_when_the_button_is_pressed() -> None:
    old_addresses.tree.cache_clear()
    form = opened(MOTHER)
    form.validate()
    render(form)
    assert old_addresses.tree.cache_info().currsize == 0
    pressed(form, KIET, "_doi")
    assert old_addresses.tree.cache_info().currsize == 1


@pytest.mark.parametrize("target", ["me-address", "me", "cha", "loi_dan", "", "x" * 9000, "../../etc", "con-0-x"])
@pytest.mark.parametrize("choice", ["", "66/24265", "66/99999", "99/24265", "9" * 5000, "/"])
def test_forged_targets_and_choices_change_no_other_answer(target: str, choice: str) -> None:
    sent = {**MOTHER, "_doi": target, f"{target}-new_commune": choice, f"{target}-old_commune": "1" * 5000}
    form = post(PEOPLE, {}, sent, HOUSEHOLD)
    assert form.pressed == "_doi"
    assert form.values["me"]["name"] == "H' Hen"
    assert isinstance(render(form).tag, str)
