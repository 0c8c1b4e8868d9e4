from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.domain.offers import offer_problems, with_offer
from dvc.domain.procedures import Fee
from dvc.domain.workdays import Duration

COPY = loader.procedure("2.000635")
BIRTH = loader.procedure("1.001193")
FEE = {"key": "phi-tai-lieu", "kind": "phí", "name": "Phí in tài liệu", "amount": 2000}


def test_without_overrides_a_procedure_is_offered_as_it_is() -> None:
    assert with_offer(BIRTH, {}) == BIRTH


def test_an_agency_offers_fewer_cases_with_its_own_limits() -> None:
    first, *rest = BIRTH.cases
    limit = {"value": 2, "unit": "working_day"}
    found = with_offer(BIRTH, {"cases": {first.key: {"duration": limit}, rest[-1].key: {"offered": False}}})
    assert found.cases[0].duration == Duration(2, "working_day")
    assert [case.key for case in found.cases] == [case.key for case in BIRTH.cases if case != rest[-1]]
    assert found.version == BIRTH.version


def test_a_procedure_never_loses_all_its_cases() -> None:
    none = {"cases": {case.key: {"offered": False} for case in BIRTH.cases}}
    assert with_offer(BIRTH, none).cases == BIRTH.cases
    assert offer_problems(BIRTH, none).keys() == {"cases"}


def test_an_agency_sets_its_own_fees_and_adds_some() -> None:
    found = with_offer(COPY, {"fees": {"ban-sao": {"amount": 5000, "note": "NQ 12"}}, "added_fees": [FEE]})
    copy, more = found.fees
    assert (copy.amount, copy.note, copy.name) == (5000, "NQ 12", COPY.fees[0].name)
    assert more == Fee(**FEE)  # type: ignore[arg-type]  # as Fee names them


def test_level_channels_and_return_methods_are_the_agencys() -> None:
    given = {
        "service_level": "partial_online",
        "partial_reason": "Phải xem bản chính",
        "channels": ["in_person"],
        "return_methods": ["at_desk"],
    }
    found = with_offer(BIRTH, given)
    assert offer_problems(BIRTH, given) == {}
    assert (found.service_level, found.partial_reason) == ("partial_online", "Phải xem bản chính")
    assert (found.channels, found.return_methods) == (("in_person",), ("at_desk",))


def test_what_the_definition_no_longer_has_is_passed_over() -> None:
    gone = {
        "cases": {"xua": {"offered": False}},
        "fees": {"xua": {"amount": 1}},
        "added_fees": [FEE | {"key": "ban-sao"}],
    }
    assert with_offer(COPY, gone) == COPY


@pytest.mark.parametrize(
    ("overrides", "place"),
    [
        ({"la": 1}, ""),
        ({"service_level": "level_4"}, "service_level"),
        ({"service_level": ["full_online"]}, "service_level"),
        ({"service_level": "partial_online"}, "partial_reason"),
        ({"service_level": "partial_online", "partial_reason": 3}, "partial_reason"),
        ({"channels": []}, "channels"),
        ({"channels": "online"}, "channels"),
        ({"channels": ["fax"]}, "channels"),
        ({"return_methods": [["at_desk"]]}, "return_methods"),
        ({"cases": []}, "cases"),
        ({"cases": {"xua": {}}}, "cases.xua"),
        ({"cases": {"tra-cuu-duoc": 1}}, "cases.tra-cuu-duoc"),
        ({"cases": {"tra-cuu-duoc": {"offered": "no"}}}, "cases.tra-cuu-duoc"),
        ({"cases": {"tra-cuu-duoc": {"duration": 3}}}, "cases.tra-cuu-duoc"),
        ({"cases": {"tra-cuu-duoc": {"duration": {"value": -1, "unit": "day"}}}}, "cases.tra-cuu-duoc"),
        ({"cases": {"tra-cuu-duoc": {"duration": {"value": True, "unit": "day"}}}}, "cases.tra-cuu-duoc"),
        ({"cases": {"tra-cuu-duoc": {"duration": {"value": 1, "unit": ["day"]}}}}, "cases.tra-cuu-duoc"),
        ({"fees": 1}, "fees"),
        ({"fees": {"xua": {}}}, "fees.xua"),
        ({"fees": {"ban-sao": {"amount": -1}}}, "fees.ban-sao"),
        ({"fees": {"ban-sao": {"amount": "5000"}}}, "fees.ban-sao"),
        ({"fees": {"ban-sao": {"note": "x" * 501}}}, "fees.ban-sao"),
        ({"added_fees": {}}, "added_fees.1"),
        ({"added_fees": [FEE | {"la": 1}]}, "added_fees.1"),
        ({"added_fees": [FEE, FEE]}, "added_fees.2"),
        ({"added_fees": [FEE | {"key": "Phí"}]}, "added_fees.1"),
        ({"added_fees": [FEE | {"key": ["a"]}]}, "added_fees.1"),
        ({"added_fees": [FEE | {"amount": 10**10}]}, "added_fees.1"),
        ({"added_fees": [FEE | {"kind": "thuế"}]}, "added_fees.1"),
        ({"added_fees": [FEE | {"name": " "}]}, "added_fees.1"),
    ],
)
def test_what_cannot_be_offered_is_refused_by_its_place(overrides: dict[str, Any], place: str) -> None:
    assert place in offer_problems(COPY, overrides)
