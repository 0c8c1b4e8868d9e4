"""Conditions in plain words, as they stand before papers, fees and questions."""

from dataclasses import replace

import pytest

from dvc.catalogue import loader
from dvc.domain.condition_text import parse_condition
from dvc.domain.condition_words import condition_words
from dvc.domain.effort import minutes
from dvc.domain.procedures import Option, Procedure, Question, Section

INNER = (Question("ten", "Tên giấy", "text"), Question("so", "Số bản", "number"))
QUESTIONS = (
    Question("loai", "Loại việc", "choice", options=(Option("1", "Đúng hạn"), Option("2", "Quá hạn"))),
    Question("sao", "Cần bản sao không?", "yes_no"),
    Question("ngay", "Ngày sinh", "date"),
    Question("den", "Ngày đến", "date"),
    Question("noi", "Nơi sinh", "address"),
    Question("giay", "Giấy tờ", "group", questions=INNER, repeats=True),
)


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return replace(loader.procedure("1.001193"), sections=(Section("a", "A", QUESTIONS),))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ('loai = "1"', "«Loại việc» là «Đúng hạn»"),
        ('loai != "2"', "«Loại việc» không phải «Quá hạn»"),
        ('loai in ["1", "2"]', "«Loại việc» là «Đúng hạn» hoặc «Quá hạn»"),
        ("sao = true", "ông/bà trả lời có ở câu «Cần bản sao không?»"),
        ("sao != true", "ông/bà trả lời không ở câu «Cần bản sao không?»"),
        ("sao = false", "ông/bà trả lời không ở câu «Cần bản sao không?»"),
        ("answered(ngay)", "có ghi «Ngày sinh»"),
        ("not answered(ngay)", "không ghi «Ngày sinh»"),
        ("days_since(ngay) > 60", "đã quá 60 ngày kể từ «Ngày sinh»"),
        ("days_since(ngay) <= 60", "chưa quá 60 ngày kể từ «Ngày sinh»"),
        ("years_since(ngay) >= 18", "đã đủ 18 năm kể từ «Ngày sinh»"),
        ("den >= ngay", "«Ngày đến» không trước «Ngày sinh»"),
        ("ngay <= today", "«Ngày sinh» không sau hôm nay"),
        ("count(giay) > 2", "số mục trong «Giấy tờ» trên 2"),
        ("any(giay.so >= 1)", "trong «Giấy tờ» có dòng mà «Số bản» từ 1 trở lên"),
        ('noi.country = "Việt Nam"', "«Nơi sinh» (nước) là «Việt Nam»"),
        ('@filing_for = "other"', "ông/bà nộp thay người khác"),
        ('@filing_for != "self"', "không phải trường hợp ông/bà nộp cho chính mình"),
        ('@applicant_kind = "organisation"', "người nộp là tổ chức"),
        ('loai = "1" and sao = true', "«Loại việc» là «Đúng hạn» và ông/bà trả lời có ở câu «Cần bản sao không?»"),
        ('not (loai = "1")', "không phải trường hợp «Loại việc» là «Đúng hạn»"),
    ],
)
def test_a_condition_is_said_in_plain_words(procedure: Procedure, condition: str, words: str) -> None:
    assert condition_words(parse_condition(condition), procedure) == words


def test_no_condition_of_the_catalogue_is_left_as_it_is_written() -> None:
    for one in loader.procedures().values():
        conditions = [part.when for part in one.components if part.when]
        conditions += [part.when for part in one.fees if part.when]
        conditions += [part.when for part in one.cases if part.when]
        conditions += [question.visible_if for question in one.questions() if question.visible_if]
        for condition in conditions:
            said = condition_words(condition, one)
            assert "_" not in said.replace("«", " "), (one.code, said)
            assert "mục này" not in said, (one.code, condition.text)


def test_the_minutes_grow_with_what_is_asked_and_are_rounded_up_to_five(procedure: Procedure) -> None:
    long = replace(
        procedure,
        sections=(Section("a", "A", tuple(Question(f"q{n}", "Q", "text", required=True) for n in range(60))),),
    )
    assert minutes(procedure) % 5 == 0
    assert 0 < minutes(procedure) < minutes(long)
