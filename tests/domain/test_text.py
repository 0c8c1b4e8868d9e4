import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain.text import collate_key, fold, folded_words, nfc


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký Khai sinh", "dang ky khai sinh"),
        ("H’Hoa Ƀuôn Yă", "h'hoa buon ya"),
        ("Y Moan Êñuôl", "y moan enuol"),
        ("Ê̆ ê̆ ô̆ ơ̆ ư̆ ƀ č ñ ĕ ŏ ŭ ĭ", "e e o o u b c n e o u i"),
        ("  Nguyễn \u00a0 Văn\tẢnh ", "nguyen van anh"),
    ],
)
def test_folding_drops_marks_case_and_strokes(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="aăâeêđƀñ ’'ộấẫ\u0306\u0323XĐƯ"))
def test_folding_does_not_depend_on_the_normal_form_and_is_stable(text: str) -> None:
    folded = fold(unicodedata.normalize("NFD", text))
    assert folded == fold(unicodedata.normalize("NFC", text))
    assert fold(folded) == folded


def test_words_are_the_same_with_and_without_a_space_after_the_apostrophe() -> None:
    assert folded_words("H' Hen Niê") == folded_words("H’Hen Niê") == ("h", "hen", "nie")


def test_stored_text_is_composed() -> None:
    assert nfc(unicodedata.normalize("NFD", "Tuấn Đệ")) == "Tuấn Đệ"


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    expected = ["An", "ăn", "ân", "bà", "Bình", "ca", "da", "đa", "ê", "o", "ô", "ơ", "u", "ư", "y"]
    assert sorted(set(expected), key=collate_key) == expected


def test_tones_come_in_the_order_level_huyen_hoi_nga_sac_nang() -> None:
    expected = ["ma", "mà", "mả", "mã", "má", "mạ", "man", "mận"]
    assert sorted(set(expected), key=collate_key) == expected


def test_a_shorter_word_stands_before_its_longer_neighbours() -> None:
    expected = ["Nguyễn An", "Nguyễn Văn An", "Nguyễnh"]
    assert sorted(set(expected), key=collate_key) == expected


def test_an_ede_letter_follows_the_letter_it_is_made_from() -> None:
    expected = ["ba", "ƀa", "ca", "ča", "da", "na", "ña", "oa"]
    assert sorted(set(expected), key=collate_key) == expected
