"""The empty declaration: every question, its boxes and its condition, the number of the form, page x of y."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pypdfium2
import pytest

from dvc.catalogue import loader
from dvc.domain.procedures import Procedure
from dvc.errors import Unavailable
from dvc.services import blank_forms


def words_of(code: str) -> str:
    document = pypdfium2.PdfDocument(blank_forms.printed(loader.procedure(code)))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("code", ["1.001193", "2.000635", "1.001776"])
def test_every_question_stands_on_the_form(code: str) -> None:
    said = words_of(code).replace(" ", "")
    asked = [one for one in loader.procedure(code).questions() if one.type not in ("computed", "file")]
    missing = [one.label for one in asked if one.label.replace(" ", "").replace("-", "") not in said.replace("-", "")]
    assert missing == []


def test_the_form_says_its_condition_its_options_and_its_pages() -> None:
    said = words_of("1.001193")
    for words in ("Chỉ điền khi", "Trẻ bị bỏ rơi", "Trang 1 / ", "Thủ tục 1.001193", "Kính gửi", "NGƯỜI KHAI"):
        assert words in said


def test_the_number_of_the_form_stands_on_it() -> None:
    numbered = next(one for one in loader.procedures().values() if one.form_number and not one.generic)
    assert numbered.form_number in words_of(numbered.code)


def test_a_general_declaration_is_said_to_be_one() -> None:
    generic = next(code for code, one in loader.listings().items() if one.generic and not one.draft)
    assert "Tờ khai chung" in words_of(generic)


def test_a_version_is_printed_once_and_its_tag_changes_with_it() -> None:
    procedure = loader.procedure("1.001193")
    assert blank_forms.printed(procedure) is blank_forms.printed(procedure)
    assert blank_forms.tag(procedure) != blank_forms.tag(procedure.with_version("0" * 64))


def test_who_asks_for_many_forms_at_once_keeps_few_threads_waiting() -> None:
    many = 16
    together = Barrier(many)

    def ask(procedure: Procedure) -> bytes | None:
        together.wait()
        try:
            return blank_forms.printed(procedure)
        except Unavailable:
            return None

    known = loader.procedure("1.001193")
    kept = blank_forms.printed(known)
    others = [known.with_version(f"{number:064}") for number in range(many)]
    with ThreadPoolExecutor(many) as threads:
        got = list(threads.map(ask, others))
    assert 1 <= len([one for one in got if one]) < many
    assert blank_forms.printed(known) is kept
