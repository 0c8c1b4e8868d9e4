"""Every type of question: what is stored comes back whole through the inputs, and whatever is typed is kept."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvc.catalogue import options, schema
from dvc.domain.conditions import is_answered
from dvc.domain.fields.base import FIELDS, Raw, unparsed
from dvc.domain.fields.types import Field, field_for, field_types
from dvc.domain.procedures import Option, Question
from dvc.domain.text import nfc, squeeze
from tests.domain.lists import LISTS

TEMPLATES = Path(__file__).parents[3] / "dvc" / "templates" / "components" / "fields"
TODAY = date(2026, 11, 24)
OPTIONS = tuple(Option(value, value.upper()) for value in ("Nam", "Nữ", "Khác"))
LETTERS = st.characters(categories=("Lu", "Ll"), max_codepoint=0x1EFF)
LINE = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(lambda text: squeeze(nfc(text)))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(date.isoformat)
DIGITS = st.integers(0, 10**12 - 1).map(lambda number: f"{number:012}")
WORD = st.text(LETTERS, min_size=1, max_size=20).map(nfc)
VIETNAMESE = st.sampled_from(
    [
        {"province": "66", "province_name": "Tỉnh Đắk Lắk", "commune": "24265", "commune_name": "Xã Ea Kiết"},
        {"province": "31", "province_name": "Thành phố Hải Phòng", "commune": "11140", "commune_name": "Xã Lạc Phượng"},
    ]
)


def address(unit: Mapping[str, str], detail: str) -> dict[str, str]:
    return {"country": "Việt Nam", **unit, "detail": detail}


INNER = (
    Question("ho_ten", "Họ và tên", "name", required=True),
    Question("ngay_sinh", "Ngày sinh", "date"),
    Question("noi_o", "Nơi ở", "address"),
)
ROW = st.fixed_dictionaries(
    {"ho_ten": WORD, "ngay_sinh": st.none() | DAYS, "noi_o": st.none() | VIETNAMESE.map(lambda unit: address(unit, ""))}
)


def composite(kind: str, **more: Any) -> Question:
    """Return a composite as the catalogue writes it out."""
    asked = {"key": "x", "label": "Người mẹ", "type": kind, **more}
    written = options.fill({"sections": [{"questions": [asked]}]})["sections"][0]["questions"][0]
    faults: list[schema.Fault] = []
    question = schema.Reader(faults).read(Question, written, "")
    assert not faults
    assert isinstance(question, Question)
    return question


PARTS = ["name!", "sex", "birth_date", "id_number", "identity_paper", "nationality", "address", "phone"]
PERSONAL = {"Thẻ căn cước": "Bộ Công an", "Thẻ căn cước công dân": "Cục Cảnh sát quản lý hành chính về trật tự xã hội"}
PLACES = WORD | st.sampled_from(sorted(PERSONAL.values()))


def paper(kind: str) -> st.SearchStrategy[Any]:
    """Make papers of one kind as they are stored: a card of which the place is known has none but its own."""
    own = PERSONAL.get(kind)
    place = st.just(own) | WORD if own else st.none() | PLACES
    old = DIGITS.map(lambda digits: digits[:9])
    numbers = {"Chứng minh nhân dân": old | DIGITS, "Hộ chiếu": WORD | st.just("C1234567")}
    return st.fixed_dictionaries(
        {
            "kind": st.just(kind),
            "number": numbers.get(kind, DIGITS),
            "issued_on": st.none() | st.dates(date(1950, 1, 1), TODAY).map(date.isoformat),
            "issued_by": place,
        }
    )


PAPERS = st.sampled_from([*PERSONAL, "Chứng minh nhân dân", "Hộ chiếu"]).flatmap(paper)
PERSONS = st.fixed_dictionaries(
    {
        "name": WORD,
        "sex": st.none() | st.sampled_from(["Nam", "Nữ"]),
        "birth_date": st.none() | st.dates(date(1900, 1, 1), TODAY).map(lambda day: day.isoformat()[:7]),
        "id_number": st.none() | DIGITS,
        "identity_paper": st.none() | PAPERS,
        "nationality": st.sampled_from(["Việt Nam", "Lào"]),
        "address": st.none() | VIETNAMESE.map(lambda unit: address(unit, "")),
        "phone": st.none() | st.just("0912345678"),
    }
)

# A question of each type, and the values that it may store.
KINDS: dict[str, tuple[list[Question], st.SearchStrategy[Any]]] = {
    "text": ([Question("x", "Chữ", "text")], LINE.filter(bool)),
    "textarea": (
        [Question("x", "Chữ", "textarea")],
        st.lists(LINE.filter(bool), min_size=1, max_size=4).map("\n".join),
    ),
    "name": (
        [Question("x", "Tên", "name")],
        WORD | st.sampled_from(["H' Hen Niê", "Y Moan Êñuôl", "H’Hoa Ƀuôn Yă", "Y"]),
    ),
    "id_number": ([Question("x", "Số", "id_number")], DIGITS | DIGITS.map(lambda digits: digits[:9])),
    "phone": (
        [Question("x", "Số", "phone")],
        st.tuples(st.sampled_from("35789"), st.integers(0, 10**8 - 1)).map(lambda two: f"0{two[0]}{two[1]:08}"),
    ),
    "email": ([Question("x", "Thư", "email")], st.integers(0, 999).map(lambda number: f"ho.so{number}@xa.gov.vn")),
    "date": ([Question("x", "Ngày", "date")], DAYS),
    "partial_date": (
        [Question("x", "Ngày", "partial_date")],
        DAYS.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]])),
    ),
    "computed": ([Question("x", "Bằng chữ", "computed")], WORD),
    "number": ([Question("x", "Số", "number")], st.integers(-(10**12) + 1, 10**12 - 1)),
    "money": ([Question("x", "Tiền", "money")], st.integers(0, 10**12 - 1)),
    "choice": ([Question("x", "Chọn", "choice", options=OPTIONS)], st.sampled_from(["Nam", "Nữ", "Khác"])),
    "ethnic_group": ([Question("x", "Chọn", "ethnic_group", options=OPTIONS)], st.sampled_from(["Nam", "Nữ", "Khác"])),
    "relation": ([Question("x", "Chọn", "relation", options=OPTIONS)], st.sampled_from(["Nam", "Nữ", "Khác"])),
    "choices": (
        [Question("x", "Chọn", "choices", options=OPTIONS)],
        st.sets(st.sampled_from(range(3)), min_size=1).map(lambda at: [OPTIONS[one].value for one in sorted(at)]),
    ),
    "yes_no": ([Question("x", "Có không", "yes_no")], st.booleans()),
    "pledge": ([Question("x", "Cam đoan", "pledge")], st.just(value=True)),
    "country": ([Question("x", "Nước", "country")], st.sampled_from(["Việt Nam", "Lào", "Vương quốc Anh"])),
    "address": (
        [Question("x", "Nơi ở", "address")],
        st.builds(address, VIETNAMESE, WORD | st.just(""))
        | WORD.map(lambda detail: {"country": "Lào", "detail": detail}),
    ),
    "group": (
        [Question("x", "Người", "group", questions=INNER)],
        ROW,
    ),
    "identity_paper": ([composite("identity_paper")], PAPERS),
    "person": ([composite("person", parts=PARTS)], PERSONS),
}
# What is only shown has no value.
SHOWN = (Question("x", "Lưu ý", "note"), Question("x", "Giấy chứng sinh", "file", component="giay-chung-sinh"))
REPEATING = Question("x", "Những người", "group", questions=INNER, repeats=True)
ALL = [*((kind, question, values) for kind, (questions, values) in KINDS.items() for question in questions)]
CASES = [
    *ALL,
    ("group, repeating", REPEATING, st.lists(ROW, min_size=1, max_size=4)),
    (
        "person, repeating",
        composite("person", parts=PARTS, repeats=True),
        st.lists(PERSONS, min_size=1, max_size=3),
    ),
]
EVERY = pytest.mark.parametrize(("question", "values"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])


def through_inputs(field: Field, value: Any) -> Raw:
    """Return the raw form as it comes back from a browser: blank boxes are sent too."""
    raw = dict(field.raw(json.loads(json.dumps(value))))
    return {**{name: "" for name in field.inputs if not isinstance(raw.get(name), list)}, **raw}


@EVERY
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_what_is_stored_comes_back_whole(
    question: Question, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    value = data.draw(values)
    field = field_for(question, LISTS)
    assert field.parse(through_inputs(field, value)) == value
    assert field.read(through_inputs(field, value)) == value
    assert field.problem(value, TODAY) == {} or question.type in ("text", "textarea")
    assert field.show(value)


@EVERY
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_whatever_is_typed_is_stored_as_json_and_shown_again(
    question: Question, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    del values
    field = field_for(question, LISTS)
    inner = [lead + one.key for one in question.questions for lead in ("", "0-")]
    deep = ["ngay_sinh-day", "identity_paper-kind", "identity_paper-number", "issued_on-year", "birth_date-year"]
    names = sorted({*field.inputs, *inner, *deep})
    raw = data.draw(st.dictionaries(st.sampled_from(names), st.text(max_size=40)))
    stored = json.loads(json.dumps(field.read(raw)))
    assert isinstance(field.show(stored), str)
    again = field.raw(stored)
    if unparsed(stored) is not None:
        assert again == {name: raw[name] for name in field.inputs if raw.get(name)}
        assert field.problem(stored, TODAY)
    else:
        assert field.read(again) == stored


@EVERY
def test_nothing_typed_is_stored_as_nothing(question: Question, values: st.SearchStrategy[Any]) -> None:
    del values
    field = field_for(question, LISTS)
    assert field.read({}) is None
    assert field.read(dict.fromkeys(field.inputs, "  ")) is None
    assert not is_answered(field.read({}))
    assert field.raw(None) == {}
    assert field.show(None) == ""
    assert field.demand()


@EVERY
def test_a_schema_is_plain_data_that_names_its_inputs(question: Question, values: st.SearchStrategy[Any]) -> None:
    del values
    known = field_for(question, LISTS).schema()
    assert json.loads(json.dumps(known)) == known
    assert known["inputs"]
    assert (known["key"], known["type"], known["label"]) == ("x", question.type, question.label)


def test_every_type_has_a_class_a_template_and_a_property_test() -> None:
    assert set(KINDS) | {one.type for one in SHOWN} == set(field_types())
    assert {path.stem for path in TEMPLATES.glob("*.html")} == set(field_types())
    for kind in field_types():
        assert issubclass(FIELDS.get(kind), Field)


@pytest.mark.parametrize("question", SHOWN, ids=lambda one: str(one.type))
@given(raw=st.dictionaries(st.sampled_from(["", "x", "other"]), st.text(max_size=20)))
def test_what_is_only_shown_asks_nothing_and_stores_nothing(question: Question, raw: dict[str, str]) -> None:
    field = field_for(question, LISTS)
    assert not field.asks
    assert field.read(raw) is field.parse(raw) is None
    assert field.is_blank(raw)
    assert field.show(None) == ""
    assert field.demand() == field.problem(None, TODAY) == {}
    assert field.raw(None) == field.write(None) == {}
    schema_of = field.schema()
    assert json.loads(json.dumps(schema_of)) == schema_of
    assert "inputs" not in schema_of
    assert schema_of.get("component") == question.component


def test_an_unknown_type_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="no field type 'colour'"):
        field_for(Question("x", "X", "colour"))
