"""Rank the procedures for what somebody typed: the rarer the words that meet, and the more of the name, the better."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dvc.domain.search.index import COUNT_BITS, COUNT_MASK, MARKED, PAIR, Index, Saying
from dvc.domain.search.spelling import Guesses
from dvc.domain.search.typed import Word, read

ASKING = 0.12  # what a word of asking counts
BARE, EXACT = 0.45, 0.55  # a typed word's letters, and its marks besides
PAIRS = 1.3  # two words side by side say more than both apart
MEANT = 0.8  # an official word that was not typed but meant
SAYING = 2.0  # an everyday phrase that is there whole
OTHER_MARKS = 0.5  # what is left of it where the marks are others
OF_NAME = 0.3  # how much of a score hangs on how much of the name was typed
WHOLE = 1.5  # the whole short name was typed, and nothing else
FAR = 0.34  # what has less than this share of the best score is left out
MOST_GUESSED = 3
PAIR_OF_WORDS = 2
CODE = re.compile(r"\d{1,2}\.?\d{4,6}")
WHOLE_CODE = re.compile(r"\d\.\d{6}")
_NO_CODE = str.maketrans("", "", ". ")

Scores = dict[int, float]
# Terms that count together, each with how sure it is.
Bundle = tuple[tuple[str, float], ...]


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


@dataclass(frozen=True, slots=True)
class _Slot:
    """One thing that is looked for: the best of its bundles counts. `words` are those that a name may hold."""

    bundles: tuple[Bundle, ...]
    weight: float
    words: tuple[str, ...] = ()


def search(index: Index, text: str) -> list[Hit]:
    """Return the procedures that fit, best first; nothing when no word is known or every word only asks."""
    by_code = _by_code(index, text)
    if by_code or WHOLE_CODE.fullmatch(text.strip()):
        return by_code
    asked = list(_asked(index, read(text)))
    if all(one.word.asking for one in asked):
        return []
    slots = [*_words(asked), *_pairs(asked), *_meant(index, asked)]
    scores = _scored(index, slots)
    for place, bonus in _of_sayings(index, asked).items():
        scores[place] = scores.get(place, 0.0) + bonus
    typed = frozenset(one.first for one in asked if not one.word.asking)
    whole = {place: score * WHOLE for place, score in scores.items() if index.names[place] == typed}
    return _ranked(index, slots, scores | whole)


def _by_code(index: Index, text: str) -> list[Hit]:
    typed = text.strip()
    if not CODE.fullmatch(typed):
        return []
    digits = typed.translate(_NO_CODE)
    return [Hit(code, 1.0) for code in index.codes if code.translate(_NO_CODE).endswith(digits)]


def _ranked(index: Index, slots: Iterable[_Slot], scores: Scores) -> list[Hit]:
    """Weigh how much of its name was typed, for those that can still be near enough."""
    least = max(scores.values(), default=0.0) * FAR
    named = {word: slot.weight for slot in slots for word in slot.words}
    near = {
        place: score * (1 - OF_NAME + OF_NAME * _share_of_name(index, place, named))
        for place, score in scores.items()
        if score >= least * (1 - OF_NAME)
    }
    least = max(near.values(), default=0.0) * FAR
    kept = [place for place, score in near.items() if score >= least]
    kept.sort(key=lambda place: (-round(near[place], 6), place))
    return [Hit(index.codes[place], near[place]) for place in kept]


def _share_of_name(index: Index, place: int, named: dict[str, float]) -> float:
    meet = index.names[place] & named.keys()
    return min(1.0, sum(index.rarity(index.terms[word]) * named[word] for word in meet) / index.weights[place])


def _asked(index: Index, words: Iterable[Word]) -> Iterator[_Asked]:
    for word in words:
        guesses = index.spelling.guesses(word.plain)
        parted = None if guesses else index.spelling.parted(word.plain)
        if parted:
            yield from (_Asked(Word(part, "", asking=False), ((part, 0.9),)) for part in parted)
        else:
            yield _Asked(word, guesses)


def _words(asked: Iterable[_Asked]) -> Iterator[_Slot]:
    """Yield the typed words; marks that meet count besides the letters."""
    for one in asked:
        named = () if one.word.asking else (one.first,)
        if one.word.marked and one.guesses[:1] == ((one.word.plain, 1.0),):
            yield _Slot((((one.word.plain, BARE), (MARKED + one.word.marked, EXACT)),), one.weight, named)
        else:
            yield _Slot(tuple((guess,) for guess in one.guesses), one.weight, named)


def _pairs(asked: Sequence[_Asked]) -> Iterator[_Slot]:
    """Yield the pairs of neighbours, and those that only words of asking part."""
    telling = [one for one in asked if not one.word.asking]
    pairs = {(id(one), id(other)): (one, other) for one, other in (*pairwise(asked), *pairwise(telling))}
    for one, other in pairs.values():
        bundles = tuple(
            ((left + PAIR + right, sure * surely),)
            for left, sure in one.guesses[:MOST_GUESSED]
            for right, surely in other.guesses[:MOST_GUESSED]
        )
        yield _Slot(bundles, PAIRS * max(one.weight, other.weight))


def _meant(index: Index, asked: Sequence[_Asked]) -> Iterator[_Slot]:
    """Yield the official words for what was said, the longest phrases first and each word once."""
    taken: set[int] = set()
    for length in range(min(index.longest_meaning, len(asked)), 0, -1):
        for start in range(len(asked) - length + 1):
            run, places = asked[start : start + length], range(start, start + length)
            entry = index.meanings.get(tuple(one.first for one in run))
            if entry is None or not taken.isdisjoint(places):
                continue
            words, meanings = entry
            same = all(one.word.marked in ("", word.marked) for one, word in zip(run, words, strict=True))
            if same or length > 1:
                taken.update(places)
                named = tuple(word.plain for meant in meanings for word in meant if not word.asking)
                yield _Slot(tuple(map(_bundle, meanings)), MEANT * (1 if same else OTHER_MARKS), named)


def _bundle(words: Sequence[Word]) -> Bundle:
    telling = [word for word in words if not word.asking]
    plain = [(word.plain, BARE) for word in telling]
    marked = [(MARKED + word.marked, EXACT) for word in telling]
    return (*plain, *marked, *((one.plain + PAIR + other.plain, PAIRS) for one, other in pairwise(words)))


def _scored(index: Index, slots: Iterable[_Slot]) -> Scores:
    """Return each place's score; common terms count only where a rarer one has been found, if any has."""
    terms = {term for slot in slots for bundle in slot.bundles for term, _ in bundle if term in index.terms}
    rare = terms - index.common.keys()
    among = {stands >> COUNT_BITS for term in rare or terms for stands in index.terms[term]}
    scores: Scores = {}
    for slot in slots:
        if len(slot.bundles) == 1:
            _count(index, slot.bundles[0], among, (scores, slot.weight))
            continue
        best: Scores = {}
        for bundle in slot.bundles:
            found: Scores = {}
            _count(index, bundle, among, (found, slot.weight))
            best |= {place: score for place, score in found.items() if score > best.get(place, 0.0)}
        for place, score in best.items():
            scores[place] = scores.get(place, 0.0) + score
    return scores


def _count(index: Index, bundle: Bundle, among: set[int], into: tuple[Scores, float]) -> None:
    """Add to the scores what each term of a bundle counts where it stands, times the weight."""
    scores, weight = into
    have = scores.get
    for term, sure in bundle:
        posting = index.terms.get(term)
        if posting is None:
            continue
        each = index.rarity(posting) * sure * weight / 100
        common = index.common.get(term)
        if common is not None:
            for place in among & common.keys():
                scores[place] = have(place, 0.0) + each * common[place]
        else:
            for stands in posting:
                place = stands >> COUNT_BITS
                scores[place] = have(place, 0.0) + each * (stands & COUNT_MASK)


def _of_sayings(index: Index, asked: Sequence[_Asked]) -> Scores:
    """Return what the everyday phrases count that are there whole."""
    typed = {
        guess: (place, one.word.marked) for place, one in enumerate(asked) for guess, _ in one.guesses[:MOST_GUESSED]
    }
    best: Scores = {}
    for guess in typed:
        for saying in index.sayings.get(guess, ()):
            if not _is_said(saying, typed):
                continue
            bonus = SAYING * _weight(index, saying)
            if not all(typed[word.plain][1] in ("", word.marked) for word in saying.words):
                bonus *= OTHER_MARKS
            for place in saying.places:
                best[place] = max(best.get(place, 0.0), bonus)
    return best


def _is_said(saying: Saying, typed: Mapping[str, tuple[int, str]]) -> bool:
    """Tell whether all words are there, in any order; but two say something only in theirs: «con nuôi», «nuôi con»."""
    if not all(word.plain in typed for word in saying.words):
        return False
    places = [typed[word.plain][0] for word in saying.words]
    return len(places) != PAIR_OF_WORDS or places[0] <= places[1]


def _weight(index: Index, saying: Saying) -> float:
    return sum(index.rarity(index.terms[word.plain]) for word in saying.words)
