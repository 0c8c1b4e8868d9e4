"""The buttons inside a section's page: rows, provinces, other countries, all without a script."""

from typing import Any

from tests.support.pages import controls, text_of
from tests.web.eform_pages import FAMILY, FILLED, HOME, browser, by_name, get, post, render


def test_rows_are_added_and_removed_by_buttons_without_a_script() -> None:
    draft: dict[str, Any] = {"co_con": True, "con": [{"con_ho_ten": "A"}, {"con_ho_ten": "B"}]}
    shown = get(FAMILY, draft)
    buttons = {text_of(one): (one.get("name"), one.get("value")) for one in render(shown).iter("button")}
    assert buttons["Thêm con"] == ("_them", "con")
    assert buttons["Xóa con 2"] == ("_xoa", "con-1")

    added = post(FAMILY, draft, [*browser(shown, {}).items(multi=True), ("_them", "con")])
    assert added.pressed == "_them"
    assert not added.validate()
    assert added.errors == {}
    assert by_name(render(added), "con-2-con_ho_ten").get("value") == ""
    assert "Thêm con" not in [text_of(one) for one in render(added).iter("button")], "three is the most"

    removed = post(FAMILY, draft, [*browser(shown, {"con-1-con_ho_ten": "Bình"}).items(multi=True), ("_xoa", "con-0")])
    assert [row["con_ho_ten"] for row in removed.values["con"]] == ["Bình"]


def test_more_rows_than_allowed_are_refused_and_all_kept() -> None:
    sent = {**FILLED, "co_con": "yes", **{f"con-{at}-con_ho_ten": "ABCD"[at] for at in range(4)}}
    form = post(FAMILY, {"co_con": True}, sent)
    assert not form.validate()
    assert form.errors == {"con": "Chỗ này nhận nhiều nhất 3 người hoặc mục. Ông/bà đã gửi 4."}
    assert by_name(render(form), "con-3-con_ho_ten").get("value") == "D"


def test_the_communes_come_with_the_button_of_the_province() -> None:
    home = {"co_con": False, "gioi_tinh": "Nam"}
    first = get(HOME, home)
    assert len(list(by_name(render(first), "noi_o-commune").iter("option"))) == 1
    sent = browser(first, {"noi_o-province": "66", "noi_o-detail": "Buôn Ja Wầm"})
    buttons = {text_of(one): (one.get("name") or "", one.get("value") or "") for one in render(first).iter("button")}
    loaded = post(HOME, home, [*sent.items(multi=True), buttons["Chọn tỉnh (Nơi ở)"]])
    assert loaded.pressed == "_chon"
    assert not loaded.validate()
    assert loaded.errors == {}
    options = {one.get("value") for one in by_name(render(loaded), "noi_o-commune").iter("option")}
    assert "24265" in options
    done = post(HOME, {**home, **loaded.values}, browser(loaded, {"noi_o-commune": "24265"}))
    assert done.validate(), done.errors
    assert done.values["noi_o"]["commune_name"] == "Xã Ea Kiết"
    assert done.values["noi_o"]["detail"] == "Buôn Ja Wầm"


def test_another_country_asks_for_its_name_and_no_province() -> None:
    home = {"co_con": False, "gioi_tinh": "Nam"}
    form = post(HOME, home, browser(get(HOME, home), {"noi_o-country": "Khác", "quoc_tich": "Khác"}))
    assert not form.validate()
    assert set(form.errors) == {"quoc_tich-other", "noi_o-country_name"}
    names = {control.get("name") for control in controls(render(form))}
    assert "noi_o-province" not in names
    typed = {"noi_o-country_name": "lào", "noi_o-detail": "Viêng Chăn", "quoc_tich-other": "Lào"}
    done = post(HOME, {**home, **form.values}, browser(form, typed))
    assert done.validate(), done.errors
    assert (done.values["quoc_tich"], done.values["noi_o"]) == ("Lào", {"country": "Lào", "detail": "Viêng Chăn"})
