"""Vietnamese text: one normal form, one folding for search, one order for people's names."""

import re
import unicodedata

# Letters whose stroke is part of the letter: Unicode gives them no decomposition.
_STROKES = str.maketrans({"đ": "d", "ƀ": "b", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t"})
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))
_WORD = re.compile(r"\w+")

_ALPHABET = "abcdđefghijklmnopqrstuvwxyz"
_CIRCUMFLEX, _HORN, _BREVE = "\u0302", "\u031b", "\u0306"
_QUALITY_OF_A = {_BREVE: 1, _CIRCUMFLEX: 2}
_QUALITY = {_CIRCUMFLEX: 1, _HORN: 2, _BREVE: 3}
# The order of Vietnamese dictionaries: level, huyền, hỏi, ngã, sắc, nặng.
_TONE = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

CollateKey = tuple[tuple[int, ...], tuple[int, ...], str]


def nfc(text: str) -> str:
    """Return the text in Unicode NFC, the form in which everything is stored."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Return the text with each run of white space, hard spaces included, made one space."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the search form: lower case, no marks, đ as d, ƀ as b, one kind of apostrophe, single spaces."""
    marked = unicodedata.normalize("NFD", text.lower())
    bare = "".join(char for char in marked if not unicodedata.category(char).startswith("M"))
    return squeeze(nfc(bare).translate(_STROKES).translate(_APOSTROPHES))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the words of the search form, parted at apostrophes too, so ``H'Hen`` meets ``H' Hen``."""
    return tuple(_WORD.findall(fold(text)))


def collate_key(text: str) -> CollateKey:
    """Return a key that sorts as a Vietnamese dictionary does: letters first (a ă â … d đ …), then tones.

    Ê Đê letters follow the letter that they are made from.
    """
    letters: list[int] = []
    tones: list[int] = []
    base = ""
    for char in unicodedata.normalize("NFD", squeeze(text).lower()):
        if not unicodedata.category(char).startswith("M"):
            base = char
            letters.append(_rank(char))
            tones.append(0)
        elif letters:
            tone = _TONE.get(char, 0) if base in "aeiouy" else 0
            tones[-1] = tones[-1] or tone
            if not tone:
                letters[-1] += _QUALITY_OF_A.get(char, 4) if base == "a" else _QUALITY.get(char, 4)
    return tuple(letters), tuple(tones), text


def _rank(char: str) -> int:
    """Place a bare character: signs before letters, Vietnamese letters in their order, others behind."""
    if char == "ƀ":
        return _rank("b") + 4
    place = _ALPHABET.find(char)
    if place >= 0:
        return 1000 + place * 16
    if char.isalpha():
        return 10_000 + ord(char)
    return min(ord(char), 999) if char != " " else 0
