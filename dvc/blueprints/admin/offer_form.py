"""The form of an agency's offer: what it shows of an offer, and the overrides that are read from it.

What stands as in the nation is left out of the overrides, so that a later national change holds here too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from flask import request

from dvc.blueprints.admin.choice_words import CHOICES
from dvc.blueprints.admin.offer_words import fee_words
from dvc.domain.agency_facts import tidy, visible
from dvc.domain.procedures import Channel, Fee, Procedure, ReturnMethod
from dvc.domain.text import folded_words
from dvc.domain.workdays import duration_words

MOST_ADDED = 5
LISTS: Mapping[str, tuple[str, ...]] = {"channels": get_args(Channel), "return_methods": get_args(ReturnMethod)}
ADDED_PARTS = ("name", "kind", "amount", "note")
_MONEY = re.compile(r"[\s.]|đồng|đ")
_MOST_DIGITS = 12
Texts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A case or a fee: its name, what the nation says, and the names of its inputs begin with `key`."""

    key: str
    name: str
    national: str


def case_rows(procedure: Procedure) -> list[Row]:
    """Return the cases with their national limits."""
    return [Row(f"case-{case.key}", case.name, duration_words(case.duration)) for case in procedure.cases]


def fee_rows(procedure: Procedure) -> list[Row]:
    """Return the fees with their national amounts."""
    return [Row(f"fee-{fee.key}", fee.name, fee_words(fee)) for fee in procedure.fees]


def values_of(procedure: Procedure, overrides: Mapping[str, Any]) -> Texts:
    """Return what the form shows of overrides, by the input's name."""
    values: Texts = {name: overrides.get(name, "") for name in ("service_level", "partial_reason")}
    values |= {name: list(overrides.get(name, getattr(procedure, name))) for name in LISTS}
    for case in procedure.cases:
        said = overrides.get("cases", {}).get(case.key, {})
        limit = said.get("duration") or {}
        unit = limit.get("unit") or (case.duration.unit if case.duration else "working_day")
        values |= {f"case-{case.key}-offered": said.get("offered", True), f"case-{case.key}-unit": unit}
        values[f"case-{case.key}-value"] = limit.get("value", "")
    for fee in procedure.fees:
        said = overrides.get("fees", {}).get(fee.key, {})
        amount = said.get("amount")
        values |= {
            f"fee-{fee.key}-amount": "" if amount is None else amount,
            f"fee-{fee.key}-note": said.get("note", ""),
        }
    for number, added in enumerate(overrides.get("added_fees", ()), start=1):
        values |= {f"added-{number}-{part}": added.get(part, "") for part in ADDED_PARTS}
    return values


def typed_values() -> Texts:
    """Return everything as it was typed."""
    form = request.form
    return {**{name: visible(text) for name, text in form.items()}, **{name: form.getlist(name) for name in LISTS}}


def added_numbers(values: Texts) -> list[int]:
    """Return the numbers of the rows for added fees: those that hold something and one more."""
    held = [number for number in range(1, MOST_ADDED + 1) if _holds(values, number)]
    return list(range(1, min(MOST_ADDED, max(held, default=0) + 1) + 1))


def _holds(values: Mapping[str, Any], number: int) -> bool:
    return any(str(values.get(f"added-{number}-{part}", "")).strip() for part in ("name", "amount", "note"))


def read_overrides(procedure: Procedure) -> dict[str, Any]:
    """Read the form of this request; what is no number stays text, which the service refuses."""
    form, found = request.form, dict(_read_level(procedure))
    for name, known in LISTS.items():
        chosen = [value for value in known if value in form.getlist(name)]
        if set(chosen) != set(getattr(procedure, name)):
            found[name] = chosen
    found["cases"] = {case.key: said for case in procedure.cases if (said := _read_case(procedure, case.key))}
    found["fees"] = {fee.key: said for fee in procedure.fees if (said := _read_fee(fee))}
    found["added_fees"] = _read_added(procedure)
    return {name: value for name, value in found.items() if value or name in LISTS}


def _read_level(procedure: Procedure) -> Texts:
    level = request.form.get("service_level", "")
    reason = tidy(request.form.get("partial_reason", ""))
    if not level and reason and procedure.service_level == "partial_online":
        level = procedure.service_level
    if not level or (level, reason) == (procedure.service_level, procedure.partial_reason):
        return {}
    return {"service_level": level} | ({"partial_reason": reason} if level == "partial_online" else {})


def _read_case(procedure: Procedure, key: str) -> Texts:
    form = request.form
    said: Texts = {}
    case = next(case for case in procedure.cases if case.key == key)
    if f"case-{key}-offered" not in form:
        said["offered"] = False
    text = form.get(f"case-{key}-value", "").strip()
    if text:
        limit = {"value": _number(text), "unit": form.get(f"case-{key}-unit", "")}
        if case.duration is None or limit != {"value": case.duration.value, "unit": case.duration.unit}:
            said["duration"] = limit
    return said


def _read_fee(fee: Fee) -> Texts:
    said: Texts = {}
    amount = request.form.get(f"fee-{fee.key}-amount", "").strip()
    note = tidy(request.form.get(f"fee-{fee.key}-note", ""))
    if amount and (fee.tiers or _number(amount) != fee.amount):
        said["amount"] = _number(amount)
    if note and note != fee.note:
        said["note"] = note
    return said


def _read_added(procedure: Procedure) -> list[Texts]:
    form, used = request.form, {fee.key for fee in procedure.fees}
    found = []
    for number in added_rows():
        row: Texts = {part: tidy(form.get(f"added-{number}-{part}", "")) for part in ADDED_PARTS}
        row["amount"] = _number(row["amount"])
        row["key"] = _key(row["name"], used)
        used.add(row["key"])
        found.append(row)
    return found


def added_rows() -> list[int]:
    """Return the numbers of the rows that hold something, in the order of the overrides."""
    return [number for number in range(1, MOST_ADDED + 1) if _holds(request.form, number)]


def _key(name: str, used: set[str]) -> str:
    """Return a key made of a name that no other fee of the procedure has."""
    words = [word for word in folded_words(name) if word.isascii() and word.isalnum()][:8]
    base = "-".join(("rieng", *words))
    return next(key for key in (base, *(f"{base}-{n}" for n in range(2, 99))) if key not in used)


def _number(text: str) -> int | str:
    digits = _MONEY.sub("", text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _MOST_DIGITS else text


def input_of(place: str, code: str, rows: Sequence[int]) -> str:
    """Return the input at which a problem of the overrides stands."""
    part, _, key = place.partition(".")
    if part == "cases":
        return f"case-{key}-value" if key else "cases"
    if part == "fees":
        return f"fee-{key}-note" if code == "offer.text" else f"fee-{key}-amount"
    if part == "added_fees":
        row = rows[int(key) - 1] if key.isdigit() and 0 < int(key) <= len(rows) else 1
        return f"added-{row}-amount" if code == "offer.amount" else f"added-{row}-name"
    return place or "valid_from"


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what the form offers to choose."""
    levels = [(value, words) for value, words in CHOICES["service_level"].items() if value != "undetermined"]
    return {
        "levels": levels,
        "units": list(CHOICES["unit"].items()),
        "channels": [(value, CHOICES["channels"][value]) for value in LISTS["channels"]],
        "return_methods": [(value, CHOICES["return_methods"][value]) for value in LISTS["return_methods"]],
    }
