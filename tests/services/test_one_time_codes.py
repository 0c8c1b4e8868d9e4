"""One-time codes: what is kept of them, and what makes one right."""

import re
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.domain.one_time_codes import ALPHABET, parse_typed_code, written
from dvc.errors import InvalidAnswer
from dvc.models.outbox import OutboxMessage
from dvc.models.session import OneTimeCode
from dvc.services import one_time_codes, setup
from dvc.services.one_time_codes import Checked, Purpose, Request

PHONE = "0912345678"


@pytest.fixture
def portal(database: Database, settings: Settings) -> Database:
    setup.install(settings)
    return database


def issue(portal: Database, request: Request) -> OneTimeCode:
    with portal.transaction() as session:
        return one_time_codes.issue(session, request)


def sent(portal: Database) -> list[str]:
    with portal.reading() as session:
        rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at, OutboxMessage.id))
        return [found[0] for row in rows if (found := re.search(r"[A-Z]{3}-\d{6}", row.content["text"]))]


def check(portal: Database, codes: list[uuid.UUID], typed: str) -> Checked:
    with portal.transaction() as session:
        return one_time_codes.check(session, codes, typed)


def test_the_right_code_gives_its_payload_once(portal: Database) -> None:
    code = issue(portal, Request(PHONE, Purpose.RESET, {"account": "x"}))
    (text,) = sent(portal)
    assert check(portal, [code.id], text.lower().replace("-", " ")).payload == {"account": "x"}
    again = check(portal, [code.id], text)
    assert again.payload is None
    assert again.problem is not None
    assert again.problem.code == "one_time_code.over"


def test_the_row_does_not_hold_the_digits(portal: Database) -> None:
    code = issue(portal, Request(PHONE, Purpose.REGISTER))
    digits = sent(portal)[0][4:]
    assert digits.encode() not in code.digest
    assert len(code.digest) == 32


def test_a_newer_code_ends_the_older_of_the_same_purpose_only(portal: Database) -> None:
    first = issue(portal, Request(PHONE, Purpose.REGISTER))
    other = issue(portal, Request(PHONE, Purpose.RESET))
    issue(portal, Request(PHONE, Purpose.REGISTER))
    old, reset, _new = sent(portal)
    assert check(portal, [first.id], old).payload is None
    assert check(portal, [other.id], reset).payload == {}


def test_a_code_of_another_page_is_not_right(portal: Database) -> None:
    mine = issue(portal, Request(PHONE, Purpose.REGISTER, prefix="AAA"))
    issue(portal, Request("0987654321", Purpose.REGISTER, prefix="AAA"))
    theirs = sent(portal)[1]
    found = check(portal, [mine.id], theirs)
    assert (found.payload is None) == (theirs != sent(portal)[0])


def test_a_code_that_is_not_genuine_is_sent_to_nobody_and_never_right(portal: Database) -> None:
    code = issue(portal, Request(PHONE, Purpose.REGISTER, genuine=False))
    assert sent(portal) == []
    found = check(portal, [code.id], "000000")
    assert found.problem is not None
    assert (found.problem.code, found.problem.params["left"]) == ("one_time_code.wrong", 4)


def test_what_is_no_code_costs_no_try(portal: Database) -> None:
    code = issue(portal, Request(PHONE, Purpose.REGISTER))
    for typed in ("", "12345", "ABCD 123456", "ZZZ-123456"):
        found = check(portal, [code.id], typed)
        assert found.problem is not None
        assert found.problem.code != "one_time_code.wrong"
    assert check(portal, [code.id], sent(portal)[0]).payload == {}


@given(st.text(ALPHABET, min_size=3, max_size=3), st.integers(0, 999_999))
def test_what_stands_in_the_message_is_read_with_and_without_its_letters(prefix: str, number: int) -> None:
    digits = f"{number:06}"
    typed = parse_typed_code(f" {written(prefix, digits)} ")
    assert (typed.prefix, typed.digits) == (prefix, digits)
    assert parse_typed_code(f"{digits[:3]} {digits[3:]}").digits == digits


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_code_or_an_answer_that_is_not_one(text: str) -> None:
    try:
        found = parse_typed_code(text)
    except InvalidAnswer as problem:
        assert problem.code.startswith("one_time_code.")  # noqa: PT017 - both outcomes are right
    else:
        assert len(found.digits) == 6
