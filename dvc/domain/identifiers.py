"""Numbers and addresses by which people are known: personal ID number, phone, e-mail.

The shape is a hard rule; whatever merely looks odd is a warning that the person confirms, never a block.
"""

import re
import unicodedata
from collections.abc import Collection

from dvc.errors import InvalidAnswer

_BETWEEN_DIGITS = re.compile(r"[\s.\-\u2010-\u2015/()]+")
_ID_LENGTHS = (9, 12)  # chứng minh nhân dân (old papers), số định danh cá nhân
_PERSONAL_LENGTH = 12
_PHONE = re.compile(r"0[35789]\d{8}")
_PHONE_LENGTH = 10
_COUNTRY_CODE = re.compile(r"^(?:(?:\+|00)840?|84(?=\d{9}$))")
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_EMAIL_LONGEST = 254
_SEXES = {"male": 0, "nam": 0, "female": 1, "nữ": 1}
_SHOWN_EACH_SIDE = 3


def parse_id_number(text: str) -> str:
    """Return 12 digits (personal ID number) or 9 (old identity card), without spaces, dots and dashes.

    Raises InvalidAnswer: id_number.empty, id_number.letters, id_number.length.
    """
    digits = _bare(text)
    if not digits:
        raise InvalidAnswer("id_number.empty")
    if not _only_digits(digits):
        raise InvalidAnswer("id_number.letters")
    if len(digits) not in _ID_LENGTHS:
        raise InvalidAnswer("id_number.length", written=len(digits))
    return digits


def id_number_warnings(
    number: str, *, sex: str | None, birth_year: int | None, province_codes: Collection[str]
) -> tuple[str, ...]:
    """Return the codes of what in a 12-digit number does not fit the person; nothing for 9 digits.

    Digits 1-3 are the province of the birth registration (QĐ 124/2004/QĐ-TTg), digit 4 century and sex,
    digits 5-6 the year; there is no check digit. ``sex`` is male/nam or female/nữ, others are not compared.
    """
    if len(number) != _PERSONAL_LENGTH:
        return ()
    century, digit_sex = divmod(int(number[3]), 2)
    digit_year = 1900 + 100 * century + int(number[4:6])
    known_sex = _SEXES.get(unicodedata.normalize("NFC", sex).lower()) if sex else None
    found = (
        ("id_number.province_unknown", number[:3] not in province_codes),
        ("id_number.sex_differs", known_sex is not None and known_sex != digit_sex),
        ("id_number.birth_year_differs", birth_year is not None and birth_year != digit_year),
    )
    return tuple(code for code, odd in found if odd)


def parse_phone(text: str) -> str:
    """Return a Vietnamese mobile number as ten digits from 0; +84 and 84 become 0.

    Raises InvalidAnswer: phone.empty, phone.letters, phone.length, phone.start.
    """
    digits = _COUNTRY_CODE.sub("0", _bare(text))
    if not digits:
        raise InvalidAnswer("phone.empty")
    if not _only_digits(digits):
        raise InvalidAnswer("phone.letters")
    if len(digits) != _PHONE_LENGTH:
        raise InvalidAnswer("phone.length", written=len(digits))
    if not _PHONE.fullmatch(digits):
        raise InvalidAnswer("phone.start", start=digits[:2])
    return digits


def phone_warnings(phone: str, *, prefixes: Collection[str]) -> tuple[str, ...]:
    """Return a warning code when no carrier is known for the first three digits."""
    return () if phone[:3] in prefixes else ("phone.prefix_unknown",)


def parse_email(text: str) -> str:
    """Return an e-mail address with its domain in lower case.

    Raises InvalidAnswer: email.empty, email.long, email.shape.
    """
    address = unicodedata.normalize("NFC", text).strip()
    if not address:
        raise InvalidAnswer("email.empty")
    if len(address) > _EMAIL_LONGEST:
        raise InvalidAnswer("email.long", limit=_EMAIL_LONGEST)
    if not _EMAIL.fullmatch(address) or ".." in address or address.startswith(".") or ".@" in address:
        raise InvalidAnswer("email.shape")
    local, domain = address.rsplit("@", 1)
    return f"{local}@{domain.lower()}"


def mask_id(number: str) -> str:
    """Return an ID number with only its first and last three characters shown."""
    return _masked(number, _SHOWN_EACH_SIDE)


def mask_phone(phone: str) -> str:
    """Return a phone number with only its first and last three digits shown."""
    return _masked(phone, _SHOWN_EACH_SIDE)


def _masked(text: str, shown: int) -> str:
    """Hide the middle; a text too short to have one is hidden whole."""
    if len(text) <= 2 * shown:
        return "•" * len(text)
    return text[:shown] + "•" * (len(text) - 2 * shown) + text[-shown:]


def _bare(text: str) -> str:
    """Drop what people write between digits, and what nobody sees; full-width digits become plain ones."""
    plain = unicodedata.normalize("NFKC", text)
    return _BETWEEN_DIGITS.sub("", "".join(char for char in plain if unicodedata.category(char) != "Cf"))


def _only_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
