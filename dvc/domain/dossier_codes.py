"""The code of a dossier, and the provisional code of a draft.

A dossier code is the agency's identifier, the day as YYMMDD and the number of the day (TT 01/2018/TT-VPCP
Đ19; identifiers written as in QĐ 20/2020/QĐ-TTg Đ4). A provisional code is «N-7K3F-9QXD»: made from the
random bits of the draft's UUID, with a check character, and unlike any dossier code.
"""

import re
import unicodedata
from datetime import date
from uuid import UUID

from dvc.domain.vietnamese_numbers import DIGITS
from dvc.errors import InvalidAnswer

_AGENCY = re.compile(r"[A-Z0-9.]{3,35}")
# National systems use up to seven digits: accepted from everybody, written when a day needs more than four.
_CODE = re.compile(r"([A-Z0-9.]{3,35})-(\d{6})-(\d{4,7})", re.ASCII)
_DASHES = re.compile(r"[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D_]")
_MOST_SEQUENCE = 9_999_999
LEFT_TO_RIGHT, RIGHT_TO_LEFT = ORDERS = ("left_to_right", "right_to_left")

# 31 signs, none like another (no 0 O 1 I L). 31 is prime, so distinct weights make the sum modulo 31 find
# every wrong sign and every two signs that changed places.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BASE = len(ALPHABET)
_SIGNS = 8
_PROVISIONAL = re.compile(rf"N([{ALPHABET}]{{{_SIGNS}}})")
_RANDOM_BITS = (1 << 62) - 1

# fmt: off
_SPOKEN = {
    "A": "a", "B": "bê", "C": "xê", "D": "đê", "E": "e", "F": "ép-phờ", "G": "giê", "H": "hát", "I": "i",
    "J": "gi", "K": "ca", "L": "e-lờ", "M": "em-mờ", "N": "en-nờ", "O": "o", "P": "pê", "Q": "quy",
    "R": "e-rờ", "S": "ét-xì", "T": "tê", "U": "u", "V": "vê", "W": "vê-kép", "X": "ích-xì", "Y": "i-dài",
    "Z": "dét", ".": "chấm",
    **{str(value): word for value, word in enumerate(DIGITS)},
}
# fmt: on


def format_code(agency_code: str, day: date, sequence: int, *, order: str = LEFT_TO_RIGHT) -> str:
    """Return the code of the day's n-th dossier of an agency; raises ValueError for what cannot be one.

    `agency_code` begins with level 1 (QĐ 20/2020/QĐ-TTg Đ4); in the order `right_to_left` the code ends its groups
    with it, as before (TT 01/2018/TT-VPCP Đ19): H15.24265 is then written 24265.H15.
    """
    if not _AGENCY.fullmatch(agency_code):
        raise ValueError(f"{agency_code!r} is no agency identifier")
    if not 1 <= sequence <= _MOST_SEQUENCE:
        raise ValueError(f"{sequence} is no number of a day")
    return f"{written(agency_code, order)}-{day:%y%m%d}-{sequence:04d}"


def written(agency_code: str, order: str) -> str:
    """Return an agency's identifier as the codes of its dossiers write it; raises ValueError for no known order."""
    if order not in ORDERS:
        raise ValueError(f"{order!r} is no order of groups")
    groups = agency_code.split(".")
    return ".".join(groups if order == LEFT_TO_RIGHT else reversed(groups))


def parse_code(text: str) -> str:
    """Return a dossier code from what somebody typed: lower case, spaces and long dashes are forgiven.

    Raises InvalidAnswer: dossier_code.empty, dossier_code.shape.
    """
    typed = _plain(text)
    if not typed:
        raise InvalidAnswer("dossier_code.empty")
    joined = re.sub(r"\s", "", typed) if "-" in typed else re.sub(r"\s+", "-", typed)
    if not _CODE.fullmatch(joined):
        raise InvalidAnswer("dossier_code.shape")
    return joined


def grouped(code: str) -> tuple[str, ...]:
    """Return the parts between the dashes, to be shown apart."""
    return tuple(code.split("-"))


def in_words(code: str) -> str:
    """Return a code as one says it on the phone, sign by sign, with a pause at each dot and dash."""
    groups = []
    for group in grouped(code):
        spoken = " ".join(_SPOKEN.get(char, char) for char in group)
        groups.append(spoken.replace(" chấm ", ", chấm, "))
    return ", gạch ngang, ".join(groups)


def provisional_code(draft_id: UUID) -> str:
    """Return the short code of a draft: seven signs of its random bits and a check sign."""
    chance = draft_id.int & _RANDOM_BITS
    values = []
    for _ in range(_SIGNS - 1):
        chance, value = divmod(chance, _BASE)
        values.append(value)
    # The last weight times the check sign must bring the sum to nought.
    check = -_weighted(values) * pow(_SIGNS, -1, _BASE) % _BASE
    signs = "".join(ALPHABET[value] for value in (*values, check))
    return f"N-{signs[:4]}-{signs[4:]}"


def parse_provisional_code(text: str) -> str:
    """Return a provisional code from what somebody typed.

    Raises InvalidAnswer: provisional_code.empty, provisional_code.shape, provisional_code.check.
    """
    typed = re.sub(r"[\s-]", "", _plain(text))
    if not typed:
        raise InvalidAnswer("provisional_code.empty")
    match = _PROVISIONAL.fullmatch(typed)
    if match is None:
        raise InvalidAnswer("provisional_code.shape")
    signs = match[1]
    if _weighted([ALPHABET.index(sign) for sign in signs]) % _BASE:
        raise InvalidAnswer("provisional_code.check")
    return f"N-{signs[:4]}-{signs[4:]}"


def _weighted(values: list[int]) -> int:
    return sum(weight * value for weight, value in enumerate(values, start=1))


def _plain(text: str) -> str:
    """Return capitals, plain digits and plain dashes, without what nobody sees."""
    dashed = _DASHES.sub("-", text)
    plain = unicodedata.normalize("NFKC", dashed).upper()
    return "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()
