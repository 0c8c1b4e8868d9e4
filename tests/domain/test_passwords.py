import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.catalogue.reference import published_passwords
from dvc.domain.passwords import GUIDE_EXAMPLES, check_password, normal_password, password_rules
from dvc.errors import InvalidAnswer


def code_of(password: str) -> str:
    with pytest.raises(InvalidAnswer) as refused:
        check_password(password, published=published_passwords())
    return refused.value.code


@pytest.mark.parametrize(
    "password",
    ["Ruộng-lúa7", "Caphe#Buôn9", "mùa cà phê chín đỏ", "Đ" + "ăâêôơ1!aB", "con trâu đi trước cái cày", "x?Y7 kdpw"],
)
def test_a_password_of_four_kinds_or_of_fifteen_is_taken(password: str) -> None:
    assert check_password(password, published=published_passwords()) == password_rules(password)


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "password.empty"),
        ("Ngắn1@a", "password.weak"),
        ("khôngcóhoa1@", "password.weak"),
        ("KHÔNGTHƯỜNG1@", "password.weak"),
        ("KhôngCóSố@@", "password.weak"),
        ("KhôngCóDấu1", "password.weak"),
        ("a" * 20, "password.common"),
        ("Abc@12345", "password.common"),
        ("P@ssw0rd123", "password.common"),
        ("MatKhau@2026", "password.common"),
        ("123456789012345", "password.common"),
        ("x" * 64 + "Yz1@" * 17, "password.long"),
        ("nguyenvana01@D", "password.published_example"),
        ("NguyenVanA01@d", "password.published_example"),
    ],
)
def test_a_weak_or_known_password_is_refused_with_its_reason(password: str, code: str) -> None:
    assert code_of(password) == code


def test_the_refusal_names_what_is_missing() -> None:
    with pytest.raises(InvalidAnswer) as refused:
        check_password("abcxyz7", published=frozenset())
    assert refused.value.params["missing"] == ("length", "upper", "special")


def test_the_checklist_shows_each_rule() -> None:
    met = {rule.key for rule in password_rules("đồi Chè 5") if rule.met}
    assert met == {"length", "lower", "upper", "digit", "special"}


def test_a_loose_mark_of_an_ede_letter_is_no_special_sign() -> None:
    special = {rule.key: rule.met for rule in password_rules("Ê̆abcdefg1")}["special"]
    assert special is False


def test_both_normal_forms_of_a_password_are_the_same_password() -> None:
    password = "Ruộng-lúa7"
    assert normal_password(unicodedata.normalize("NFD", password)) == normal_password(password)


def test_the_longest_password_is_still_taken() -> None:
    assert check_password("Một hai ba! " * 10 + "12345678", published=frozenset())


def test_the_guides_example_is_also_in_the_list() -> None:
    assert published_passwords() >= GUIDE_EXAMPLES


@given(st.text(max_size=140))
def test_the_checklist_never_fails(password: str) -> None:
    assert len(password_rules(password)) == 6
