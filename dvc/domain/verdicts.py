"""What the desk finds about each paper, round by round (NĐ 61/2018/NĐ-CP Đ15.3: told once, completely).

A round is one look at the whole dossier: 0 is the first, n the one after the n-th supplement. What passed in an earlier
round stays passed, so a second request can name only new or still failing items.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dvc.domain.paper_choices import Papers, spared
from dvc.domain.procedures import Component
from dvc.domain.text import nfc
from dvc.errors import InvalidAnswer

LONGEST_WORDS = 1000


class Finding(StrEnum):
    """What is found about one paper."""

    PASSED = "passed"
    MISSING = "missing"
    BLURRED = "blurred"
    WRONG_FORM = "wrong_form"
    EXPIRED = "expired"
    OTHER = "other"


FINDING_WORDS: Mapping[Finding, str] = {
    Finding.PASSED: "Đạt",
    Finding.MISSING: "Thiếu",
    Finding.BLURRED: "Mờ, không đọc được",
    Finding.WRONG_FORM: "Sai mẫu",
    Finding.EXPIRED: "Hết hạn",
    Finding.OTHER: "Khác",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One finding and what the officer adds to it."""

    finding: Finding
    words: str = ""

    @property
    def passed(self) -> bool:
        """Tell whether nothing has to be mended."""
        return self.finding is Finding.PASSED

    @property
    def said(self) -> str:
        """Return the finding in words."""
        return FINDING_WORDS[self.finding]


Rounds = Mapping[int, Mapping[str, Judgement]]


def judged(components: Iterable[Component], papers: Papers) -> tuple[Component, ...]:
    """Return the papers on which a verdict is given: the e-form, and each that the applicant was asked for.

    What was said of the `papers` tells which need not come, since another of their group is enough.
    """
    found = [one for one in components if one.asked or one.required == "generated"]
    needless = spared(found, papers)
    return tuple(one for one in found if one.key not in needless)


def read_judgement(finding: str, words: str) -> Judgement | None:
    """Return what was sent about one paper, None when nothing was chosen yet.

    Raises InvalidAnswer: verdict.unknown, verdict.unchosen, verdict.words_empty, verdict.words_long.
    """
    words = clean_words(words)
    if not finding:
        if words:
            raise InvalidAnswer("verdict.unchosen")
        return None
    if finding not in set(Finding):
        raise InvalidAnswer("verdict.unknown")
    found = Finding(finding)
    if found is Finding.OTHER and not words:
        raise InvalidAnswer("verdict.words_empty")
    return Judgement(found, words)


def read_reason(text: str) -> str:
    """Return a reason that people are told; raises InvalidAnswer: verdict.reason_empty, verdict.words_long."""
    reason = clean_words(text)
    if not reason:
        raise InvalidAnswer("verdict.reason_empty")
    return reason


def clean_words(text: str) -> str:
    """Return what was written, without what cannot be printed; raises InvalidAnswer: verdict.words_long."""
    lines = ("".join(sign for sign in line if sign.isprintable()).strip() for line in nfc(text).splitlines())
    words = "\n".join(lines).strip()
    if len(words) > LONGEST_WORDS:
        raise InvalidAnswer("verdict.words_long", limit=LONGEST_WORDS, written=len(words))
    return words


def settled(rounds: Rounds, now: int) -> frozenset[str]:
    """Return the papers that passed in the last look of an earlier round; they are not judged again."""
    last: dict[str, Judgement] = {}
    for number in sorted(rounds):
        if number < now:
            last |= rounds[number]
    return frozenset(key for key, judgement in last.items() if judgement.passed)


def standing(rounds: Rounds, now: int) -> dict[str, Judgement]:
    """Return what holds now for each paper: this round's finding, else that it passed before."""
    passed = {key: Judgement(Finding.PASSED) for key in settled(rounds, now)}
    return {**rounds.get(now, {}), **passed}


def unjudged(keys: Iterable[str], held: Mapping[str, Judgement]) -> tuple[str, ...]:
    """Return the papers without a verdict."""
    return tuple(key for key in keys if key not in held)


def failing(keys: Iterable[str], held: Mapping[str, Judgement]) -> tuple[str, ...]:
    """Return the papers that have to be mended, in their order."""
    return tuple(key for key in keys if key in held and not held[key].passed)
