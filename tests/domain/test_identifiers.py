import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain import identifiers
from dvc.errors import InvalidAnswer
from dvc.i18n import words


def refusal(parse: object, text: str) -> InvalidAnswer:
    assert callable(parse)
    with pytest.raises(InvalidAnswer) as refused:
        parse(text)
    return refused.value


@pytest.mark.parametrize(
    "typed", ["066185001234", " 066 185 001 234", "066.185.001.234", "\uff10\uff16\uff16185001234"]
)
def test_an_id_number_is_taken_with_spaces_dots_and_wide_digits(typed: str) -> None:
    assert identifiers.parse_id_number(typed) == "066185001234"


def test_an_old_identity_card_has_nine_digits() -> None:
    assert identifiers.parse_id_number("240 123 456") == "240123456"


def test_the_refusal_says_how_many_digits_were_written() -> None:
    refused = refusal(identifiers.parse_id_number, "06618500123")
    assert refused.code == "id_number.length"
    assert words(refused.code, **refused.params) == "Số định danh có 12 chữ số. Ông/bà đã viết 11."


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "id_number.empty"), (" . ", "id_number.empty"), ("06618500123a", "id_number.letters")],
)
def test_what_is_no_id_number_is_refused(typed: str, code: str) -> None:
    assert refusal(identifiers.parse_id_number, typed).code == code


@pytest.mark.parametrize(
    ("sex", "birth_year", "warnings"),
    [
        ("female", 1985, ()),
        ("Nữ", 1985, ()),
        (None, None, ()),
        ("male", 1985, ("id_number.sex_differs",)),
        ("Nam", 2085, ("id_number.sex_differs", "id_number.birth_year_differs")),
        ("khác", 1986, ("id_number.birth_year_differs",)),
    ],
)
def test_sex_and_year_that_do_not_fit_are_warnings(
    sex: str | None, birth_year: int | None, warnings: tuple[str, ...]
) -> None:
    found = identifiers.id_number_warnings("066185001234", sex=sex, birth_year=birth_year, province_codes={"066"})
    assert found == warnings


def test_a_child_of_this_century_has_two_or_three_as_fourth_digit() -> None:
    found = identifiers.id_number_warnings("066325001234", sex="female", birth_year=2025, province_codes={"066"})
    assert found == ()


def test_an_unknown_province_is_a_warning_and_nine_digits_have_none() -> None:
    unknown = identifiers.id_number_warnings("003185001234", sex=None, birth_year=None, province_codes={"066"})
    old = identifiers.id_number_warnings("240123456", sex="male", birth_year=1900, province_codes={"066"})
    assert unknown == ("id_number.province_unknown",)
    assert old == ()


@pytest.mark.parametrize(
    "typed",
    ["0912345678", "+84912345678", "84 912 345 678", "0084912345678", "+84 (0)912.345.678", "0912-345-678"],
)
def test_a_phone_number_is_taken_as_people_write_it(typed: str) -> None:
    assert identifiers.parse_phone(typed) == "0912345678"


def test_a_number_that_begins_with_084_keeps_its_prefix() -> None:
    assert identifiers.parse_phone("0843456789") == "0843456789"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "phone.empty"),
        ("số của tôi", "phone.letters"),
        ("091234567", "phone.length"),
        ("09123456789", "phone.length"),
        ("0212345678", "phone.start"),
        ("9123456780", "phone.start"),
    ],
)
def test_what_is_no_mobile_number_is_refused(typed: str, code: str) -> None:
    assert refusal(identifiers.parse_phone, typed).code == code


@given(st.from_regex(r"0[35789][0-9]{8}", fullmatch=True))
def test_every_spelling_of_a_number_is_the_same_number(phone: str) -> None:
    abroad = f"+84 {phone[1:4]} {phone[4:]}"
    assert identifiers.parse_phone(abroad) == identifiers.parse_phone(f"84{phone[1:]}") == phone


def test_an_odd_prefix_is_only_a_warning() -> None:
    assert identifiers.phone_warnings("0512345678", prefixes={"091"}) == ("phone.prefix_unknown",)
    assert identifiers.phone_warnings("0912345678", prefixes={"091"}) == ()


def test_an_email_address_keeps_its_name_and_lowers_its_domain() -> None:
    assert identifiers.parse_email(" Nguyen.VanA+dvc@Example.VN ") == "Nguyen.VanA+dvc@example.vn"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "email.empty"),
        ("nguyenvana", "email.shape"),
        ("a@b", "email.shape"),
        ("nguyễn@example.vn", "email.shape"),
        ("a@example.vn\r\nBcc: b@example.vn", "email.shape"),
        ("a b@example.vn", "email.shape"),
        (".a@example.vn", "email.shape"),
        ("a..b@example.vn", "email.shape"),
        ("a@-example.vn", "email.shape"),
        (f"{'a' * 60}@{'b.' * 100}vn", "email.long"),
    ],
)
def test_what_is_no_email_address_is_refused(typed: str, code: str) -> None:
    assert refusal(identifiers.parse_email, typed).code == code


def test_masks_show_three_digits_at_each_side_and_never_a_short_number() -> None:
    assert identifiers.mask_id("066185001234") == "066••••••234"
    assert identifiers.mask_phone("0912345678") == "091••••678"
    assert identifiers.mask_id("123456") == "••••••"
