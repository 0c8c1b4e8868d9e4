"""Guess the known words that somebody meant: what begins so, what is one letter away, what was written together."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dvc.domain.search.typed import struck

SHORTEST_MISSPELT = 4
SHORTEST_BEGINNING = 2
MOST_GUESSES = 8
Guesses = tuple[tuple[str, float], ...]


class Spelling:
    """The known words, found by their beginning and by one wrong, missing, doubled or swapped letter."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words: Sequence[str] = sorted(set(words))
        self.known = frozenset(self.words)
        shortened: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) >= SHORTEST_MISSPELT - 1 and word.isalpha():
                for shorter in _shortened(word):
                    shortened[shorter].append(word)
        self.shortened: Mapping[str, list[str]] = dict(shortened)

    def guesses(self, word: str) -> Guesses:
        """Return the known words that were meant, each with how sure that is (1 is certain)."""
        if word in self.known:
            return ((word, 1.0),)
        for reading in struck(word):
            if reading in self.known:
                return ((reading, 0.95),)
        found: dict[str, float] = {}
        for reading in (word, *struck(word)):
            for near in self.near(reading):
                found.setdefault(near, 0.7)
            for longer in self.beginning(reading):
                found.setdefault(longer, 0.6)
        return tuple(found.items())[:MOST_GUESSES]

    def parted(self, word: str) -> tuple[str, str] | None:
        """Return the two known words that were written together: «khaisinh»."""
        for place in range(2, len(word) - 1):
            if word[:place] in self.known and word[place:] in self.known:
                return word[:place], word[place:]
        return None

    def near(self, word: str) -> Iterator[str]:
        """Yield the known words one letter away, two swapped letters included."""
        if len(word) < SHORTEST_MISSPELT or not word.isalpha():
            return
        around = (word, *_shortened(word))
        nearby = {near for one in around for near in self.shortened.get(one, ())}
        nearby |= {one for one in around if one in self.known}
        yield from sorted(near for near in nearby if _one_apart(word, near))

    def beginning(self, word: str) -> Sequence[str]:
        """Return the known words that begin so."""
        if len(word) < SHORTEST_BEGINNING:
            return ()
        first = bisect_left(self.words, word)
        last = bisect_left(self.words, word + "\U0010ffff")
        return self.words[first : min(last, first + MOST_GUESSES)]


def _shortened(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, others = one[start:], other[start:]
    swapped = len(rest) > 1 and rest[1::-1] == others[:2] and rest[2:] == others[2:]
    return swapped or rest[1:] == others[1:] or rest[1:] == others or rest == others[1:]
