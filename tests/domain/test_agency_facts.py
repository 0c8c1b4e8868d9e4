from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dvc import i18n
from dvc.domain.agency_facts import Facts, Signer, facts_problems, parse_identifier, signer_problems, tidied, tidy
from dvc.errors import InvalidAnswer

FACTS = Facts("Ủy ban nhân dân xã Ea Kiết", "Bộ phận Một cửa xã Ea Kiết", "H15.24265", hotline="0262 3812 345")
SIGNER = Signer("Y Moan Êñuôl", "Chủ tịch")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("H15.24265", "H15.24265"), (" h15.24265 ", "H15.24265"), ("A01", "A01"), ("H15.0.A1", "H15.0.A1")],
)
def test_an_identifier_is_read_leniently(typed: str, code: str) -> None:
    assert parse_identifier(typed) == code


@pytest.mark.parametrize("typed", ["Z15", "H1", "H15.", "H15..1", ".H15", "H15-1", "000.17.H56", "H15.ă", "H15.٣"])
def test_what_is_no_identifier_is_refused(typed: str) -> None:
    with pytest.raises(InvalidAnswer, match="identifier_shape"):
        parse_identifier(typed)


def test_an_identifier_has_at_most_35_signs() -> None:
    assert parse_identifier("H15." + "1" * 31)
    with pytest.raises(InvalidAnswer, match="identifier_long"):
        parse_identifier("H15." + "1" * 32)


def test_what_may_be_left_out_is_no_problem() -> None:
    assert facts_problems(replace(FACTS, hotline="", hours="", address="")) == {}


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}),
        ("desk_name", {"desk_name": ""}),
        ("hours", {"hours": "x" * 201}),
        ("identifier_code", {"identifier_code": ""}),
        ("hotline", {"hotline": "hỏi ở xã"}),
        ("hotline", {"hotline": "()"}),
        ("code_order", {"code_order": "upside_down"}),
        ("valid_to", {"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}),
        ("valid_to", {"succeeded_by_id": 7}),
    ],
)
def test_each_wrong_fact_is_named_and_has_words(field: str, given: dict[str, Any]) -> None:
    problems = facts_problems(replace(FACTS, **given))
    assert list(problems) == [field]
    assert i18n.words(problems[field].code, **problems[field].params)


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "Nguyễn 2"}),
        ("title", {"title": ""}),
        ("title", {"title": "x" * 101}),
        ("valid_to", {"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}),
    ],
)
def test_each_wrong_fact_of_a_signer_is_named_and_has_words(field: str, given: dict[str, Any]) -> None:
    problems = signer_problems(replace(SIGNER, **given))
    assert list(problems) == [field]
    assert i18n.words(problems[field].code, **problems[field].params)


def test_a_signer_needs_a_name_and_an_office_only() -> None:
    assert signer_problems(SIGNER) == {}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Xã\u00a0 Ea  Kiết\n", "Xã Ea Kiết"),
        ("a\x00b\u202ec\u200b", "abc"),
        ("Kie\u0302\u0301t", "Kiết"),
        ("\x00", ""),
    ],
)
def test_a_line_is_kept_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_facts_are_kept_tidy_and_the_code_in_capitals() -> None:
    facts = tidied(replace(FACTS, name=" Xã  Ea Kiết", identifier_code="h15. 24265"))
    assert (facts.name, facts.identifier_code, facts.hotline) == ("Xã Ea Kiết", "H15.24265", FACTS.hotline)
