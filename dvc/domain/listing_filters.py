"""The filters of the list of procedures, under the names and values that addresses use."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dvc.domain.listings import Listing, Standing
from dvc.domain.text import folded_words

AGENCY, SERVICE_FIELD, SERVICE_LEVEL, AUTHORITY_LEVEL, AUDIENCE, LIFE_EVENT = FILTERS = (
    "co-quan",
    "linh-vuc",
    "muc-do",
    "cap",
    "doi-tuong",
    "su-kien",
)
SERVICE_LEVELS: Mapping[str, str] = {
    "full_online": "toan-trinh",
    "partial_online": "mot-phan",
    "undetermined": "chua-ro",
}
# What the older guides say: level 4 is full, level 3 is partial.
OLD_SERVICE_LEVELS: Mapping[str, str] = {"4": "toan-trinh", "3": "mot-phan"}
AUTHORITY_LEVELS: Mapping[str, str] = {"commune": "xa", "province": "tinh", "ministry": "bo", "other": "khac"}
# How the national listing's groups of people begin, and who they are.
_AUDIENCES: Mapping[str, str] = {
    "công dân": "cong-dan",
    "người": "cong-dan",
    "doanh nghiệp": "doanh-nghiep",
    "hợp tác xã": "doanh-nghiep",
    "tổ chức": "to-chuc",
    "cán bộ": "can-bo",
}
AUDIENCES = ("cong-dan", "doanh-nghiep", "to-chuc", "can-bo")

# Life events by their key in addresses: the codes of the procedures that belong to each.
EventCodes = Mapping[str, frozenset[str]]
Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Sifted:
    """What passes the filters, in the order given, and for each filter how many pass with each of its values."""

    rows: tuple[Standing, ...]
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def slug(words: str) -> str:
    """Return a name as addresses write it: «Hộ tịch» is ho-tich."""
    return "-".join(folded_words(words))


def chosen(asked: Mapping[str, str]) -> dict[str, str]:
    """Return the filters that were chosen, the older names of a value as today's."""
    found = {name: slug(asked[name]) for name in FILTERS if name != AGENCY and asked.get(name)}
    found[AGENCY] = asked.get(AGENCY, "").upper()
    if SERVICE_LEVEL in found:
        found[SERVICE_LEVEL] = OLD_SERVICE_LEVELS.get(found[SERVICE_LEVEL], found[SERVICE_LEVEL])
    return {name: value for name, value in found.items() if value}


def values_of(listing: Listing, agencies: Iterable[str], events: EventCodes) -> Values:
    """Return by which values each filter lets a procedure pass; communes' desks take what communes resolve.

    `agencies` are their identifier codes.
    """
    who = {kind for said in listing.audience for begins, kind in _AUDIENCES.items() if said.lower().startswith(begins)}
    return {
        AGENCY: frozenset(agencies) if "commune" in listing.levels else frozenset(),
        SERVICE_FIELD: frozenset([slug(listing.service_field)]),
        SERVICE_LEVEL: frozenset([SERVICE_LEVELS[listing.service_level]]),
        AUTHORITY_LEVEL: frozenset(AUTHORITY_LEVELS[level] for level in listing.levels),
        AUDIENCE: frozenset(who),
        LIFE_EVENT: frozenset(event for event, codes in events.items() if listing.code in codes),
    }


def sift(rows: Sequence[tuple[Standing, Values]], wanted: Mapping[str, str]) -> Sifted:
    """Return what passes; a filter's counts are of what passes all the others."""
    passed: list[Standing] = []
    counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
    for standing, values in rows:
        failed = [name for name, value in wanted.items() if value not in values[name]]
        if not failed:
            passed.append(standing)
        if len(failed) <= 1:
            for name in failed or FILTERS:
                counts[name].update(values[name])
    return Sifted(tuple(passed), counts)
