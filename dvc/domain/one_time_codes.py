"""The shape of one-time codes: `ABC-123456`, letters that tell the message and six digits that are secret."""

import re
import unicodedata
from dataclasses import dataclass

from dvc.errors import InvalidAnswer

DIGITS = 6
PREFIX_LETTERS = 3
# Letters that are not taken for one another, or for digits.
ALPHABET = "ACDEHKMNPRTXY"
_NOISE = re.compile(r"[^0-9A-Z]")
_CODE = re.compile(r"([A-Z]*)([0-9]*)")


@dataclass(frozen=True, slots=True)
class TypedCode:
    """What a person typed of a message; the letters may be left out."""

    prefix: str
    digits: str


def parse_typed_code(text: str) -> TypedCode:
    """Return the letters and the digits, without spaces and dashes.

    Raises InvalidAnswer: one_time_code.empty, one_time_code.shape, one_time_code.length.
    """
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", text).upper())
    if not plain:
        raise InvalidAnswer("one_time_code.empty")
    found = _CODE.fullmatch(plain)
    if found is None or len(found[1]) not in (0, PREFIX_LETTERS):
        raise InvalidAnswer("one_time_code.shape")
    if len(found[2]) != DIGITS:
        raise InvalidAnswer("one_time_code.length", written=len(found[2]))
    return TypedCode(found[1], found[2])


def written(prefix: str, digits: str) -> str:
    """Return a code as it stands in the message."""
    return f"{prefix}-{digits}"
