"""Rank the procedures for what somebody typed: the rarer the words that meet, and the more of the name, the better."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dvc.domain.search.index import COUNT_BITS, COUNT_MASK, MARKED, NAMED, PAIR, Index, Saying
from dvc.domain.search.spelling import Guesses
from dvc.domain.search.typed import Word, read

ASKING = 0.12  # what a word of asking counts
BARE, EXACT = 0.45, 0.55  # a typed word's letters, and its marks besides
PAIRS = 1.3  # two words side by side say more than both apart
MEANT = 0.8  # an official word that was not typed but meant
SAYING = 2.0  # an everyday phrase that is there whole
OTHER_MARKS = 0.5  # what is left of it where the marks are others
OF_NAME = 0.3  # how much of a score hangs on how much of the name was typed
FAR = 0.34  # what has less than this share of the best score is left out
MOST_GUESSED = 3
CODE = re.compile(r"\d{1,2}\.?\d{4,6}")
_NO_CODE = str.maketrans("", "", ". ")

Scores = dict[int, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """One procedure found; scores compare within one search only."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """A typed word with what it may have been meant to be."""

    word: Word
    guesses: Guesses

    @property
    def first(self) -> str:
        return self.guesses[0][0] if self.guesses else self.word.plain

    @property
    def weight(self) -> float:
        return ASKING if self.word.asking else 1.0


def search(index: Index, text: str) -> list[Hit]:
    """Return the procedures that fit, best first; nothing when no word is known or every word only asks."""
    by_code = _by_code(index, text)
    if by_code:
        return by_code
    asked = list(_asked(index, read(text)))
    if all(one.word.asking for one in asked):
        return []
    scores, named = _scored(index, asked)
    for place in scores:
        share = min(1.0, named.get(place, 0.0) / index.weights[place])
        scores[place] *= 1 - OF_NAME + OF_NAME * share
    if not scores:
        return []
    least = max(scores.values()) * FAR
    kept = [place for place, score in scores.items() if score >= least]
    kept.sort(key=lambda place: (-round(scores[place], 6), place))
    return [Hit(index.codes[place], scores[place]) for place in kept]


def _by_code(index: Index, text: str) -> list[Hit]:
    typed = text.strip()
    if not CODE.fullmatch(typed):
        return []
    digits = typed.translate(_NO_CODE)
    return [Hit(code, 1.0) for code in index.codes if code.translate(_NO_CODE).endswith(digits)]


def _asked(index: Index, words: Iterable[Word]) -> Iterator[_Asked]:
    for word in words:
        guesses = index.spelling.guesses(word.plain)
        parted = None if guesses else index.spelling.parted(word.plain)
        if parted:
            yield from (_Asked(Word(part, "", asking=False), ((part, 0.9),)) for part in parted)
        else:
            yield _Asked(word, guesses)


def _scored(index: Index, asked: Sequence[_Asked]) -> tuple[Scores, Scores]:
    """Return each place's score, and how much of it is of words in its name."""
    scores: Scores = defaultdict(float)
    named: Scores = defaultdict(float)
    for one in asked:
        _add(scores, _of_word(index, one), one.weight)
        if not one.word.asking:
            _add(named, _in_name(index, [one.first]), 1.0)
    for terms in _pairs(asked):
        _add(scores, _best(index, terms), PAIRS)
    for weight, meanings in _meant(index, asked):
        best: Scores = {}
        for words in meanings:
            meant = _of_meaning(index, words)
            best = {place: max(best.get(place, 0), meant.get(place, 0)) for place in best.keys() | meant.keys()}
            _add(named, _in_name(index, [word.plain for word in words if not word.asking]), weight)
        _add(scores, best, weight)
    for place, bonus in _of_sayings(index, asked).items():
        scores[place] += bonus
    return scores, named


def _add(scores: Scores, more: Mapping[int, float], weight: float) -> None:
    for place, score in more.items():
        scores[place] += score * weight


def _of_word(index: Index, one: _Asked) -> Scores:
    """Return what one typed word counts where it stands; marks that meet count besides the letters."""
    word = one.word
    known = one.guesses[:1] == ((word.plain, 1.0),)
    found = _best(index, one.guesses)
    if not word.marked or not known:
        return found
    both = {place: score * BARE for place, score in found.items()}
    for place, score in _best(index, ((MARKED + word.marked, EXACT),)).items():
        both[place] = both.get(place, 0.0) + score
    return both


def _best(index: Index, terms: Iterable[tuple[str, float]]) -> Scores:
    """Return for each place the best that any of the terms counts there."""
    best: Scores = {}
    for term, sure in terms:
        posting = index.terms.get(term)
        if posting is None:
            continue
        each = index.rarity(posting) * sure / 100
        for stands in posting:
            place, score = stands >> COUNT_BITS, each * (stands & COUNT_MASK)
            if score > best.get(place, 0.0):
                best[place] = score
    return best


def _in_name(index: Index, words: Iterable[str]) -> Scores:
    found: Scores = defaultdict(float)
    for posting in filter(None, map(index.terms.get, dict.fromkeys(words))):
        rarity = index.rarity(posting)
        for stands in posting:
            if stands & COUNT_MASK >= NAMED:
                found[stands >> COUNT_BITS] += rarity
    return found


def _pairs(asked: Sequence[_Asked]) -> Iterator[list[tuple[str, float]]]:
    """Yield the pairs of neighbours, and those that only words of asking part."""
    telling = [one for one in asked if not one.word.asking]
    neighbours = dict.fromkeys((id(one), id(other)) for one, other in (*pairwise(asked), *pairwise(telling)))
    by_id = {id(one): one for one in asked}
    for one, other in neighbours:
        first, second = by_id[one], by_id[other]
        weight = max(first.weight, second.weight)
        yield [
            (left + PAIR + right, sure * surely * weight)
            for left, sure in first.guesses[:MOST_GUESSED]
            for right, surely in second.guesses[:MOST_GUESSED]
        ]


def _meant(index: Index, asked: Sequence[_Asked]) -> Iterator[tuple[float, Sequence[tuple[Word, ...]]]]:
    """Yield the official words for what was said, the longest phrases first and each word once."""
    taken: set[int] = set()
    for length in range(min(index.longest_meaning, len(asked)), 0, -1):
        for start in range(len(asked) - length + 1):
            run = asked[start : start + length]
            entry = index.meanings.get(tuple(one.first for one in run))
            if entry is None or taken & set(range(start, start + length)):
                continue
            words, meanings = entry
            same = _same_marks(run, words)
            if not same and length == 1:
                continue
            taken |= set(range(start, start + length))
            yield MEANT * (1 if same else OTHER_MARKS), meanings


def _same_marks(asked: Iterable[_Asked], words: Iterable[Word]) -> bool:
    return all(one.word.marked in ("", word.marked) for one, word in zip(asked, words, strict=True))


def _of_meaning(index: Index, words: Sequence[Word]) -> Scores:
    found: Scores = defaultdict(float)
    for word in words:
        if not word.asking:
            _add(found, _best(index, ((word.plain, BARE), (MARKED + word.marked, 1.0))), 1.0)
    for one, other in pairwise(words):
        _add(found, _best(index, ((one.plain + PAIR + other.plain, 1.0),)), PAIRS)
    return found


def _of_sayings(index: Index, asked: Sequence[_Asked]) -> Scores:
    """Return what the everyday phrases count that are there whole, in any order."""
    typed = {guess: one.word.marked for one in asked for guess, _ in one.guesses[:MOST_GUESSED]}
    best: Scores = defaultdict(float)
    for guess in typed:
        for saying in index.sayings.get(guess, ()):
            if not all(word.plain in typed for word in saying.words):
                continue
            bonus = SAYING * _weight(index, saying)
            if not all(typed[word.plain] in ("", word.marked) for word in saying.words):
                bonus *= OTHER_MARKS
            for place in saying.places:
                best[place] = max(best[place], bonus)
    return best


def _weight(index: Index, saying: Saying) -> float:
    return sum(index.rarity(index.terms[word.plain]) for word in saying.words)
