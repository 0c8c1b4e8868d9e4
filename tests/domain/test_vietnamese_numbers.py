from datetime import date

import pytest

from dvc.domain.vietnamese_numbers import date_in_words, number_in_words, partial_date_in_words


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1000, "một nghìn"),
        (1945, "một nghìn chín trăm bốn mươi lăm"),
        (2004, "hai nghìn không trăm linh bốn"),
        (2025, "hai nghìn không trăm hai mươi lăm"),
        (20_000, "hai mươi nghìn"),
        (1_000_001, "một triệu không trăm linh một"),
        (21_005_000, "hai mươi mốt triệu không trăm linh năm nghìn"),
        (3_000_000_000, "ba tỷ"),
    ],
)
def test_a_number_is_said_as_vietnamese_people_say_it(number: int, said: str) -> None:
    assert number_in_words(number) == said


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_without_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        number_in_words(number)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2025, 5, 1), "Ngày mùng một tháng năm năm hai nghìn không trăm hai mươi lăm"),
        (date(2026, 4, 10), "Ngày mùng mười tháng tư năm hai nghìn không trăm hai mươi sáu"),
        (date(1999, 12, 31), "Ngày ba mươi mốt tháng mười hai năm một nghìn chín trăm chín mươi chín"),
    ],
)
def test_a_birth_date_is_written_in_words(day: date, said: str) -> None:
    assert date_in_words(day) == said


def test_a_date_of_which_only_the_year_or_month_is_known_is_written_too() -> None:
    assert partial_date_in_words(1945) == "Năm một nghìn chín trăm bốn mươi lăm"
    assert partial_date_in_words(1945, 9) == "Tháng chín năm một nghìn chín trăm bốn mươi lăm"
