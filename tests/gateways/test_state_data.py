"""What every register of the state keeps to, whoever made it."""

from dataclasses import replace
from datetime import date

import pytest

from dvc.gateways.state_data.base import Inquiry, Register
from dvc.gateways.state_data.demo import DemoRegister

KNOWN = Inquiry("population", "066185000011", "H' Hen Niê", "1985-11-05", "Giấy tờ chứng minh thông tin về cư trú")


@pytest.fixture(params=[DemoRegister])
def register(request: pytest.FixtureRequest) -> Register:
    made: Register = request.param()
    return made


def test_a_person_whom_the_register_knows_is_answered_with_its_record_and_day(register: Register) -> None:
    found = register.ask(KNOWN)
    assert found is not None
    assert found.reference
    assert found.as_of <= date(2026, 11, 24)


def test_asking_twice_answers_the_same(register: Register) -> None:
    assert register.ask(KNOWN) == register.ask(KNOWN)


def test_a_name_is_known_in_whatever_letters_it_is_written(register: Register) -> None:
    assert register.ask(replace(KNOWN, full_name="H' HEN NIÊ")) == register.ask(KNOWN)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id_number": "066185000012"},
        {"full_name": "H' Hen Êban"},
        {"birth_date": "1985-11-06"},
        {"birth_date": ""},
    ],
)
def test_a_number_alone_opens_nothing(register: Register, wrong: dict[str, str]) -> None:
    assert register.ask(replace(KNOWN, **wrong)) is None  # type: ignore[arg-type]  # texts of the shape


def test_what_one_register_does_not_hold_it_does_not_answer(register: Register) -> None:
    other = Inquiry("civil_status", "066078000022", "Y Moan Êñuôl", "1978-03-14", KNOWN.paper)
    assert register.ask(other) is None
    assert register.ask(replace(other, register="population")) is not None
