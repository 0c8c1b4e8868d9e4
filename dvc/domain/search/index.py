"""The index of the procedures: which words and pairs of words stand in which, and what people call them."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import TypeAlias

from dvc.domain.listings import Listing
from dvc.domain.search.spelling import Spelling
from dvc.domain.search.typed import Word, words_of
from dvc.domain.text import collate_key

# A term that stands in more than this share of the procedures is looked up in those that rarer terms have found.
COMMON = 0.25
# How much a word counts by where it stands, in hundredths.
SHORT_NAME, NAME, SAID, RESULT, FIELD = 100, 90, 75, 55, 45
PAIR = "\u00b7"  # stands between the words of a pair; no word holds it
MARKED = "="


@dataclass(frozen=True, slots=True)
class Phrases:
    """What people say: a phrase and the procedures it means, a phrase and the official words for it."""

    said: Mapping[str, tuple[str, ...]]
    means: Mapping[str, tuple[str, ...]]


# Where a term stands: a procedure's place in the index, and in the last 7 bits what the term counts there.
Posting: TypeAlias = "array[int]"
COUNT_BITS = 7
COUNT_MASK = (1 << COUNT_BITS) - 1


@dataclass(frozen=True, slots=True)
class Saying:
    """An everyday phrase: its words, and the procedures it means."""

    words: tuple[Word, ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that a search reads; made anew when the catalogue changes, never altered.

    `names` are the telling words of each short name, `weights` how much they weigh together; `common` are the
    frequent terms by their places.
    """

    codes: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    terms: Mapping[str, Posting]
    sayings: Mapping[str, tuple[Saying, ...]]
    meanings: Mapping[tuple[str, ...], tuple[tuple[Word, ...], tuple[tuple[Word, ...], ...]]]
    spelling: Spelling
    longest_meaning: int
    common: Mapping[str, Mapping[int, int]]

    def rarity(self, posting: Posting) -> float:
        """Return how rare a term is, by where it stands."""
        return log(1 + len(self.codes) / len(posting))


def build(listings: Iterable[Listing], phrases: Phrases) -> Index:
    """Make the index of these procedures; their places are in the order of the dictionary."""
    rows = sorted(listings, key=lambda one: (collate_key(one.short_name), one.code))
    said = _said(rows, phrases)
    found = _Terms()
    for place, one in enumerate(rows):
        found.add(place, one.short_name, SHORT_NAME)
        found.add(place, one.name, NAME)
        for saying in said[place]:
            found.add(place, saying, SAID)
        found.add(place, " · ".join(one.results), RESULT)
        found.add(place, one.service_field, FIELD)
    terms = found.postings()
    names = tuple(_telling(one.short_name) for one in rows)
    meanings = _meanings(phrases.means)
    sayings = _sayings(said)
    return Index(
        codes=tuple(one.code for one in rows),
        names=names,
        weights=tuple(sum(log(1 + len(rows) / len(terms[word])) for word in words) or 1.0 for words in names),
        terms=terms,
        sayings=sayings,
        meanings=meanings,
        spelling=Spelling(_known(terms, meanings)),
        longest_meaning=max(map(len, meanings), default=0),
        common={term: stands for term, stands in found.found.items() if len(stands) > len(rows) * COMMON},
    )


class _Terms:
    """Words, words with marks and pairs, each with the places where it stands and its highest count there."""

    def __init__(self) -> None:
        self.found: dict[str, dict[int, int]] = defaultdict(dict)
        self.words: dict[str, Word] = {}

    def add(self, place: int, text: str, count: int) -> None:
        for term in terms_of(words_of(text, known=self.words)):
            stands = self.found[term]
            stands[place] = max(stands.get(place, 0), count)

    def postings(self) -> dict[str, Posting]:
        return {
            term: array("I", (place << COUNT_BITS | count for place, count in stands.items()))
            for term, stands in self.found.items()
        }


def terms_of(words: Sequence[Word]) -> Iterator[str]:
    """Yield the terms of a run of words."""
    for word in words:
        yield word.plain
        if word.marked:
            yield MARKED + word.marked
    for one, other in pairwise(words):
        yield one.plain + PAIR + other.plain


def _said(rows: Sequence[Listing], phrases: Phrases) -> list[list[str]]:
    """Return for each procedure what people call it: its own words and those of the table."""
    places = {one.code: place for place, one in enumerate(rows)}
    said = [list(one.words) for one in rows]
    for phrase, codes in phrases.said.items():
        for code in codes:
            if code in places:
                said[places[code]].append(phrase)
    return said


def _sayings(said: Sequence[Sequence[str]]) -> dict[str, tuple[Saying, ...]]:
    """Return the everyday phrases by their longest word, asking words left out where others are."""
    where: dict[tuple[Word, ...], list[int]] = defaultdict(list)
    for place, phrases in enumerate(said):
        for phrase in dict.fromkeys(phrases):
            words = words_of(phrase)
            where[tuple(word for word in words if not word.asking) or words].append(place)
    found: dict[str, list[Saying]] = defaultdict(list)
    for words, places in where.items():
        if words:
            found[max((word.plain for word in words), key=len)].append(Saying(words, tuple(places)))
    return {word: tuple(sayings) for word, sayings in found.items()}


def _meanings(
    means: Mapping[str, tuple[str, ...]],
) -> dict[tuple[str, ...], tuple[tuple[Word, ...], tuple[tuple[Word, ...], ...]]]:
    read_ones = {words_of(phrase): tuple(map(words_of, meant)) for phrase, meant in means.items()}
    return {tuple(word.plain for word in words): (words, meant) for words, meant in read_ones.items() if words}


def _known(terms: Iterable[str], meanings: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the single words that are not to be taken for misspelt."""
    yield from (term for term in terms if PAIR not in term and not term.startswith(MARKED))
    for words in meanings:
        yield from words


def _telling(name: str) -> frozenset[str]:
    """Return the words of a name that do more than ask."""
    return frozenset(word.plain for word in words_of(name) if not word.asking)
