"""People's names as they stand on their cards: not split into family and given name, of any language."""

import unicodedata

from dvc.domain.text import nfc, squeeze
from dvc.errors import InvalidAnswer

LONGEST = 150
_SIGNS = frozenset(" '’.-")
# What phone keyboards put in place of the plain sign.
_KEYBOARDS = str.maketrans({"‘": "’", "\u2010": "-", "\u2011": "-", "\u2013": "-"})
_MOST_MARKS = 3  # Ê Đê writes two on one letter; piles of marks are mischief


def parse_name(text: str) -> str:
    """Return a person's name in NFC with single spaces.

    Raises InvalidAnswer: name.empty, name.long, name.digits, name.sign, name.no_letter.
    """
    name = squeeze(nfc(_visible(text)).translate(_KEYBOARDS))
    if not name:
        raise InvalidAnswer("name.empty")
    if len(name) > LONGEST:
        raise InvalidAnswer("name.long", limit=LONGEST, written=len(name))
    _check_characters(name)
    return name


def _visible(text: str) -> str:
    """Drop characters that nobody sees: copying from a web page brings them along."""
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _check_characters(name: str) -> None:
    letters = marks = 0
    for char in name:
        kind = unicodedata.category(char)
        marks = marks + 1 if kind.startswith("M") else 0
        letters += kind.startswith("L")
        if kind.startswith("N"):
            raise InvalidAnswer("name.digits")
        allowed = kind.startswith("L") or char in _SIGNS or 0 < marks <= _MOST_MARKS
        if not allowed:
            raise InvalidAnswer("name.sign", sign=char)
    if not letters:
        raise InvalidAnswer("name.no_letter")
