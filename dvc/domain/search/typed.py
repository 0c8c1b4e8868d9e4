"""Read what somebody typed: words with and without marks, Telex and VNI left as they were struck."""

import re
import unicodedata
from dataclasses import dataclass

from dvc.domain.text import fold, nfc

MOST_LETTERS = 400
MOST_WORDS = 32
_WORD = re.compile(r"\w+")
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_VOWEL = re.compile("[aeiouyw]")
_TONE_KEYS = str.maketrans("", "", "sfrxjzdw")
_DOUBLED = re.compile(r"([aeo])\1")
_LATE = re.compile(r"([aeo])(\w*)\1$")
_FINAL_Y = re.compile(r"(?<=[bcdghklmnpqrstvx])y$")
_DIGITS = re.compile(r"\d")

# Words of asking, not of what is asked for: «cho tôi hỏi … thì phải làm những gì ở đâu ạ». They are known by their
# marks: without them «can» may be «cần», «căn» or «cận», so a bare one still counts a little.
_ASKING = """
tôi tui mình em cháu ạ à ơi nhé với thì là mà và của các những này kia đó ấy nào gì sao đâu thế vậy như nên hay rồi
đã đang sẽ vừa mới nay giờ bây đây quá lắm muốn cần xin làm hỏi nhờ giúp biết cho phải được có không chưa bị ở về để khi
lúc ra vào đi lại thủ tục hồ sơ hướng dẫn cách bao nhiêu mấy ngày việc cái một nhà ông bà anh chị
"""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is compared: without marks, with marks, and whether it only asks."""

    plain: str
    marked: str
    asking: bool


def plain_of(word: str) -> str:
    """Return a word without marks, «kí» and «ký» as one."""
    return _FINAL_Y.sub("i", fold(word))


def marked_of(word: str) -> str:
    """Return a word's letters and then its tone, so «hoà» and «hòa», «kí» and «ký» are one."""
    letters, tone = [], ""
    for char in unicodedata.normalize("NFD", word.lower()):
        if char in _TONES:
            tone = _TONES[char]
        else:
            letters.append(char)
    return _FINAL_Y.sub("i", nfc("".join(letters))) + tone


_ASKING_MARKED = frozenset(map(marked_of, _ASKING.split()))
_ASKING_PLAIN = frozenset(map(plain_of, _ASKING.split()))


def has_marks(text: str) -> bool:
    """Tell whether the text was typed with Vietnamese marks."""
    return fold(text) != " ".join(text.lower().split())


def read(text: str) -> tuple[Word, ...]:
    """Return the words that somebody typed, at most MOST_WORDS of the first MOST_LETTERS letters."""
    clean = nfc(text[:MOST_LETTERS])
    return words_of(clean, marks=has_marks(clean))[:MOST_WORDS]


def words_of(text: str, *, marks: bool = True, known: dict[str, Word] | None = None) -> tuple[Word, ...]:
    """Return the words of a text, written with marks or without; what is `known` is not read again."""
    known = {} if known is None else known
    found = []
    for word in _WORD.findall(nfc(text)):
        if word not in known:
            known[word] = _word(word, marks=marks)
        found.append(known[word])
    return tuple(found)


def _word(word: str, *, marks: bool) -> Word:
    plain = plain_of(word)
    if not marks:
        return Word(plain, "", plain in _ASKING_PLAIN)
    marked = marked_of(word)
    return Word(plain, marked, marked in _ASKING_MARKED)


def struck(plain: str) -> list[str]:
    """Return how a word reads when its letters are keys of Telex or VNI: «ddawng» and «d9a8ng» as «dang»."""
    readings = [_DIGITS.sub("", plain)]
    vowel = _VOWEL.search(readings[0])
    if vowel:
        head, tail = readings[0][: vowel.start()], readings[0][vowel.start() :]
        tail = ("u" + tail[1:] if tail[0] == "w" else tail).translate(_TONE_KEYS)
        telex = head.replace("dd", "d") + _DOUBLED.sub(r"\1", tail)
        readings += [telex, _LATE.sub(r"\1\2", telex)]
    return [reading for reading in map(plain_of, dict.fromkeys(readings)) if reading and reading != plain]


def only_asks(text: str) -> bool:
    """Tell whether a text names nothing to look for."""
    return all(word.asking for word in read(text))
