import pytest

from dvc.domain.procedures import Component
from dvc.domain.supplement import answer_problem, answer_words, read_answer
from dvc.domain.verdicts import (
    LONGEST_WORDS,
    Finding,
    Judgement,
    failing,
    judged,
    read_judgement,
    read_reason,
    settled,
    standing,
    unjudged,
)
from dvc.errors import InvalidAnswer

PASSED = Judgement(Finding.PASSED)
BLURRED = Judgement(Finding.BLURRED, "Chụp lại")
FORM = Component("to-khai", "Tờ khai", required="generated", upload=False)
PAPER = Component("giay", "Giấy chứng sinh")
IF_ANY = Component("cu-tru", "Giấy tờ cư trú", required="if_available")
SHOWN = Component("can-cuoc", "Thẻ căn cước", required="desk_only", upload=False)


def code_of(call: object, *arguments: object) -> str:
    with pytest.raises(InvalidAnswer) as caught:
        call(*arguments)  # type: ignore[operator]  # a function
    return caught.value.code


def test_the_e_form_and_what_was_asked_for_are_judged_and_nothing_else() -> None:
    assert judged([FORM, SHOWN, PAPER, IF_ANY], {}) == (FORM, PAPER, IF_ANY)


def test_a_finding_and_its_words_are_read() -> None:
    assert read_judgement("blurred", "  Chụp lại\u200b ") == BLURRED
    assert read_judgement("passed", "") == PASSED
    assert read_judgement("", "  ") is None


@pytest.mark.parametrize(
    ("finding", "words", "code"),
    [
        ("other", " ", "verdict.words_empty"),
        ("fine", "", "verdict.unknown"),
        ("", "Chụp lại", "verdict.unchosen"),
        ("missing", "a" * (LONGEST_WORDS + 1), "verdict.words_long"),
    ],
)
def test_what_cannot_be_a_verdict_says_why(finding: str, words: str, code: str) -> None:
    assert code_of(read_judgement, finding, words) == code


def test_a_reason_keeps_its_lines_and_may_not_be_empty() -> None:
    assert read_reason(" Ảnh mờ.\r\nChụp lại. \n") == "Ảnh mờ.\nChụp lại."
    assert code_of(read_reason, " \n ") == "verdict.reason_empty"


def test_what_passed_in_an_earlier_round_stays_passed() -> None:
    rounds = {0: {"a": PASSED, "b": BLURRED}, 1: {"a": BLURRED, "b": PASSED}}
    assert settled(rounds, 0) == frozenset()
    assert settled(rounds, 1) == {"a"}
    assert standing(rounds, 1) == {"a": PASSED, "b": PASSED}
    assert settled(rounds, 2) == {"b"}


def test_what_failed_before_waits_for_a_new_verdict() -> None:
    held = standing({0: {"a": PASSED, "b": BLURRED}}, 1)
    assert unjudged(["a", "b"], held) == ("b",)
    assert failing(["a", "b"], held) == ()
    assert failing(["b", "a"], standing({0: {"a": PASSED, "b": BLURRED}}, 0)) == ("b",)


def test_the_form_is_mended_in_words_whatever_was_ticked() -> None:
    said = read_answer(FORM, "missing", " Số nhà 12 ")
    assert said == {"tick": "written", "why": "Số nhà 12"}
    assert answer_problem(FORM, said, 0) is None
    assert answer_words(said, 0) == "Số nhà 12"
    assert answer_problem(FORM, read_answer(FORM, "", " "), 0) is not None


@pytest.mark.parametrize(
    ("component", "tick", "why", "files", "code"),
    [
        (PAPER, "attached", "", 1, None),
        (PAPER, "", "", 1, None),
        (PAPER, "attached", "", 0, "filing.paper_without_file"),
        (PAPER, "brought", "", 0, None),
        (PAPER, "missing", "", 0, "filing.paper_why"),
        (PAPER, "missing", "Đã mất", 0, None),
        (PAPER, "stolen", "", 0, "filing.paper_unsaid"),
        (IF_ANY, "", "", 0, "filing.paper_unsaid"),
        (IF_ANY, "missing", "", 0, "filing.paper_why"),
    ],
)
def test_each_failing_paper_wants_an_answer(
    component: Component, tick: str, why: str, files: int, code: str | None
) -> None:
    problem = answer_problem(component, read_answer(component, tick, why), files)
    assert (problem.code if problem else None) == code


def test_an_answer_is_told_in_words() -> None:
    assert answer_words({"tick": "attached", "why": ""}, 2) == "Gửi 2 tệp"
    assert answer_words({"tick": "brought", "why": ""}, 0) == "Mang bản giấy đến"
    assert answer_words({"tick": "missing", "why": "Đã mất"}, 0) == "Không có: Đã mất"
