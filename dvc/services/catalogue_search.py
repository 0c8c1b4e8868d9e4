"""Find procedures as people call them: without marks, in any order of words, best first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from dvc.catalogue import loader
from dvc.domain.procedures import Procedure
from dvc.domain.text import collate_key, fold, folded_words

# What the addresses say, the older levels of the guides included (level 4 is full, level 3 is partial).
LEVELS: Mapping[str, str] = {
    "toan-trinh": "full_online",
    "mot-phan": "partial_online",
    "4": "full_online",
    "3": "partial_online",
}
LEVEL_WORDS: Mapping[str, str] = {"full_online": "Toàn trình", "partial_online": "Một phần"}
LEVEL_OPTIONS = (("toan-trinh", "Toàn trình: làm hết qua mạng"), ("mot-phan", "Một phần: còn phải đến một lần"))
# Words of asking, not of what is asked for: «tôi muốn xin giấy khai sinh cho cháu ở đâu».
POLITE = frozenset(folded_words("tôi em muốn cần xin làm cho ở đâu thì thế nào như ạ và của về các thủ tục"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; an empty part wants everything."""

    text: str = ""
    level: str = ""
    service_field: str = ""


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A procedure with its folded words: those of its names, those people say, the whole name."""

    procedure: Procedure
    names: frozenset[str]
    said: frozenset[str]
    whole: str


def search(wanted: Wanted) -> list[Procedure]:
    """Return the procedures that hold every word, those with the words in the name first."""
    words = [word for word in folded_words(wanted.text) if word not in POLITE]
    level = LEVELS.get(wanted.level, "")
    field = fold(wanted.service_field)
    found = []
    for entry in _index():
        procedure = entry.procedure
        if (level and procedure.service_level != level) or (field and fold(procedure.service_field) != field):
            continue
        score = _score(entry, words, fold(wanted.text))
        if score is not None:
            found.append((score, collate_key(procedure.short_name), procedure))
    return [procedure for _score_of, _key, procedure in sorted(found, key=lambda row: row[:2])]


def service_fields() -> list[str]:
    """Return the fields of all procedures in the order of the dictionary."""
    return sorted({entry.procedure.service_field for entry in _index()}, key=collate_key)


def _score(entry: _Indexed, words: Iterable[str], phrase: str) -> int | None:
    """Return how far an entry is from the words, 0 nearest; None when a word is missing."""
    if phrase and phrase in entry.whole:
        return 0
    far = 1
    for word in words:
        if not _begins(entry.names, word):
            if not _begins(entry.said, word):
                return None
            far = 2
    return far


def _begins(words: frozenset[str], beginning: str) -> bool:
    return beginning in words or (len(beginning) > 1 and any(word.startswith(beginning) for word in words))


@cache
def _index() -> tuple[_Indexed, ...]:
    return tuple(_indexed(procedure) for procedure in loader.procedures().values())


def _indexed(procedure: Procedure) -> _Indexed:
    names = f"{procedure.code} {procedure.name} {procedure.short_name}"
    said = " ".join((*procedure.words, procedure.service_field, *(result.name for result in procedure.results)))
    return _Indexed(procedure, frozenset(folded_words(names)), frozenset(folded_words(said)), fold(names))
