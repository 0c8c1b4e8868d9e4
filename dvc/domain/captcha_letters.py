"""The letters of the captcha: told apart by eye and by ear."""

from collections.abc import Callable
from typing import Final

LENGTH: Final = 5

# Letter -> what is said: the letter's Vietnamese name and a word that begins with it, because bê, pê, tê and
# dê sound alike on a cheap phone. Left out for the eye: I J L O Q U V W Z F G (l/I, O/D/Q, U/V, E/F, C/G).
_SPOKEN: Final = {
    "A": "a, như anh",
    "B": "bê, như bà",
    "C": "xê, như cá",
    "D": "dê, như dừa",
    "E": "e, như én",
    "H": "hát, như hoa",
    "K": "ca, như kẹo",
    "M": "em mờ, như mẹ",
    "N": "en nờ, như núi",
    "P": "pê, như pin",
    "R": "e rờ, như rừng",
    "S": "ét sì, như sông",
    "T": "tê, như tôm",
    "X": "ích xì, như xe",
    "Y": "i dài, như yêu",
}

ALPHABET: Final = "".join(_SPOKEN)


def spoken(letter: str) -> str:
    """Return the Vietnamese words that say a letter.

    Raises KeyError for a letter outside ALPHABET.
    """
    return _SPOKEN[letter]


def new_answer(choose: Callable[[str], str]) -> str:
    """Make an answer; `choose` picks one letter and must be unpredictable (secrets.choice)."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def typed_answer(text: str) -> str:
    """Return what a person typed as it is compared: upper case, without spaces."""
    return "".join(text.split()).upper()
