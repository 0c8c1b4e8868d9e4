"""Find procedures as people call them; the index lives in this process and is made anew when the catalogue changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import life_events, phrases
from dvc.domain import listing_filters, search
from dvc.domain.listing_filters import Values
from dvc.domain.listings import Standing
from dvc.domain.search.typed import only_asks
from dvc.domain.text import collate_key
from dvc.errors import NotFound
from dvc.services import agencies, catalogue

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
    how many there are when no filter is chosen, `counts` how many each value of each filter would give.
    """

    rows: Sequence[Standing]
    total: int
    next_after: str
    without_filters: int
    counts: Mapping[str, Mapping[str, int]]
    filters: Mapping[str, str]


@dataclass(frozen=True)
class _Kept:
    """What is made once for a state of the catalogue: the index, the order of the dictionary, the filters' values."""

    key: tuple[tuple[str, str], ...]
    index: search.Index
    order: Mapping[str, int]
    values: dict[tuple[str, ...], Mapping[str, Values]] = field(default_factory=dict)


_MOST_VALUES = 8
_kept: list[_Kept] = []


def find(session: Session, wanted: Wanted) -> Found:
    """Return the procedures that fit, best first; drafts are not among them."""
    standings = {one.listing.code: one for one in catalogue.standings(session) if one.status != "draft"}
    kept = _index(standings)
    filters = listing_filters.chosen(wanted.filters)
    places = tuple(agency.identifier_code for agency in agencies.receiving(session, clock.today()))
    values = _values(kept, standings, places)
    rows = [(one, values[one.listing.code]) for one in _ordered(kept, standings, wanted.text)]
    sifted = listing_filters.sift(rows, filters)
    page, next_after = _page(sifted.rows, wanted.after)
    return Found(page, len(sifted.rows), next_after, len(rows), sifted.counts, filters)


def nearest(session: Session, text: str, most: int = 3) -> Sequence[Standing]:
    """Return the few procedures nearest to a text, whatever filters are chosen."""
    return find(session, Wanted(text)).rows[:most]


def _ordered(kept: _Kept, standings: Mapping[str, Standing], text: str) -> list[Standing]:
    if only_asks(text):
        found = sorted(standings.values(), key=lambda one: kept.order[one.listing.code])
    else:
        found = [standings[hit.code] for hit in search.search(kept.index, text)]
    return sorted(found, key=lambda one: one.status in _GONE)


def _page(rows: Sequence[Standing], after: str) -> tuple[Sequence[Standing], str]:
    """Return the rows behind a code; from the start when the code is not, or no longer, among them."""
    start = next((place + 1 for place, one in enumerate(rows) if one.listing.code == after), 0)
    page = rows[start : start + PAGE]
    return page, page[-1].listing.code if len(rows) > start + PAGE else ""


def _index(standings: Mapping[str, Standing]) -> _Kept:
    key = tuple((code, one.listing.version) for code, one in standings.items())
    for kept in _kept:
        if kept.key == key:
            return kept
    listings = [one.listing for one in standings.values()]
    ranked = sorted(listings, key=lambda one: (collate_key(one.short_name), one.code))
    made = _Kept(key, search.build(listings, phrases.phrases()), {one.code: n for n, one in enumerate(ranked)})
    _kept[:] = [made]
    return made


def _values(kept: _Kept, standings: Mapping[str, Standing], places: tuple[str, ...]) -> Mapping[str, Values]:
    values = kept.values.get(places)
    if values is None:
        events = life_events.codes_by_event()
        values = {code: listing_filters.values_of(one.listing, places, events) for code, one in standings.items()}
        if len(kept.values) >= _MOST_VALUES:
            kept.values.clear()
        kept.values[places] = values
    return values


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
    return {one.listing.code: one.listing.short_name for one in catalogue.standings(session) if one.status != "draft"}


def service_fields(session: Session) -> set[str]:
    """Return the fields of all procedures that residents see."""
    return {one.listing.service_field for one in catalogue.standings(session) if one.status != "draft"}
