import copy
import tomllib
from dataclasses import fields
from typing import Any, Literal, get_args, get_origin

import pytest
from flask import Flask

from dvc.blueprints.admin import choice_words
from dvc.blueprints.admin.definition_faults import located
from dvc.blueprints.admin.definition_fields import controls, read
from dvc.blueprints.admin.definition_layout import LAYOUT
from dvc.blueprints.admin.definition_paths import ENTRIES, Entry, lists, shape, whole
from dvc.blueprints.admin.field_words import ENTRY, FIELD_WORDS
from dvc.catalogue import definitions, loader
from dvc.catalogue.definition_text import to_toml
from dvc.catalogue.toml_text import written
from dvc.domain.fields.types import field_types
from dvc.domain.forms import COMPUTATIONS, PREFILLS
from dvc.domain.procedures import Case, Fee, Procedure, Question
from tests.support.admin_pages import entries, sent
from tests.support.filings import PROCEDURE, signed_in
from tests.support.releasing import an_office
from tests.support.robot import Robot

LARGEST = ("1.001776", "2.000986", "1.004884")


def data_of(code: str) -> dict[str, Any]:
    return tomllib.loads(to_toml(loader.procedure(code)))


def saved(entry: Entry, **typed: list[str]) -> dict[str, Any]:
    """Return the entry's table after the page was sent with these fields written."""
    posted = sent(controls(entry)) | {name.replace("__", "."): texts for name, texts in typed.items()}
    read(entry, lambda name: posted.get(name, []))
    return entry.table


@pytest.mark.parametrize("code", LARGEST)
def test_every_entry_saved_untouched_leaves_the_same_version(code: str) -> None:
    data = data_of(code)
    before = copy.deepcopy(data)
    kinds = set()
    for entry in entries(data):
        saved(entry)
        kinds.add(entry.kind)
    assert data == before
    found, faults = definitions.parse(written(data), code)
    assert (found and found.version, faults) == (loader.procedure(code).version, [])
    assert len(kinds) >= 7


def test_a_definition_without_a_form_of_its_own_stays_so() -> None:
    code = next(one for one, listing in loader.listings().items() if listing.generic)
    data = data_of(code)
    before = copy.deepcopy(data)
    for entry in entries(data):
        saved(entry)
    assert data == before


def test_every_field_of_the_schema_has_words() -> None:
    for kind, words in FIELD_WORDS.items():
        assert {spec.name for spec in fields(kind)} == set(words), kind
        assert all(one.label for one in words.values())
        assert len({one.label for one in words.values()}) == len(words), f"{kind}: one label twice"
    reached = {Procedure, *ENTRIES}
    assert set(ENTRY) == set(ENTRIES)
    assert {inner for kind in reached for inner in lists(kind).values()} == ENTRIES


def test_every_choice_of_the_schema_has_words() -> None:
    for kind in FIELD_WORDS:
        for name, hint in shape(kind).items():
            for one in (hint, *get_args(hint)):
                if get_origin(one) is Literal:
                    assert set(get_args(one)) <= set(choice_words.CHOICES[name]), (kind, name)
    assert set(choice_words.TYPES) == set(field_types())
    assert set(choice_words.PREFILLS) == set(PREFILLS)
    assert set(choice_words.COMPUTATIONS) == set(COMPUTATIONS)


def test_every_field_stands_in_one_group_of_its_page() -> None:
    for kind, groups in LAYOUT.items():
        placed = [name for group in groups for name in group.fields]
        wanted = {name for name in shape(kind) if name not in lists(kind)} - {"version", "code"}
        assert sorted(placed) == sorted(wanted), kind


@pytest.mark.parametrize(
    ("kind", "name", "typed", "value"),
    [
        (Question, "label", ["  Họ và tên "], "Họ và tên"),
        (Question, "hint", ["một\r\nhai"], "một\nhai"),
        (Question, "maximum", ["1.000"], 1000),
        (Question, "maximum", ["nhiều"], "nhiều"),
        (Question, "required", ["1"], True),
        (Question, "options", ["a\r\n b | Bờ \r\n"], ["a", {"value": "b", "label": "Bờ"}]),
        (Question, "options", ["@relations"], "@relations"),
        (Question, "parts", ["name!\r\n\r\nsex"], ["name!", "sex"]),
        (Question, "display", ["radio"], "radio"),
        (Fee, "channels", ["", "online", "post"], ["online", "post"]),
        (Fee, "valid_from", ["1/3/2027"], "2027-03-01"),
        (Fee, "valid_from", ["mai"], "mai"),
    ],
)
def test_what_is_typed_becomes_what_the_definition_writes(
    kind: type, name: str, typed: list[str], value: object
) -> None:
    assert saved(Entry(kind, {}, ("x",)), **{name: typed})[name] == value


def test_an_answer_that_is_there_already_is_written_as_its_type_stores_it() -> None:
    for kind, typed, value in (("yes_no", "có", True), ("number", "2", 2), ("text", "2", "2")):
        assert saved(Entry(Question, {}, ("x",)), type=[kind], default=[typed])["default"] == value


def test_what_is_emptied_or_says_what_holds_anyway_is_left_out() -> None:
    table = {"key": "a", "label": "A", "type": "number", "hint": "h", "minimum": 1, "required": True, "most": 3}
    entry = Entry(Question, table, ("x",))
    assert saved(entry, hint=[""], minimum=[" "], required=[], most=["10"]) == {
        "key": "a",
        "label": "A",
        "type": "number",
    }


def test_a_time_limit_may_be_emptied_and_written_again() -> None:
    entry = Entry(Case, {"key": "a", "name": "A", "duration": {"value": 3, "unit": "day"}}, ("x",))
    assert "duration" not in saved(entry, duration__value=[""])
    again = saved(entry, duration__value=["0"], duration__unit=["working_day"])
    assert again["duration"] == {"value": 0, "unit": "working_day"}


def test_faulty_values_stay_as_they_are_written_until_somebody_writes_others() -> None:
    table: dict[str, Any] = {"key": 5, "label": ["x"], "required": "yes", "maximum": "b", "duration": 3, "lạ": {"a": 1}}
    entry = Entry(Question, dict(table), ("x",))
    assert saved(entry) == table
    assert saved(entry, maximum=["7"])["maximum"] == 7


def test_a_fault_leads_to_its_entry_and_field() -> None:
    data = data_of(PROCEDURE)
    section, question = data["sections"][0], data["sections"][0]["questions"][0]
    question["visible_if"] = "khong_co = 1"
    data["cases"][0]["chosen_by"] = "ai"
    del data["short_name"]
    places = set()
    for text in (written(data), written({**data, "short_name": "x", "cases": data_of(PROCEDURE)["cases"]})):
        places |= {(one.path, one.field) for one in located(definitions.parse(text, "x")[1], data)}
    assert (("sections", section["key"], "questions", question["key"]), "visible_if") in places
    assert (("cases", data["cases"][0]["key"]), "chosen_by") in places
    assert ((), "short_name") in places or ((), "") in places
    assert whole(data).path == ()


@pytest.fixture
def writer(app: Flask) -> Robot:
    database = app.extensions["dvc_database"]
    with database.transaction() as session:
        office = an_office(session)
    return signed_in(app.test_client(), database, office.writer)


def begun(writer: Robot, code: str) -> str:
    """Begin an edit and return its address."""
    writer.open(f"/quan-tri/thu-tuc/{code}").press("Sửa thủ tục này")
    assert writer.status == 200
    return writer.path


def test_each_kind_of_page_saved_untouched_differs_in_nothing(writer: Robot) -> None:
    edit = begun(writer, "1.001193")
    seen = set()
    for entry in entries(data_of("1.001193")):
        kind = (entry.kind, entry.table.get("type"), tuple(sorted(entry.table)))
        if entry.path and kind not in seen:
            seen.add(kind)
            writer.open(f"{edit}/muc/{'/'.join(entry.path)}").press("Lưu")
            assert writer.status == 200, entry.path
    for group in LAYOUT[Procedure]:
        writer.open(f"{edit}/phan/{group.slug}").press("Lưu")
    assert len(seen) > 20
    assert "Chưa khác chỗ nào." in writer.open(f"{edit}/khac-biet").words


def test_a_procedure_with_the_general_form_is_edited_as_any_other(writer: Robot) -> None:
    code = next(one for one, listing in loader.listings().items() if listing.generic and not listing.draft)
    edit = begun(writer, code)
    for group in LAYOUT[Procedure]:
        writer.open(f"{edit}/phan/{group.slug}").press("Lưu")
    assert "Chưa khác chỗ nào." in writer.open(f"{edit}/khac-biet").words
    assert "dùng tờ khai chung" in writer.open(f"{edit}/muc/sections").words
    assert writer.open(f"{edit}/xem-thu/1").status == 200
    writer.open(f"{edit}/phan/noi-lam").fill("Cơ quan giải quyết", "Ủy ban nhân dân xã").press("Lưu")
    assert "Ủy ban nhân dân xã" in writer.open(f"{edit}/khac-biet").words


def test_entries_are_added_moved_and_taken_out(writer: Robot) -> None:
    edit = begun(writer, PROCEDURE)
    writer.follow("Phí, lệ phí").follow("Thêm khoản thu")
    writer.fill("Khóa", "trang-them").fill("Loại", "phí").fill("Tên khoản thu", "Trang thêm").fill("Mức thu", "2.000")
    writer.press("Thêm")
    assert writer.path == f"{edit}/muc/fees/trang-them"
    assert writer.value("Mức thu") == "2000"
    writer.open(f"{edit}/muc/fees")
    last = [text for text in writer.buttons() if text.startswith("Lên")][-1]
    writer.press(last)
    titles = [one.text or "" for one in writer.root.iter("a") if "/muc/fees/" in one.get("href", "")]
    assert titles.index("Trang thêm") < len(titles) - 2
    writer.open(f"{edit}/khac-biet")
    assert "Trang thêm" in writer.words
    writer.open(f"{edit}/xoa/fees/trang-them")
    assert writer.heading == "Xóa khoản thu?"
    writer.press("Xóa")
    assert "Trang thêm" not in writer.words
    assert writer.open(f"{edit}/muc/fees/trang-them").status == 404


def test_a_condition_is_read_aloud_and_its_fault_stands_beside_it(writer: Robot) -> None:
    edit = begun(writer, PROCEDURE)
    data = data_of(PROCEDURE)
    section = data["sections"][-1]
    writer.open(f"{edit}/muc/sections/{section['key']}/questions/{section['questions'][-1]['key']}")
    writer.fill("Chỉ hỏi khi", "so_luong > 2").press("Lưu")
    label = next(one["label"] for part in data["sections"] for one in part["questions"] if one["key"] == "so_luong")
    assert f"Nghĩa là: khi «{label}» trên 2." in writer.words
    writer.fill("Chỉ hỏi khi", "so_luong >").press("Lưu")
    assert len(writer.errors) == 1
    assert writer.value("Chỉ hỏi khi") == "so_luong >"


def test_the_text_is_kept_as_typed_with_all_its_faults_told(writer: Robot) -> None:
    edit = begun(writer, PROCEDURE)
    writer.follow("Sửa dạng TOML").fill("Định nghĩa", 'short_name = "<b>')
    writer.press("Lưu")
    assert writer.path == f"{edit}/toml"
    assert writer.value("Định nghĩa").strip() == 'short_name = "<b>'
    assert "không đọc được TOML" in writer.words
    assert "Sửa bằng mẫu" not in writer.open(edit).words
    whole_text = to_toml(loader.procedure(PROCEDURE)).replace('type = "name"', 'type = "ten"').replace("cases", "case")
    writer.open(f"{edit}/toml").fill("Định nghĩa", whole_text).press("Lưu")
    assert len(writer.errors) >= 2


def test_the_preview_shows_each_page_and_keeps_nothing(writer: Robot) -> None:
    edit = begun(writer, "1.001193")
    writer.open(f"{edit}/xem-thu")
    assert "Nộp hồ sơ" in writer.words
    assert writer.heading == "Bản xem thử"
    for number, section in enumerate(loader.procedure("1.001193").sections, 1):
        writer.open(f"{edit}/xem-thu/{number}")
        assert section.title in writer.words
        forms = [form for form in writer.root.iter("form") if form.get("action") != "/dang-xuat"]
        assert forms == [], "a form that could be sent"
    assert writer.open(f"{edit}/xem-thu/{number + 1}").status == 404
    few = len(writer.open(f"{edit}/xem-thu/2").labels())
    assert len(writer.open(f"{edit}/xem-thu/2?tat-ca=1").labels()) > few


@pytest.mark.parametrize("junk", ["a\x01b\x7f\x00", '"""\n[[x]]\n', "-999999999999999999999", "x" * 10_000])
def test_nothing_that_is_typed_makes_a_fault(writer: Robot, junk: str) -> None:
    edit = begun(writer, PROCEDURE)
    for path in ("phan/noi-dung", "them/fees", "them/sections", "muc/cases/" + data_of(PROCEDURE)["cases"][0]["key"]):
        writer.open(f"{edit}/{path}")
        for control in (one for one in writer.root.iter() if one.tag in ("input", "textarea", "select")):
            if control.get("type", "text") in ("text", "textarea") and control.tag == "input":
                control.set("value", junk)
            elif control.tag == "textarea":
                control.text = junk
        writer.press("Thêm" if path.startswith("them") else "Lưu")
        assert writer.status == 200, path
    for page in ("", "/toml", "/khac-biet", "/gui-duyet"):
        assert writer.open(edit + page).status == 200, page
    assert writer.open(f"{edit}/xem-thu").status in (200, 409)
