"""Find the entry and the field that a fault of a definition is about, so that the page can lead there."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dvc.blueprints.admin.definition_paths import Entry, Path, Rows, lists, shape, whole
from dvc.blueprints.admin.field_words import FIELD_WORDS
from dvc.catalogue.definitions import CatalogueFault

_BETWEEN = " › "
_QUESTIONS = "questions"
_LACKING = re.compile(r"thiếu mục «(\w+)»")


@dataclass(frozen=True, slots=True)
class Located:
    """A fault at its place: the entry's address, the field ("" for the whole entry), where that is in words, why."""

    path: Path
    field: str
    words: str
    reason: str


def located(faults: Iterable[CatalogueFault], data: dict[str, object]) -> list[Located]:
    """Return every fault with the place that it is about."""
    return [_located(fault, data) for fault in faults]


def _located(fault: CatalogueFault, data: dict[str, object]) -> Located:
    here: Entry | Rows = whole(data)
    said: list[str] = []
    field = ""
    for part in fault.place.split(_BETWEEN) if fault.place else ():
        if part == _QUESTIONS and not here.path:
            continue  # «questions › key» means those of any section
        onward = _step(here, part)
        if onward is None:
            field = part if isinstance(here, Entry) and part in shape(here.kind) else field
            said.append(_field_words(here, part))
            break
        here = onward
        if isinstance(here, Entry):
            said.append(f"«{here.title}»")
    if isinstance(here, Rows) and not field:
        field, here = here.name, here.owner
        said.append(_field_words(here, field))
    lacking = _LACKING.fullmatch(fault.reason)
    if lacking is not None and isinstance(here, Entry) and lacking[1] in shape(here.kind):
        field = lacking[1]
        return Located(here.path, field, _BETWEEN.join((*said, _field_words(here, field))), "chưa điền")
    path = here.path if isinstance(here, Entry) else here.owner.path
    return Located(path, field, _BETWEEN.join(said) or "Toàn bản", fault.reason)


def _step(here: Entry | Rows, part: str) -> Entry | Rows | None:
    """Return what a part of the place leads to; a question may be named without the word «questions» before it."""
    if isinstance(here, Rows):
        return _named(here, part)
    if part in lists(here.kind):
        return Rows(lists(here.kind)[part], here, part)
    if part in shape(here.kind):
        return None
    return next((found for inner in _inner(here) if (found := _named(inner, part))), None)


def _inner(here: Entry) -> Iterator[Rows]:
    if not here.path:
        for section in _entries(Rows(lists(here.kind)["sections"], here, "sections")):
            yield from _inner(section)
    if _QUESTIONS in lists(here.kind):
        yield Rows(lists(here.kind)[_QUESTIONS], here, _QUESTIONS)


def _entries(rows: Rows) -> Iterator[Entry]:
    for at, segment in enumerate(rows.segments):
        if isinstance(rows.rows[at], dict):
            yield Entry(rows.kind, rows.rows[at], (*rows.path, segment))


def _named(rows: Rows, part: str) -> Entry | None:
    """Return the first entry with this key, or with this number."""
    for entry in _entries(rows):
        if entry.table.get("key") == part:
            return entry
    number = f"_{part}"
    return next((one for one in _entries(rows) if one.path[-1] == number), None)


def _field_words(here: Entry | Rows, part: str) -> str:
    known = FIELD_WORDS.get(here.kind, {}) if isinstance(here, Entry) else {}
    return known[part].label if part in known else part


def beside(faults: Iterable[Located], path: Path) -> Mapping[str, str]:
    """Return the sentence for each field of one entry; of several the first ones."""
    found: dict[str, str] = {}
    for fault in faults:
        if fault.path == path:
            found[fault.field] = f"{found[fault.field]}; {fault.reason}" if fault.field in found else fault.reason
    return found
