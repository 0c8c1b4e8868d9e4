"""Reference data: communes, ethnic groups, countries and the other lists that forms offer.

Each list is read when first asked for and kept; ``reference/README.md`` tells where each came from.
"""

import json
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dvc.errors import NotFound

_FOLDER = Path(__file__).parent / "reference"


@dataclass(frozen=True, slots=True)
class Province:
    """Hold a province or centrally run city as it is since 2025-07-01."""

    code: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Commune:
    """Hold a commune, ward or special zone as it is since 2025-07-01."""

    code: str
    name: str
    short: str
    province_code: str


@dataclass(frozen=True, slots=True)
class Option:
    """Hold one entry of a list: the code that is kept and the words people read."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """Hold a kind of identity paper; ``number`` is personal (12 digits), old (9 or 12), passport or free."""

    code: str
    name: str
    issuer: str
    number: str


@dataclass(frozen=True, slots=True)
class Agency:
    """Hold a people's committee in a span of time: from ``valid_from`` until the day before ``valid_to``."""

    key: str
    commune_name: str
    commune_code: str
    province_code: str
    province_name: str
    identifier_code: str
    district_name: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    succeeded_by: str | None = None
    date_confidence: str = "VERIFIED"
    identifier_confidence: str = "UNOFFICIAL"
    hotline: str | None = None

    def valid_on(self, day: date) -> bool:
        """Tell whether the agency existed on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)

    @property
    def name(self) -> str:
        """Return the full name of the committee."""
        return f"Ủy ban nhân dân {self.commune_name[0].lower()}{self.commune_name[1:]}"


@cache
def provinces() -> tuple[Province, ...]:
    """Return the 34 provinces in the order of their codes."""
    return tuple(Province(*row) for row in _json("provinces_2025.json")["provinces"])


@cache
def communes(province_code: str) -> tuple[Commune, ...]:
    """Return the communes of a province in the order of their codes; none for an unknown province."""
    rows = _communes().get(province_code, [])
    return tuple(Commune(code, name, short, province_code) for code, name, short in rows)


def commune(code: str) -> Commune:
    """Return a commune by its statistics code; raises NotFound."""
    found = _commune_index().get(code)
    if found is None:
        raise NotFound
    return found


def province(code: str) -> Province:
    """Return a province by its code; raises NotFound."""
    found = next((entry for entry in provinces() if entry.code == code), None)
    if found is None:
        raise NotFound
    return found


@cache
def ethnic_groups() -> tuple[Option, ...]:
    """Return the 54 ethnic groups in the official order."""
    return _options(_json("ethnic_groups.json")["groups"])


@cache
def countries() -> tuple[Option, ...]:
    """Return the countries with their Vietnamese names, Việt Nam first, the others in Vietnamese order."""
    return _options(_json("countries.json")["countries"])


@cache
def marital_statuses() -> tuple[Option, ...]:
    """Return the answers of the national e-form on marital status."""
    return _options(_json("marital_status.json")["options"])


@cache
def identity_documents() -> tuple[IdentityDocument, ...]:
    """Return the kinds of identity papers with the issuer that a form fills in."""
    rows = _toml("people.toml")["identity_document"]
    return tuple(IdentityDocument(row["code"], row["name"], row["issuer"], row["number"]) for row in rows)


@cache
def residence_types() -> tuple[Option, ...]:
    """Return the kinds of residence."""
    return tuple(Option(row["code"], row["name"]) for row in _toml("people.toml")["residence_type"])


@cache
def relations() -> tuple[Option, ...]:
    """Return how one person may be related to another; «Khác» is the last."""
    return tuple(Option(row["code"], row["name"]) for row in _toml("people.toml")["relation"])


@cache
def province_id_codes() -> frozenset[str]:
    """Return the first three digits that a personal ID number can have."""
    return frozenset(code for code, _name in _json("province_id_codes.json")["codes"])


@cache
def phone_prefixes() -> frozenset[str]:
    """Return the first three digits of the mobile numbers whose carrier is known."""
    rows = _json("phone_prefixes.json")["carriers"]
    return frozenset(prefix for _carrier, _confidence, prefixes in rows for prefix in prefixes)


@cache
def published_passwords() -> frozenset[str]:
    """Return the passwords that everybody knows, casefolded."""
    text = (_FOLDER / "published_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the dated tree of the communes that the portal was made for."""
    content = _toml("agencies.toml")
    mark = content["identifier_confidence"]
    return tuple(Agency(**row, identifier_confidence=mark) for row in content["agency"])


def agencies_on(day: date) -> tuple[Agency, ...]:
    """Return the agencies that exist on a day."""
    return tuple(agency for agency in agencies() if agency.valid_on(day))


@cache
def _communes() -> dict[str, list[list[str]]]:
    content: dict[str, list[list[str]]] = _json("wards_2025.json")["communes"]
    return content


@cache
def _commune_index() -> dict[str, Commune]:
    return {entry.code: entry for code in _communes() for entry in communes(code)}


def _options(rows: list[list[str]]) -> tuple[Option, ...]:
    return tuple(Option(*row) for row in rows)


def _json(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_FOLDER / name).read_text(encoding="utf-8"))
    return content


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / name).read_text(encoding="utf-8"))
