"""The people of a filing and how its result is returned: what was typed, read into what is filed.

Filer, owner and requester are separate people. A draft keeps their texts as they were typed, so that nothing is lost;
reading them again tells what is wrong.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dvc.domain.fields.types import NO_REFERENCE, Reference
from dvc.domain.identifiers import id_number_warnings, parse_email, parse_id_number, parse_phone
from dvc.domain.names import parse_name
from dvc.domain.procedures import ReturnMethod
from dvc.domain.text import nfc, squeeze
from dvc.errors import InvalidAnswer

FOR_WHOM = ("self", "child", "other")
DATE_PARTS = ("day", "month", "year")
LONGEST_LINE = 300
# Added to an ID number's name: the box that confirms an odd one, which sends the number itself.
CHECKED = "_checked"
_EARLIEST_YEAR = 1850

Typed = Mapping[str, str]
Problems = dict[str, InvalidAnswer]
Reader = Callable[[str], str]


def _line(text: str) -> str:
    line = squeeze(nfc("".join(char for char in text if char.isprintable() or char.isspace())))
    if len(line) > LONGEST_LINE:
        raise InvalidAnswer("filing.line_long", limit=LONGEST_LINE, written=len(line))
    return line


def _address(text: str) -> str:
    line = _line(text)
    if not line:
        raise InvalidAnswer("filing.address_empty")
    return line


@dataclass(frozen=True, slots=True)
class Item:
    """One text of a small form: its name, how it is read, whether it must be there."""

    name: str
    read: Reader
    required: bool = True


FILER = (
    Item("full_name", parse_name),
    Item("id_number", parse_id_number),
    Item("phone", parse_phone),
    Item("email", parse_email, required=False),
    Item("address", _line, required=False),
)
OWNERS: Mapping[str, tuple[Item, ...]] = {
    "self": (),
    "child": (
        Item("owner_full_name", parse_name, required=False),
        Item("owner_id_number", parse_id_number, required=False),
    ),
    "other": (
        Item("owner_full_name", parse_name),
        Item("owner_id_number", parse_id_number),
        Item("owner_phone", parse_phone),
    ),
}
POST_TO = (Item("receiver", parse_name), Item("receiver_phone", parse_phone), Item("post_address", _address))

PEOPLE_WORDS: Mapping[str, str] = {
    "full_name": "Họ và tên người nộp",
    "id_number": "Số định danh người nộp",
    "id_number_checked": "Số định danh người nộp",
    "birth_date": "Ngày sinh người nộp",
    "phone": "Số điện thoại người nộp",
    "email": "Thư điện tử",
    "address": "Nơi ở hiện nay",
    "owner_full_name": "Họ và tên người đứng tên hồ sơ",
    "owner_id_number": "Số định danh người đứng tên hồ sơ",
    "owner_id_number_checked": "Số định danh người đứng tên hồ sơ",
    "owner_phone": "Số điện thoại người đứng tên hồ sơ",
}
DELIVERY_WORDS: Mapping[str, str] = {
    "method": "Cách nhận kết quả",
    "receiver": "Họ và tên người nhận",
    "receiver_phone": "Số điện thoại người nhận",
    "post_address": "Địa chỉ nhận",
}


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part: each with full_name, id_number, phone, email, birth_date and address as far as known."""

    filer: Mapping[str, str]
    owner: Mapping[str, str]
    problems: Problems = field(default_factory=dict)
    # What looks odd in an ID number, by the input's name: to be confirmed, never a block.
    odd: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return what a dossier keeps; the filer asks in the owner's name, and gets the messages."""
        return {
            "filer": dict(self.filer),
            "owner": dict(self.owner),
            "requester": dict(self.filer),
            "messages_to": "filer",
        }


def people_fields(for_whom: str) -> tuple[str, ...]:
    """Return the names of the texts that the step of the people asks."""
    names = [item.name for item in (*FILER, *OWNERS[for_whom])]
    numbers = [name + CHECKED for name in names if name.endswith("id_number")]
    return (*names, *numbers, *(f"birth_date-{part}" for part in DATE_PARTS))


def read_people(typed: Typed, for_whom: str, today: date, reference: Reference = NO_REFERENCE) -> People:
    """Read the people of a filing; what cannot be read is named in `problems`."""
    values, problems = _read(typed, (*FILER, *OWNERS[for_whom]))
    try:
        values["birth_date"] = read_birth_date(typed, today)
    except InvalidAnswer as why:
        problems["birth_date"] = why
    filer = {name: value for name, value in values.items() if not name.startswith("owner_")}
    owner = {name.removeprefix("owner_"): value for name, value in values.items() if name.startswith("owner_")}
    if for_whom == "other" and "id_number" in owner and owner["id_number"] == filer.get("id_number"):
        problems["owner_id_number"] = InvalidAnswer("filing.owner_is_filer")
    odd = _odd_numbers(values, reference)
    for name in odd:
        if typed.get(name + CHECKED) != values[name]:
            problems[name + CHECKED] = InvalidAnswer("filing.id_unchecked")
    return People(filer, dict(filer) if for_whom == "self" else owner, problems, odd)


def _odd_numbers(values: Typed, reference: Reference) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in ("id_number", "owner_id_number"):
        number = values.get(name, "")
        born = values.get("birth_date") if name == "id_number" else None
        codes = reference.province_id_codes() or {number[:3]}
        year = int(born[:4]) if born else None
        reasons = id_number_warnings(number, sex=None, birth_year=year, province_codes=codes)
        if reasons:
            found[name] = reasons
    return found


def read_birth_date(typed: Typed, today: date) -> str:
    """Return the filer's birth date as YYYY-MM-DD.

    Raises InvalidAnswer: filing.birth_empty, filing.birth_digits, filing.birth_impossible, filing.birth_future.
    """
    parts = [typed.get(f"birth_date-{part}", "").strip() for part in DATE_PARTS]
    if not all(parts):
        raise InvalidAnswer("filing.birth_empty")
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):  # noqa: PLR2004 - a year's digits
        raise InvalidAnswer("filing.birth_digits")
    day, month, year = map(int, parts)
    try:
        born = date(year, month, day)
    except ValueError:
        raise InvalidAnswer("filing.birth_impossible", day=day, month=month, year=year) from None
    if year < _EARLIEST_YEAR:
        raise InvalidAnswer("filing.birth_impossible", day=day, month=month, year=year)
    if born > today:
        raise InvalidAnswer("filing.birth_future")
    return born.isoformat()


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the result is returned."""

    values: Mapping[str, str]
    problems: Problems = field(default_factory=dict)


def read_delivery(typed: Typed, methods: tuple[ReturnMethod, ...]) -> Delivery:
    """Read the chosen way of returning the result, which the procedure must allow."""
    method = typed.get("method", "")
    if method not in methods:
        return Delivery({}, {"method": InvalidAnswer("filing.method_empty")})
    values, problems = _read(typed, POST_TO if method == "post" else ())
    return Delivery({"method": method, **values}, problems)


def _read(typed: Typed, items: tuple[Item, ...]) -> tuple[dict[str, str], Problems]:
    values: dict[str, str] = {}
    problems: Problems = {}
    for item in items:
        text = typed.get(item.name, "")
        if not text.strip() and not item.required:
            continue
        try:
            values[item.name] = item.read(text)
        except InvalidAnswer as why:
            problems[item.name] = why
    return {name: value for name, value in values.items() if value}, problems
