"""The macros alone, under strict undefined names: labels, hints and errors belong together."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from dvc.web.option_tags import option_tags
from tests.support.pages import check_block, check_page, parse, text_of

TEMPLATES = Path(__file__).parents[2] / "dvc" / "templates"
AGENCY = SimpleNamespace(name="xã Ea Tam", hotline="0262 3 825 111", hours="7 giờ 30 đến 16 giờ 30")
ERRORS = sorted(file.name for file in (TEMPLATES / "errors").iterdir())


def environment(pages: dict[str, str] | None = None) -> Environment:
    made = Environment(
        loader=ChoiceLoader([DictLoader(pages or {}), FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    made.globals.update(static=lambda path: f"/static/0/{path}", csrf_token=lambda: "token", option_tags=option_tags)
    return made


def block(family: str, call: str, **context: Any) -> Element:
    """Render one macro call, check the house rules of a page on it, and return its body."""
    name = call.split("(", maxsplit=1)[0]
    source = f'{{% from "components/{family}.html" import {name} %}}{{{{ {call} }}}}'
    html = environment().from_string(source).render(context)
    check_block(html, call)
    body = parse(f'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{html}</body></html>', call).find(
        "body"
    )
    assert body is not None
    return body


def by_id(root: Element, name: str) -> Element:
    found = [element for element in root.iter() if element.get("id") == name]
    assert len(found) == 1, name
    return found[0]


def described(root: Element, control: Element) -> list[str]:
    return [text_of(by_id(root, name)) for name in (control.get("aria-describedby") or "").split()]


CONTROLS = [
    'text_input(name="x", label="Họ và tên", hint="Như trên thẻ", error="Hãy viết.", required=true)',
    'textarea(name="x", label="Họ và tên", hint="Như trên thẻ", error="Hãy viết.", required=true)',
    'select(name="x", label="Họ và tên", options=[(1, "A")], hint="Như trên thẻ", error="Hãy viết.", required=true)',
    'password_input(name="x", label="Họ và tên", hint="Như trên thẻ", error="Hãy viết.", required=true)',
    'file_input(name="x", label="Họ và tên", hint="Như trên thẻ", error="Hãy viết.", required=true)',
    'checkbox(name="x", label="Họ và tên", hint="Như trên thẻ", error="Hãy viết.", required=true)',
]


@pytest.mark.parametrize("call", CONTROLS, ids=lambda call: call.split("(")[0])
def test_a_control_is_described_by_its_hint_and_its_error(call: str) -> None:
    root = block("form", call)
    control = by_id(root, "f-x")
    assert described(root, control) == ["Như trên thẻ", "Lỗi: Hãy viết."]
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-required") == "true"
    assert [text_of(label) for label in root.iter("label")] == ["Họ và tên *(bắt buộc)"]


@pytest.mark.parametrize("call", CONTROLS, ids=lambda call: call.split("(")[0])
def test_without_hint_and_error_nothing_is_said_of_them(call: str) -> None:
    root = block("form", call.split(", hint", maxsplit=1)[0] + ")")
    assert by_id(root, "f-x").get("aria-describedby") is None
    assert by_id(root, "f-x").get("aria-invalid") is None


def test_what_was_typed_is_written_back_and_escaped() -> None:
    typed = """H' Hen <Niê> & "Y" """
    root = block("form", 'text_input(name="x", label="Tên", value=typed)', typed=typed)
    assert by_id(root, "f-x").get("value") == typed


def test_a_text_area_keeps_its_first_empty_line() -> None:
    root = block("form", 'textarea(name="x", label="Ghi", value=typed)', typed="\nmột\nhai")
    assert by_id(root, "f-x").text == "\nmột\nhai"


def test_a_chosen_option_is_found_though_one_is_a_number() -> None:
    root = block("form", 'select(name="x", label="Dân tộc", options=[(1, "Kinh"), (2, "Ê Đê")], value="2")')
    assert [text_of(option) for option in root.iter("option") if option.get("selected") is not None] == ["Ê Đê"]


def test_a_date_is_three_text_fields_in_a_fieldset() -> None:
    call = 'date_input(name="dob", label="Ngày sinh", values={"day": "31", "year": "x"}, error="Không có ngày này.")'
    root = block("form", call)
    group = by_id(root, "f-dob")
    assert group.tag == "fieldset"
    assert described(root, group) == ["Lỗi: Không có ngày này."]
    fields = [(field.get("name"), field.get("value"), field.get("inputmode")) for field in group.iter("input")]
    assert fields == [("dob-day", "31", "numeric"), ("dob-month", "", "numeric"), ("dob-year", "x", "numeric")]
    assert [text_of(label) for label in root.iter("label")] == ["Ngày", "Tháng", "Năm"]


def test_a_year_alone_can_be_asked() -> None:
    root = block("form", 'date_input(name="dob", label="Năm sinh", parts=("year",))')
    assert [field.get("name") for field in root.iter("input")] == ["dob-year"]


@pytest.mark.parametrize(
    ("call", "chosen"),
    [
        ('radios(name="x", label="Cho ai?", options=options, value="b")', ["b"]),
        ('checkboxes(name="x", label="Cho ai?", options=options, values=["a", "b"])', ["a", "b"]),
    ],
)
def test_choices_keep_what_was_chosen(call: str, chosen: list[str]) -> None:
    root = block("form", call, options=[("a", "Tôi"), ("b", "Con tôi", "dưới 18 tuổi"), ("c", "Người khác")])
    ticked = [field for field in root.iter("input") if field.get("checked") is not None]
    assert [field.get("value") for field in ticked] == chosen
    assert described(root, ticked[-1]) == ["dưới 18 tuổi"]
    assert [text_of(legend) for legend in root.iter("legend")] == ["Cho ai?"]


def test_the_error_summary_links_to_each_field_in_the_same_words() -> None:
    source = (
        '{% from "components/form.html" import error_summary, text_input, date_input %}{{ error_summary(errors) }}'
        '{{ text_input(name="x", label="Tên", error=errors.x) }}'
        '{{ date_input(name="d", label="Ngày sinh", error=errors.d) }}'
    )
    html = environment().from_string(source).render(errors={"x": "Hãy viết tên.", "d": "Hãy viết ngày."})
    check_block(html, "error_summary")
    root = parse(f'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{html}</body></html>', "")
    summary = next(element for element in root.iter() if element.get("role") == "alert")
    links = [((link.get("href") or "").removeprefix("#"), text_of(link)) for link in summary.iter("a")]
    assert links == [("f-x", "Hãy viết tên."), ("f-d", "Hãy viết ngày.")]
    for name, words in links:
        assert f"Lỗi: {words}" in described(root, by_id(root, name))


def test_no_error_writes_no_summary() -> None:
    assert text_of(block("form", "error_summary({})")) == ""


def test_a_step_form_works_plainly_and_with_htmx() -> None:
    source = (
        '{% from "components/form.html" import step_form, submit %}'
        '{% call step_form(action="/a") %}{{ submit() }}{% endcall %}'
    )
    html = environment().from_string(source).render()
    check_block(html, "step_form")
    form = next(
        iter(
            parse(f'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{html}</body></html>', "").iter(
                "form"
            )
        )
    )
    assert (form.get("method"), form.get("action"), form.get("hx-post")) == ("post", "/a", "/a")
    assert (form.get("hx-target"), form.get("hx-swap")) == ("#step", "outerHTML")


def test_enter_in_the_captcha_files_and_does_not_ask_for_another_picture() -> None:
    root = block("captcha", 'captcha("abc", submit_text="Nộp hồ sơ")')
    first = next(iter(root.iter("button")))
    assert (first.get("name"), text_of(first), first.get("tabindex")) == (None, "Nộp hồ sơ", "-1")
    order = [element.tag for element in root.iter() if element.get("id") == "f-captcha" or element.tag == "img"]
    assert order == ["input", "img"]


def test_a_summary_list_says_what_is_not_written() -> None:
    root = block(
        "lists",
        'summary_list(rows, change_href="/sua", title="Người nộp")',
        rows=[("Tên", "Y"), ("Ghi", ""), ("Ở", ["a", "b"])],
    )
    assert [text_of(value) for value in root.iter("dd")] == ["Y", "chưa viết", "a b"]
    assert [text_of(link) for link in root.iter("a")] == ["Sửa Người nộp"]


LISTS = [
    (
        "lists",
        'task_list([{"title": "Nơi nộp", "state": "done", "href": "/a"}, {"title": "Nộp", "state": "todo"}])',
        "Nơi nộp Xong Nộp Chưa làm",
    ),
    ("lists", 'timeline([{"title": "Đã nộp", "when": "hôm qua"}])', "Đã nộp hôm qua"),
    ("lists", 'cards([{"title": "Khai sinh", "href": "/a", "state": ("wait", "Đang chờ")}])', "Khai sinh Đang chờ"),
    ("lists", 'empty("Chưa có gì.", ("/thu-tuc", "Tìm thủ tục"))', "Chưa có gì. Tìm thủ tục"),
    ("lists", 'table("2 hồ sơ", ("Mã",), [[("/a", "H15")], ["H16"]])', "2 hồ sơ Mã H15 H16"),
    ("dossier", 'code_panel("H15-1", "hát mười lăm", groups=("H15", "1"))', "H15-1"),
    ("upload", 'file_list([{"id": "1", "name": "a.jpg", "size": "1 MB"}], remove="/x")', "Bỏ tệp này: a.jpg"),
    ("page", "call_desk(none)", "chưa công bố"),
    ("page", 'notice("Còn 30 ngày.", kind="wait")', "Đang chờ Còn 30 ngày."),
]


@pytest.mark.parametrize(
    ("family", "call", "words"), LISTS, ids=lambda value: value.split("(")[0] if "(" in value else None
)
def test_a_list_can_be_drawn_from_the_least_it_needs(family: str, call: str, words: str) -> None:
    assert words in text_of(block(family, call))


def frames() -> Iterator[tuple[Any, Any]]:
    for viewer in (
        None,
        SimpleNamespace(name="H' Hen Niê", is_officer=False, is_administrator=False),
        SimpleNamespace(name="Lan", is_officer=True, is_administrator=False),
        SimpleNamespace(name="Mai", is_officer=True, is_administrator=True),
    ):
        for agency in (None, AGENCY, SimpleNamespace(name="xã Ea Tam", hotline="", hours="")):
            yield viewer, agency


@pytest.mark.parametrize(("viewer", "agency"), list(frames()))
def test_the_frame_stands_for_every_viewer_and_agency(viewer: Any, agency: Any) -> None:
    page = (
        '{% extends "layouts/page.html" %}{% block title %}Trang{% endblock %}'
        "{% block main %}<h1>Trang</h1>{% endblock %}"
    )
    html = environment({"p.html": page}).get_template("p.html").render(viewer=viewer, agency=agency, htmx=True)
    check_page(html, "frame")
    assert ("/mot-cua" in html) == bool(viewer and viewer.is_officer)
    assert ("/quan-tri" in html) == bool(viewer and viewer.is_administrator)
    assert ("/dang-nhap" in html) == (viewer is None)
    assert ("chưa công bố" in html) == (not (agency and agency.hotline))


def test_a_page_with_errors_says_so_in_its_title() -> None:
    page = '{% extends "layouts/step.html" %}{% block title %}Người nộp{% endblock %}'
    html = (
        environment({"p.html": page})
        .get_template("p.html")
        .render(viewer=None, agency=None, htmx=False, has_errors=True)
    )
    assert "<title>Lỗi: Người nộp – " in html


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_is_whole_and_has_words_for_the_form_to_show(name: str) -> None:
    html = environment().get_template(f"errors/{name}").render(viewer=None, agency=AGENCY, htmx=True)
    check_page(html, name)
    assert "data-error-words" in html


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_a_page_of_our_own_trouble_needs_no_session_and_no_database(name: str) -> None:
    made = environment()
    made.globals.pop("csrf_token")
    check_page(made.get_template(f"errors/{name}").render(), name)
