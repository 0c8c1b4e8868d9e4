"""What happens in people's lives, and which procedures belong to it; from life_events.toml."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from dvc.catalogue import loader
from dvc.catalogue.loader import CatalogueFault, DefinitionError

FILE = Path(__file__).parent / "life_events.toml"
Who = Literal["citizen", "business"]


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One event: its key stands in addresses, `codes` are its procedures, the likeliest first."""

    key: str
    title: str
    who: Who
    icon: str
    text: str
    codes: tuple[str, ...]


@cache
def life_events() -> Mapping[str, LifeEvent]:
    """Return the events by key, in the order in which people see them; raises DefinitionError with all faults."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["events"]
    events = {row["key"]: LifeEvent(**(row | {"codes": tuple(row["codes"])})) for row in rows}
    faults = tuple(faults_in(events))
    if faults:
        raise DefinitionError(faults)
    return events


def faults_in(events: Mapping[str, LifeEvent]) -> Iterator[CatalogueFault]:
    """Yield a fault for each code that no procedure has."""
    known = loader.listings()
    for event in events.values():
        for code in event.codes:
            if code not in known:
                yield CatalogueFault(FILE.name, event.key, f"không có thủ tục {code}")


@cache
def codes_by_event() -> Mapping[str, frozenset[str]]:
    """Return the codes of each event by its key."""
    return {key: frozenset(event.codes) for key, event in life_events().items()}
