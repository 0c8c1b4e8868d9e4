"""What is kept of an agency and of who signs for it, and what each may hold."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from dvc.domain.dossier_codes import LEFT_TO_RIGHT, ORDERS, RIGHT_TO_LEFT
from dvc.domain.names import parse_name
from dvc.domain.text import nfc, squeeze
from dvc.errors import InvalidAnswer

LONGEST_CODE = 35
SHORTEST_NUMBER = 3
LONGEST: Mapping[str, int] = MappingProxyType(
    {"name": 200, "desk_name": 200, "address": 300, "hotline": 30, "hours": 200}
)
ORDER_WORDS: Mapping[str, str] = MappingProxyType(
    {LEFT_TO_RIGHT: "Từ trái sang phải, cấp 1 đứng đầu", RIGHT_TO_LEFT: "Từ phải sang trái, cấp 1 đứng cuối"}
)
# QĐ 20/2020/QĐ-TTg Đ4: groups parted by dots, level 1 first: a letter A to Y and two digits.
_IDENTIFIER = re.compile(r"[A-Y][0-9]{2}(\.[0-9A-Z]+)*", re.ASCII)
_HOTLINE = re.compile(r"\+?[0-9(). -]+", re.ASCII)
_TITLE_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything of an agency that an administrator may set; `valid_to` is its last day."""

    name: str
    desk_name: str
    identifier_code: str
    identifier_official: bool = False
    address: str = ""
    hotline: str = ""
    hours: str = ""
    receives: bool = True
    valid_from: date | None = None
    valid_to: date | None = None
    parent_id: int | None = None
    succeeded_by_id: int | None = None
    code_order: str = LEFT_TO_RIGHT


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for an agency, in which office, from when to when, both days included."""

    name: str
    title: str
    valid_from: date | None = None
    valid_to: date | None = None


def visible(text: str) -> str:
    """Return a text without the signs that nobody sees, which neither a page nor every database takes."""
    return "".join(char for char in text if char.isspace() or not unicodedata.category(char).startswith("C"))


def tidy(text: str) -> str:
    """Return a line as it is kept: NFC, single spaces, only signs that one sees."""
    return squeeze(visible(nfc(text)))


def tidied(facts: Facts) -> Facts:
    """Return the facts as they are kept; an identifier code in no known shape stays as it was typed."""
    texts = {field: tidy(getattr(facts, field)) for field in LONGEST}
    return replace(facts, **texts, identifier_code=re.sub(r"\s", "", visible(facts.identifier_code)).upper())  # type: ignore[arg-type]  # texts only


def parse_identifier(text: str) -> str:
    """Return an agency's identifier code from what somebody typed; lower case and spaces are forgiven.

    Raises InvalidAnswer: agency.identifier_empty, agency.identifier_long, agency.identifier_shape.
    """
    code = re.sub(r"\s", "", text).upper()
    if not code:
        raise InvalidAnswer("agency.identifier_empty")
    if len(code) > LONGEST_CODE:
        raise InvalidAnswer("agency.identifier_long", limit=LONGEST_CODE, written=len(code))
    if not _IDENTIFIER.fullmatch(code):
        raise InvalidAnswer("agency.identifier_shape")
    return code


def facts_problems(facts: Facts) -> dict[str, InvalidAnswer]:
    """Return what is wrong with the facts by themselves, by field."""
    return dict(_wrong(facts))


def _wrong(facts: Facts) -> Iterator[tuple[str, InvalidAnswer]]:
    for field in ("name", "desk_name"):
        if not getattr(facts, field):
            yield field, InvalidAnswer(f"agency.{field}_empty")
    for field, limit in LONGEST.items():
        written = len(getattr(facts, field))
        if written > limit:
            yield field, InvalidAnswer("answer.too_long", limit=limit, written=written)
    try:
        parse_identifier(facts.identifier_code)
    except InvalidAnswer as why:
        yield "identifier_code", why
    if facts.hotline and not _is_number(facts.hotline):
        yield "hotline", InvalidAnswer("agency.hotline_shape")
    if facts.code_order not in ORDERS:
        yield "code_order", InvalidAnswer("agency.order_unknown")
    yield from _wrong_days(facts.valid_from, facts.valid_to)
    if facts.succeeded_by_id is not None and facts.valid_to is None:
        yield "valid_to", InvalidAnswer("agency.heir_without_end")


def _is_number(text: str) -> bool:
    digits = sum(char.isdigit() for char in text)
    return _HOTLINE.fullmatch(text) is not None and digits >= SHORTEST_NUMBER


def _wrong_days(first: date | None, last: date | None) -> Iterator[tuple[str, InvalidAnswer]]:
    if first is not None and last is not None and last < first:
        yield "valid_to", InvalidAnswer("agency.ends_before_it_begins")


def signer_problems(signer: Signer) -> dict[str, InvalidAnswer]:
    """Return what is wrong with a signer by itself, by field."""
    found = dict(_wrong_days(signer.valid_from, signer.valid_to))
    try:
        parse_name(signer.name)
    except InvalidAnswer as why:
        found["name"] = why
    if not signer.title:
        found["title"] = InvalidAnswer("agency.title_empty")
    elif len(signer.title) > _TITLE_LONGEST:
        found["title"] = InvalidAnswer("answer.too_long", limit=_TITLE_LONGEST, written=len(signer.title))
    return found
