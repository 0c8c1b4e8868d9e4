"""Find procedures as people call them; the index lives in this process and is made anew when the catalogue changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from sqlalchemy.orm import Session

from dvc.catalogue import life_events, phrases
from dvc.domain import listing_filters, search
from dvc.domain.listing_filters import Values
from dvc.domain.listings import Standing
from dvc.domain.search.typed import only_asks
from dvc.domain.text import CollateKey, collate_key
from dvc.errors import NotFound
from dvc.services import catalogue

PAGE = 30
# What has ended stands behind what can be filed; what only pauses keeps its place.
_GONE = ("ended", "replaced")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; nothing wants everything. `after` is the code of the last procedure already seen."""

    text: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    after: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found.

    `total` counts all pages, `next_after` continues behind this one (empty: this is the last), `without_filters` is
    how many there are when no filter is chosen, `counts` how many each value of each filter would give. `fields` are
    all fields, each as addresses write it and as people do; `guess` are other words to look for where nothing is found.
    """

    rows: Sequence[Standing]
    total: int
    next_after: str
    without_filters: int
    counts: Mapping[str, Mapping[str, int]]
    filters: Mapping[str, str]
    fields: Sequence[tuple[str, str]]
    guess: str = ""


@dataclass(frozen=True)
class _Kept:
    """What is made once for a state of the catalogue: the index, all as a list shows them, the fields."""

    number: int
    state: Sequence[Standing]
    index: search.Index
    ordered: Sequence[Standing]
    by_code: Mapping[str, Standing]
    fields: Sequence[tuple[str, str]]
    values: dict[tuple[str, ...], Mapping[str, Values]] = field(default_factory=dict)


_MOST_VALUES = 8
_kept: list[_Kept] = []
_numbers = count()


def find(session: Session, wanted: Wanted, places: Sequence[str] = ()) -> Found:
    """Return the procedures that fit, best first; `places` are the identifier codes of the agencies to choose among."""
    kept = _current(catalogue.standings(session))
    filters = listing_filters.chosen(wanted.filters)
    values = _values(kept, tuple(places))
    rows = [(one, values[one.listing.code]) for one in _ordered(kept, wanted.text)]
    sifted = listing_filters.sift(rows, filters)
    page, next_after = _page(sifted.rows, wanted.after)
    other = "" if rows else search.guess(kept.index, wanted.text)
    return Found(page, len(sifted.rows), next_after, len(rows), sifted.counts, filters, kept.fields, other)


def _ordered(kept: _Kept, text: str) -> Sequence[Standing]:
    if only_asks(text):
        return kept.ordered
    found = [kept.by_code[hit.code] for hit in search.search(kept.index, text)]
    return sorted(found, key=lambda one: one.status in _GONE)


def _page(rows: Sequence[Standing], after: str) -> tuple[Sequence[Standing], str]:
    """Return the rows behind a code; from the start when the code is not, or no longer, among them."""
    start = next((place + 1 for place, one in enumerate(rows) if one.listing.code == after), 0)
    page = rows[start : start + PAGE]
    return page, page[-1].listing.code if len(rows) > start + PAGE else ""


def _current(standings: Sequence[Standing]) -> _Kept:
    for kept in _kept:
        if kept.state == standings:  # the same objects while nothing changes, so this takes microseconds
            return kept
    shown = [one for one in standings if one.status != "draft"]
    shown.sort(key=_place)
    fields = sorted({one.listing.service_field for one in shown}, key=collate_key)
    made = _Kept(
        number=next(_numbers),
        state=standings,
        index=search.build([one.listing for one in shown], phrases.phrases()),
        ordered=shown,
        by_code={one.listing.code: one for one in shown},
        fields=[(listing_filters.slug(name), name) for name in fields],
    )
    _kept[:] = [made]
    return made


def _place(one: Standing) -> tuple[bool, bool, CollateKey, str]:
    """Return where a procedure stands when nothing is looked for: first what has a form of its own and is filed here.

    Each part is in the order of the dictionary; what is over stands behind all.
    """
    listing = one.listing
    has_form = not listing.generic and listing.received_by == "here" and "online" in listing.channels
    return one.status in _GONE, not has_form, collate_key(listing.short_name), listing.code


def _values(kept: _Kept, places: tuple[str, ...]) -> Mapping[str, Values]:
    values = kept.values.get(places)
    if values is None:
        events = life_events.codes_by_event()
        values = {code: listing_filters.values_of(one.listing, places, events) for code, one in kept.by_code.items()}
        if len(kept.values) >= _MOST_VALUES:
            kept.values.clear()
        kept.values[places] = values
    return values


def state(session: Session) -> int:
    """Return a number that changes, within this process, with anything that a list shows of the procedures."""
    return _current(catalogue.standings(session)).number


def published(session: Session, code: str) -> Standing:
    """Return how a procedure stands that residents may read about.

    Raises:
        NotFound: there is none, or it is a draft.

    """
    standing = catalogue.standing(session, code)
    if standing.status == "draft":
        raise NotFound
    return standing


def names(session: Session) -> dict[str, str]:
    """Return the short names of all procedures that have a page, by their codes."""
    shown = _current(catalogue.standings(session)).by_code
    return {code: one.listing.short_name for code, one in shown.items()}
