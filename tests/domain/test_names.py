import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain.names import LONGEST, parse_name
from dvc.errors import InvalidAnswer


def code_of(text: str) -> str:
    with pytest.raises(InvalidAnswer) as refused:
        parse_name(text)
    return refused.value.code


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ánh",
        "H' Hen Niê",
        "H’Hoa Ƀuôn Yă",
        "Y Moan Êñuôl",
        "Y Bhiăng Niê Kđăm",
        "Hồ Thị Pưm",
        "Tuấn",
        "Y",
        "Ê̆ ê̆ ô̆ ơ̆ ư̆ ƀ č ñ ĕ ŏ ŭ ĭ",
        "Nguyễn-Smith Jr.",
        "Xuân Trúc " * 14 + "Trần An",
    ],
)
def test_a_name_from_a_card_is_kept_as_it_is_written(name: str) -> None:
    assert parse_name(name) == name
    assert parse_name(unicodedata.normalize("NFD", name)) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn \u00a0 Văn   A ", "Nguyễn Văn A"),
        ("H‘Hen Niê", "H’Hen Niê"),
        ("Anne\u2011Marie\u200b", "Anne-Marie"),
    ],
)
def test_what_keyboards_and_copying_add_is_put_right(typed: str, kept: str) -> None:
    assert parse_name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "name.empty"),
        (" \u200b ", "name.empty"),
        ("Nguyễn Văn 2", "name.digits"),
        ("Nguyễn Văn Ⅳ", "name.digits"),
        ("' -", "name.no_letter"),
        ("<b>An</b>", "name.sign"),
        ("An\x00h", "name.sign"),
        ("An; Bình", "name.sign"),
        ("a" + "\u0315" * 9, "name.sign"),
        ("a" * (LONGEST + 1), "name.long"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(typed: str, code: str) -> None:
    assert code_of(typed) == code


def test_the_longest_name_is_still_taken() -> None:
    assert parse_name("ễ" * LONGEST) == "ễ" * LONGEST


@given(st.text())
def test_a_parsed_name_parses_to_itself(text: str) -> None:
    try:
        name = parse_name(text)
    except InvalidAnswer:
        return
    assert parse_name(name) == name
    assert name == unicodedata.normalize("NFC", name)
