from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dvc.catalogue import loader, reference
from dvc.domain import filing
from dvc.domain.filing import Page, Step, Writing
from dvc.domain.filing_gaps import fingerprint, gaps, task_states
from dvc.domain.filing_papers import paper_problem, paper_words
from dvc.domain.filing_people import read_delivery, read_people
from dvc.domain.procedures import Case, Component
from dvc.domain.workdays import Duration
from tests.support.filings import ANSWERS, APPLICANT, OTHER, PROCEDURE

TODAY = date(2026, 11, 24)


def written(**given: Any) -> Writing:
    facts: dict[str, Any] = {
        "procedure": loader.procedure(PROCEDURE),
        "today": TODAY,
        "agency_id": 1,
        "open_agencies": frozenset({1, 2}),
        "applicant": APPLICANT,
        "answers": ANSWERS,
        "delivery": {"method": "at_desk"},
        "reference": reference,
    }
    return Writing(**facts | given)


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in ANSWERS.items() if key not in keys}


def test_a_whole_draft_has_no_gap() -> None:
    assert gaps(written()) == ()


def test_the_pages_stand_in_the_order_of_the_steps() -> None:
    keys = [page.key for page in written().pages()]
    form = [f"to-khai/{number}" for number in range(1, len(loader.procedure(PROCEDURE).sections) + 1)]
    assert keys == ["noi-nop", "nguoi-nop", *form, "giay-to", "nhan-ket-qua", "kiem-tra", "nop"]


@pytest.mark.parametrize(
    ("page", "after"),
    [
        (Page(Step.PLACE), Page(Step.PEOPLE)),
        (Page(Step.PEOPLE), Page(Step.FORM, 1)),
        (Page(Step.FORM, 99), Page(Step.PAPERS)),
        (Page(Step.SUBMIT), Page(Step.SUBMIT)),
    ],
)
def test_each_page_leads_to_the_next(page: Page, after: Page) -> None:
    assert filing.next_page(written(), page) == after


def test_the_first_page_has_none_before_it() -> None:
    assert filing.page_before(written(), Page(Step.PLACE)) is None
    assert filing.page_before(written(), Page(Step.FORM, 1)) == Page(Step.PEOPLE)


@pytest.mark.parametrize(
    ("given", "where", "code"),
    [
        ({"agency_id": None}, "noi-nop", "filing.agency_empty"),
        ({"agency_id": 3}, "noi-nop", "filing.agency_closed"),
        ({"filing_agency_id": 3}, "noi-nop", "filing.agency_closed"),
        ({"applicant": APPLICANT | {"phone": ""}}, "nguoi-nop", "phone.empty"),
        ({"applicant": APPLICANT | {"birth_date-year": "2027"}}, "nguoi-nop", "filing.birth_future"),
        (
            {"applicant": APPLICANT | {"birth_date-day": "31", "birth_date-month": "2"}},
            "nguoi-nop",
            "filing.birth_impossible",
        ),
        ({"applicant": APPLICANT | {"id_number": "066170001234"}}, "nguoi-nop", "filing.id_unchecked"),
        ({"answers": without("cam_doan")}, "to-khai/6", "answer.required_tick"),
        ({"answers": ANSWERS | {"nyc_ngay_cap": {"unparsed": {"day": "31"}}}}, "to-khai/1", "date.incomplete"),
        ({"for_whom": "other", "applicant": APPLICANT | OTHER}, "giay-to", "filing.paper_unsaid"),
        ({"delivery": {}}, "nhan-ket-qua", "filing.method_empty"),
        ({"delivery": {"method": "drone"}}, "nhan-ket-qua", "filing.method_empty"),
    ],
)
def test_a_gap_is_named_by_its_page(given: dict[str, Any], where: str, code: str) -> None:
    found = {(gap.page.key, gap.why.code) for gap in gaps(written(**given))}
    assert (where, code) in found


def test_an_odd_number_that_was_confirmed_is_no_gap() -> None:
    number = "066170001234"
    confirmed = APPLICANT | {"id_number": number, "id_number_checked": number}
    assert gaps(written(applicant=confirmed)) == ()


def test_a_child_without_name_is_named_by_the_form() -> None:
    people = written(for_whom="child").people
    assert people.owner == {"full_name": "H' Hen Niê"}
    typed = written(for_whom="child", applicant=APPLICANT | {"owner_full_name": "H'Na Niê"}).people
    assert typed.owner["full_name"] == "H'Na Niê"


def test_one_cannot_file_for_oneself_as_for_another() -> None:
    same = APPLICANT | OTHER | {"owner_id_number": APPLICANT["id_number"]}
    assert "owner_id_number" in read_people(same, "other", TODAY).problems


def test_filer_owner_and_requester_are_kept_apart() -> None:
    people = read_people(APPLICANT | OTHER, "other", TODAY).to_json()
    assert people["filer"]["phone"] == people["requester"]["phone"] == "0905123456"
    assert people["owner"] == {"full_name": "Y Moan Êñuôl", "id_number": "066185004321", "phone": "0987654321"}
    assert people["messages_to"] == "filer"


def test_the_list_tells_todo_doing_done_and_fix() -> None:
    writing = written(
        answers=without("dk_noi") | {"dk_so": None, "nyc_so_dinh_danh": {"unparsed": {"": "12"}}},
        saved=frozenset({"noi-nop", "nguoi-nop"}),
        applicant=APPLICANT | {"phone": ""},
    )
    states = task_states(writing)
    assert (states["noi-nop"], states["nguoi-nop"], states["nhan-ket-qua"]) == ("done", "doing", "todo")
    assert (states["to-khai/1"], states["to-khai/2"], states["to-khai/4"]) == ("fix", "done", "doing")


@pytest.mark.parametrize(
    "given",
    [
        {"answers": ANSWERS | {"so_luong": 3}},
        {"agency_id": 2},
        {"delivery": {"method": "online"}},
        {"files": {"giay-to-cu-tru": ("ab",)}},
        {"applicant": APPLICANT | {"phone": "0905123457"}},
        {"for_whom": "child"},
        {"papers": {"giay-to-cu-tru": {"tick": "brought"}}},
    ],
)
def test_whatever_is_filed_changes_the_fingerprint(given: dict[str, Any]) -> None:
    assert fingerprint(written(**given)) != fingerprint(written())


def test_what_is_not_filed_leaves_the_fingerprint_alone() -> None:
    hidden = written(answers=ANSWERS | {"nyc_quan_he_khac": "thừa"}, saved=frozenset({"nop"}))
    assert fingerprint(hidden) == fingerprint(written())


def test_cases_are_offered_only_when_the_resident_may_choose() -> None:
    procedure = loader.procedure(PROCEDURE)
    assert filing.resident_cases(procedure) == ()
    three = tuple(
        Case(key, key, Duration(days, "working_day"), chosen_by="resident") for key, days in (("a", 1), ("b", 3))
    )
    chosen = replace(procedure, cases=three)
    assert filing.resident_cases(chosen) == three
    found = [gap.why.code for gap in gaps(written(procedure=chosen))]
    assert found == ["filing.case_empty"]
    assert written(procedure=chosen, case_key="b").case == three[1]


@pytest.mark.parametrize(
    ("required", "said", "files", "code"),
    [
        ("always", {}, 0, "filing.paper_unsaid"),
        ("always", {"tick": "attached"}, 0, "filing.paper_without_file"),
        ("always", {"tick": "attached"}, 1, None),
        ("always", {"tick": "brought"}, 0, None),
        ("always", {"tick": "missing", "why": " "}, 0, "filing.paper_why"),
        ("always", {"tick": "missing", "why": "mất"}, 0, None),
        ("if_available", {}, 0, None),
        ("if_available", {}, 1, "filing.paper_unsaid"),
        ("desk_only", {}, 0, None),
    ],
)
def test_each_paper_is_attached_brought_or_missing_and_why(
    required: Any, said: dict[str, str], files: int, code: str | None
) -> None:
    problem = paper_problem(Component("giay", "Giấy", required=required), said, files)
    assert (problem.code if problem else None) == code


def test_a_paper_is_described_in_words() -> None:
    assert paper_words({"tick": "attached"}, 2) == "Kèm tệp: 2 tệp"
    assert paper_words({"tick": "missing", "why": "bị cháy"}, 0) == "Không có: bị cháy"
    assert paper_words({}, 0) == "Chưa cho biết"


def test_by_post_receiver_phone_and_address_are_asked() -> None:
    found = read_delivery({"method": "post", "receiver": "H' Hen Niê"}, ("at_desk", "post"))
    assert {name: why.code for name, why in found.problems.items()} == {
        "receiver_phone": "phone.empty",
        "post_address": "filing.address_empty",
    }


def test_an_address_left_from_the_post_is_not_filed_with_the_desk() -> None:
    typed = {"method": "at_desk", "receiver": "x1", "post_address": "Buôn Ja Wầm"}
    assert read_delivery(typed, ("at_desk", "post")).values == {"method": "at_desk"}
