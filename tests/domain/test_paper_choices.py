"""Papers of which one is enough: what is lacking, what need not come, and how a definition must say so."""

from dataclasses import replace

import pytest

from dvc.catalogue.paper_faults import choice_faults
from dvc.domain.filing_papers import paper_problem
from dvc.domain.paper_choices import edges, lacking, spared
from dvc.domain.procedures import Component
from dvc.domain.verdicts import judged

BOOK = Component("so", "Sổ hộ nghèo", required="one_of", one_of="ho-ngheo")
PAPER = Component("giay", "Giấy xác nhận; hoặc quyết định", required="one_of", one_of="ho-ngheo")
FORM = Component("to-khai", "Tờ khai")
ALL = (FORM, BOOK, PAPER)


def test_one_of_the_group_is_enough_and_none_is_too_few() -> None:
    none = lacking(ALL, {"to-khai": {"tick": "brought"}})
    assert {key: (why.code, why.params["papers"]) for key, why in none.items()} == {
        "so": ("filing.one_of_unsaid", "Sổ hộ nghèo; Giấy xác nhận")
    }
    assert lacking(ALL, {"so": {"tick": "missing"}, "giay": {"tick": ""}}).keys() == {"so"}
    for tick in ("attached", "brought"):
        assert lacking(ALL, {"giay": {"tick": tick}}) == {}


def test_of_a_paper_that_another_stands_for_nothing_need_be_said() -> None:
    assert paper_problem(BOOK, {}, 0) is None
    assert paper_problem(BOOK, {"tick": "missing"}, 0) is None
    wrong = paper_problem(BOOK, {"tick": "attached"}, 0)
    assert wrong is not None
    assert wrong.code == "filing.paper_without_file"


def test_the_desk_judges_only_the_papers_of_a_group_that_came() -> None:
    given = {"giay": {"tick": "brought"}}
    assert spared(ALL, given) == {"so"}
    assert judged(ALL, given) == (FORM, PAPER)
    assert judged(ALL, {}) == ALL
    both = {"giay": {"tick": "brought"}, "so": {"tick": "attached"}}
    assert judged(ALL, both) == ALL


def test_a_page_knows_where_a_group_begins_and_ends() -> None:
    assert edges(ALL) == (frozenset({"so"}), frozenset({"giay"}))
    assert edges((FORM,)) == (frozenset(), frozenset())


@pytest.mark.parametrize(
    ("components", "part"),
    [
        ((BOOK,), "ít nhất hai giấy"),
        ((BOOK, FORM, PAPER), "liền nhau"),
        ((replace(BOOK, one_of=""), FORM), "phải có one_of"),
        ((replace(FORM, one_of="a"), replace(BOOK, one_of="a")), "và ngược lại"),
        ((replace(BOOK, upload=False), PAPER), "phải gửi được"),
    ],
)
def test_a_wrong_group_is_refused(components: tuple[Component, ...], part: str) -> None:
    faults = [str(fault) for fault in choice_faults(components)]
    assert len([fault for fault in faults if part in fault]) == 1
    assert all("components › " in fault for fault in faults)


def test_a_right_group_has_no_fault() -> None:
    assert list(choice_faults(ALL)) == []
    other = (replace(BOOK, one_of="b"), replace(PAPER, one_of="b"))
    assert list(choice_faults((*ALL, *other))) == []
