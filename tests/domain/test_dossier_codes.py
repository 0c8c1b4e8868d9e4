from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain import dossier_codes
from dvc.domain.dossier_codes import ALPHABET
from dvc.errors import InvalidAnswer

CODE = "H15.24265-261124-0001"
drafts = st.uuids(version=4)


def test_a_code_is_agency_day_and_number_of_the_day() -> None:
    assert dossier_codes.format_code("H15.24265", date(2026, 11, 24), 1) == CODE


def test_the_number_grows_beyond_four_digits_when_a_day_needs_it() -> None:
    assert dossier_codes.format_code("H15", date(2026, 1, 2), 12345) == "H15-260102-12345"


@pytest.mark.parametrize(
    ("agency", "code"),
    [
        ("H15.24265", "24265.H15-261124-0001"),
        ("H56.22.17.000", "000.17.22.H56-261124-0001"),
        ("H15", "H15-261124-0001"),
    ],
)
def test_an_agency_may_write_its_groups_from_right_to_left(agency: str, code: str) -> None:
    written = dossier_codes.format_code(agency, date(2026, 11, 24), 1, order=dossier_codes.RIGHT_TO_LEFT)
    assert written == code
    assert dossier_codes.parse_code(written) == code


def test_an_order_that_is_not_known_writes_nothing() -> None:
    with pytest.raises(ValueError, match="is no order"):
        dossier_codes.format_code("H15", date(2026, 1, 2), 1, order="upside_down")


@pytest.mark.parametrize(("agency", "number"), [("h15", 1), ("H15-1", 1), ("H" * 36, 1), ("H15", 0)])
def test_what_cannot_be_a_code_is_not_written(agency: str, number: int) -> None:
    with pytest.raises(ValueError, match="is no"):
        dossier_codes.format_code(agency, date(2026, 1, 2), number)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        "h15.24265-261124-0001",
        "  H15.24265 - 261124 - 0001 ",
        "H15.24265 261124 0001",
        "H15.24265–261124—0001",
        "H15.24265\u2011261124\u22120001\u200b",
        "\uff2815.24265\uff0d261124\uff0d0001",
    ],
)
def test_a_typed_code_is_read_leniently(typed: str) -> None:
    assert dossier_codes.parse_code(typed) == CODE


@pytest.mark.parametrize("code", ["000.17.22.H56-210531-0001", "H56.14-240823-0912345", "G09-261008-123456"])
def test_old_and_national_codes_are_known(code: str) -> None:
    assert dossier_codes.parse_code(code) == code


@pytest.mark.parametrize("typed", ["H15", "H15.24265-261124-001", "H15.24265-261124-00010001", "N-7K3F-9QXD"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        dossier_codes.parse_code(typed)
    assert refused.value.code == "dossier_code.shape"


def test_nothing_typed_is_its_own_refusal() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        dossier_codes.parse_code("  ")
    assert refused.value.code == "dossier_code.empty"


@given(
    st.from_regex(r"[A-Y][0-9]{2}(\.[0-9A-Z]{2,5}){0,4}", fullmatch=True),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 9_999_999),
)
def test_every_written_code_is_read_back(agency: str, day: date, number: int) -> None:
    code = dossier_codes.format_code(agency, day, number)
    assert dossier_codes.parse_code(code.lower().replace("-", " ")) == code
    assert "-".join(dossier_codes.grouped(code)) == code


def test_a_code_is_read_aloud_sign_by_sign() -> None:
    assert dossier_codes.in_words(CODE) == (
        "hát một năm, chấm, hai bốn hai sáu năm, gạch ngang, hai sáu một một hai bốn, gạch ngang, không không không một"
    )


def test_a_provisional_code_is_read_aloud_too() -> None:
    assert dossier_codes.in_words("N-7K3F-9QXD") == (
        "en-nờ, gạch ngang, bảy ca ba ép-phờ, gạch ngang, chín quy ích-xì đê"
    )


@given(drafts)
def test_a_provisional_code_is_read_back_and_is_no_dossier_code(draft: UUID) -> None:
    code = dossier_codes.provisional_code(draft)
    assert dossier_codes.parse_provisional_code(code.lower().replace("-", " ")) == code
    with pytest.raises(InvalidAnswer):
        dossier_codes.parse_code(code)


def test_no_sign_of_a_provisional_code_looks_like_another() -> None:
    assert not set(ALPHABET) & set("01OIL")


@given(drafts, st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_found(draft: UUID, place: int, sign: str) -> None:
    signs = dossier_codes.provisional_code(draft)[2:].replace("-", "")
    wrong = signs[:place] + sign + signs[place + 1 :]
    if wrong == signs:
        return
    with pytest.raises(InvalidAnswer) as refused:
        dossier_codes.parse_provisional_code(f"N{wrong}")
    assert refused.value.code == "provisional_code.check"


@given(drafts, st.integers(0, 7), st.integers(0, 7))
def test_two_signs_in_each_others_place_are_found(draft: UUID, one: int, other: int) -> None:
    signs = list(dossier_codes.provisional_code(draft)[2:].replace("-", ""))
    if signs[one] == signs[other]:
        return
    signs[one], signs[other] = signs[other], signs[one]
    with pytest.raises(InvalidAnswer) as refused:
        dossier_codes.parse_provisional_code("N" + "".join(signs))
    assert refused.value.code == "provisional_code.check"


@pytest.mark.parametrize(("typed", "code"), [("", "empty"), ("7K3F-9QXD", "shape"), ("N-0000-0000", "shape")])
def test_what_is_no_provisional_code_is_refused(typed: str, code: str) -> None:
    with pytest.raises(InvalidAnswer) as refused:
        dossier_codes.parse_provisional_code(typed)
    assert refused.value.code == f"provisional_code.{code}"
