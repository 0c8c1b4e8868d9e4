"""Countries and addresses: country, province, commune, detail; no district since 2025-07-01."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from dvc.domain.fields.base import FIELDS, Field, Named, Raw, lowered, typed_text
from dvc.domain.text import fold, nfc, squeeze
from dvc.errors import InvalidAnswer

VIETNAM = "Việt Nam"
OTHER = "Khác"
COUNTRY, COUNTRY_NAME = "country", "country_name"
PROVINCE, COMMUNE, DETAIL = "province", "commune", "detail"
# An address of before 2025-07-01, and the one that was chosen of what it became: «province/commune».
OLD = OLD_COMMUNE, OLD_DISTRICT, OLD_PROVINCE = "old_commune", "old_district", "old_province"
NEW_COMMUNE = "new_commune"
_LONGEST = 200


@FIELDS.register("country")
@dataclass(frozen=True, slots=True)
class Country(Field):
    """Việt Nam, or another country by its name as people write it; stored as the name."""

    inputs: ClassVar[tuple[str, ...]] = ("", "other")
    missing: ClassVar[str] = "answer.required_choice"

    def parse(self, raw: Raw) -> Any:
        """Return the country's name; raises InvalidAnswer: answer.not_an_option, country.name."""
        return _country(self, typed_text(raw), typed_text(raw, "other"), at="other")

    def write(self, value: Any) -> Raw:
        """Return the choice and, for another country, its name."""
        return {"": VIETNAM, "other": ""} if value == VIETNAM else {"": OTHER, "other": str(value)}


@FIELDS.register("address")
@dataclass(frozen=True, slots=True)
class Address(Field):
    """An address: codes with the names of the day it was written; abroad only country and detail.

    An old address with its district is only typed, never stored: it has to be changed into one of today.
    """

    inputs: ClassVar[tuple[str, ...]] = (COUNTRY, COUNTRY_NAME, PROVINCE, COMMUNE, DETAIL, *OLD, NEW_COMMUNE)
    missing: ClassVar[str] = "address.missing"

    def is_blank(self, raw: Raw) -> bool:
        """Tell whether nothing was given beside the country that stands there at first."""
        rest = any(typed_text(raw, name) for name in self.inputs if name != COUNTRY)
        return not rest and typed_text(raw, COUNTRY) in ("", VIETNAM)

    def parse(self, raw: Raw) -> Any:
        """Return the address.

        Raises InvalidAnswer: answer.not_an_option, country.name, address.province, address.commune,
        address.detail, address.old, answer.too_long.
        """
        named = typed_text(raw, COUNTRY) or VIETNAM
        country = _country(self, named, typed_text(raw, COUNTRY_NAME), at=COUNTRY_NAME)
        detail = squeeze(nfc(typed_text(raw, DETAIL)))
        if len(detail) > _LONGEST:
            raise InvalidAnswer("answer.too_long", limit=_LONGEST, written=len(detail), at=DETAIL)
        if country != VIETNAM:
            if not detail:
                raise InvalidAnswer("address.detail", at=DETAIL)
            return {"country": country, "detail": detail}
        return {"country": country, **self._unit(raw), "detail": detail}

    def _unit(self, raw: Raw) -> dict[str, str]:
        province, commune = typed_text(raw, PROVINCE), typed_text(raw, COMMUNE)
        if typed_text(raw, NEW_COMMUNE):
            province, _, commune = typed_text(raw, NEW_COMMUNE).partition("/")
        elif any(typed_text(raw, name) for name in OLD):
            raise InvalidAnswer("address.old", at=OLD_COMMUNE)
        provinces = self.reference.provinces()
        province_name = _name(provinces, province, InvalidAnswer("address.province", at=PROVINCE))
        communes = self.reference.communes(province) if provinces else ()
        wrong = InvalidAnswer("address.commune", province=province_name, at=COMMUNE)
        return {
            "province": province,
            "province_name": province_name,
            "commune": commune,
            "commune_name": _name(communes, commune, wrong, listed=bool(provinces)),
        }

    def write(self, value: Any) -> Raw:
        """Return the inputs of an address."""
        country = value["country"]
        abroad = country != VIETNAM
        return {
            COUNTRY: OTHER if abroad else VIETNAM,
            COUNTRY_NAME: country if abroad else "",
            PROVINCE: value.get("province", ""),
            COMMUNE: value.get("commune", ""),
            DETAIL: value["detail"],
        }

    def reading(self, value: Any) -> str:
        """Return the address from the house up."""
        country = value["country"]
        parts = (value["detail"], value.get("commune_name"), value.get("province_name"))
        abroad = () if country == VIETNAM else (country,)
        return ", ".join(part for part in (*parts, *abroad) if part)


def _country(field: Field, choice: str, name: str, *, at: str) -> str:
    """Return the name of the chosen country, spelled as the list does where it is on it."""
    if nfc(choice) == VIETNAM:
        return VIETNAM
    if nfc(choice) != OTHER:
        raise InvalidAnswer("answer.not_an_option", label=lowered(field.question.label))
    written = squeeze(nfc(name))
    if not written or len(written) > _LONGEST or not any(char.isalpha() for char in written):
        raise InvalidAnswer("country.name", at=at)
    folded = fold(written)
    if folded == fold(VIETNAM):
        return VIETNAM
    return next((one.name for one in field.reference.countries() if fold(one.name) == folded), written)


def _name(entries: Iterable[Named], code: str, wrong: InvalidAnswer, *, listed: bool = False) -> str:
    """Return the name of a code; without a list any number is taken and has no name."""
    some = listed
    for entry in entries:
        some = True
        if entry.code == code:
            return entry.name
    if some or not (code.isascii() and code.isdigit()):
        raise wrong
    return ""
