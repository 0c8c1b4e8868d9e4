"""Guess what was meant where nothing was found: the known words that share most with those that were typed."""

from dvc.domain.search.index import Index
from dvc.domain.search.scoring import search
from dvc.domain.search.typed import read

MOST_WORDS = 6
SHORTEST = 4
ALIKE = 0.45


def guess(index: Index, text: str) -> str:
    """Return other words that do find something, "" when none is like enough."""
    typed = [word.plain for word in read(text)[:MOST_WORDS]]
    words = [word if word in index.spelling.known else _nearest(index, word) for word in typed]
    other = " ".join(filter(None, words))
    return other if other and search(index, other) else ""


def _nearest(index: Index, word: str) -> str:
    if len(word) < SHORTEST or not word.isalpha():
        return ""
    grams = _grams(word)
    alike, found = max(
        (
            (2 * len(grams & other) / (len(grams) + len(other)), known)
            for known in index.spelling.words
            if known.isalpha() and abs(len(known) - len(word)) < len(word)
            for other in (_grams(known),)
        ),
        default=(0.0, ""),
    )
    return found if alike >= ALIKE else ""


def _grams(word: str) -> set[str]:
    framed = f" {word} "
    return {framed[at : at + 2] for at in range(len(framed) - 1)}
