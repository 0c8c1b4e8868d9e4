"""What stands on the list of procedures: the filters with their words, what is chosen, the rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dvc.blueprints.catalogue import words
from dvc.catalogue import life_events
from dvc.domain.listing_filters import (
    AGENCY,
    AUDIENCE,
    AUTHORITY_LEVEL,
    FILTERS,
    LIFE_EVENT,
    SERVICE_FIELD,
    SERVICE_LEVEL,
)
from dvc.domain.listings import Standing
from dvc.domain.standing import Closed, closed
from dvc.services.agencies import Agency
from dvc.services.catalogue_search import Found

# Addresses are a contract, and building each of a page's hundred by name would cost more than the search.
LIST = "/thu-tuc"
LONGEST = 200
LONGEST_NAME = 160
MOST_LINKED_FIELDS = 6
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: its name in addresses, its head, its options (value, words)."""

    name: str
    head: str
    options: Sequence[Option]
    value: str


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a filter: where it leads, its words, how many procedures it gives."""

    href: str
    words: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One procedure of the list."""

    code: str
    title: str
    line: str
    href: str
    file_href: str
    elsewhere: str
    closed: Closed | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """The whole list."""

    asked: Mapping[str, str]
    choices: Sequence[Choice]
    found: Found
    rows: Sequence[Row]
    agency: Agency | None

    @property
    def chosen(self) -> list[Link]:
        """Return what is chosen, each with the address of the list without it."""
        return [
            Link(
                self.address(**{choice.name: ""}),
                f"{choice.head}: {dict(choice.options).get(choice.value, choice.value)}",
            )
            for choice in self.choices
            if choice.value
        ]

    @property
    def links(self) -> list[tuple[str, list[Link]]]:
        """Return the links of the filters that are not chosen, each with what it would give."""
        heads = []
        for choice in self.choices:
            counts = self.found.counts[choice.name]
            if choice.value or choice.name in (AGENCY, LIFE_EVENT):
                continue
            options = [option for option in choice.options if counts.get(option[0])]
            if choice.name == SERVICE_FIELD:
                options = sorted(options, key=lambda option: -counts[option[0]])[:MOST_LINKED_FIELDS]
            if len(options) > 1:
                links = [Link(self.address(**{choice.name: value}), said, counts[value]) for value, said in options]
                heads.append((choice.head, links))
        return heads

    @property
    def next_href(self) -> str:
        """Return the address of the next page; empty on the last."""
        return self.address(sau=self.found.next_after) if self.found.next_after else ""

    @property
    def first_href(self) -> str:
        """Return the address of the first page."""
        return self.address()

    @property
    def plain_href(self) -> str:
        """Return the address without any filter."""
        return self.address(**dict.fromkeys(FILTERS, ""))

    def address(self, **other: str) -> str:
        """Return the list's address as it was asked for, some parts changed; paging begins anew."""
        parts = {"q": self.asked["q"]} | {choice.name: choice.value for choice in self.choices} | other
        return _address(LIST, parts)


def asked_of(read: Callable[[str, str], str]) -> dict[str, str]:
    """Return what the address asks, each part cut to a length and without signs that no page may hold."""
    return {name: clean(read(name, "")) for name in ("q", "sau", *FILTERS)}


def clean(text: str) -> str:
    """Return a stranger's text fit to be shown again."""
    return "".join(char if char.isprintable() else " " for char in text[:LONGEST]).strip()


def list_page(asked: Mapping[str, str], found: Found, desks: Sequence[Agency]) -> ListPage:
    """Put the page together; `desks` are the agencies that one may choose among."""
    options: Mapping[str, Sequence[Option]] = {
        AGENCY: [(desk.identifier_code, desk.name) for desk in desks],
        SERVICE_FIELD: found.fields,
        SERVICE_LEVEL: words.LEVEL_OPTIONS,
        AUTHORITY_LEVEL: words.AUTHORITY_OPTIONS,
        AUDIENCE: words.AUDIENCE_OPTIONS,
        LIFE_EVENT: [(event.key, event.title) for event in life_events.life_events().values()],
    }
    choices = [Choice(name, words.FILTERS[name], options[name], found.filters.get(name, "")) for name in FILTERS]
    wanted = found.filters.get(AGENCY, "")
    agency = next((desk for desk in desks if desk.identifier_code == wanted), None)
    return ListPage(asked, choices, found, [_row(one, agency) for one in found.rows], agency)


def _row(standing: Standing, agency: Agency | None) -> Row:
    listing = standing.listing
    here = listing.received_by == "here"
    can_file = here and standing.open and "online" in listing.channels
    where = {AGENCY: agency.identifier_code} if agency else {}
    return Row(
        code=listing.code,
        title=words.cut(listing.short_name, LONGEST_NAME),
        line=f"{words.SHORT_LEVELS[listing.service_level]}. Thời hạn: {words.limit_words(listing.limits)}.",
        href=_address(f"{LIST}/{listing.code}", where),
        file_href=_address(f"{LIST}/{listing.code}/nop", where) if can_file else "",
        elsewhere="" if here else words.PORTALS[listing.received_by],
        closed=closed(standing),
    )


def _address(path: str, parts: Mapping[str, str]) -> str:
    query = urlencode({name: value for name, value in parts.items() if value})
    return f"{path}?{query}" if query else path
