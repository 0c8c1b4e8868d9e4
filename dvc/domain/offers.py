"""What an agency offers otherwise than a definition says: service level, channels, cases, fees, return methods.

The overrides are plain data, as they are kept:
{"service_level": "partial_online", "partial_reason": "…", "channels": ["online"], "return_methods": ["at_desk"],
"cases": {key: {"offered": False, "duration": {"value": 2, "unit": "working_day"}}},
"fees": {key: {"amount": 10000, "note": "…"}}, "added_fees": [{"key", "kind", "name", "amount", "note"}]}
A key that the definition does not have (any more) is passed over.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from dvc.domain.procedures import Case, Channel, Fee, Procedure, ReturnMethod, ServiceLevel
from dvc.domain.workdays import UNITS, Duration
from dvc.errors import InvalidAnswer

MOST_AMOUNT = 1_000_000_000
MOST_LIMIT = 1000
LONGEST = 500
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KINDS = ("phí", "lệ phí")
_ADDED = frozenset({"key", "kind", "name", "amount", "unit", "note"})
Overrides = Mapping[str, Any]
Fault = tuple[str, InvalidAnswer]


def with_offer(procedure: Procedure, overrides: Overrides) -> Procedure:
    """Return the procedure as the agency offers it; its version stays, since it is the same definition."""
    given: dict[str, Any] = {
        name: tuple(overrides[name]) for name in ("channels", "return_methods") if name in overrides
    }
    if "service_level" in overrides:
        given["service_level"] = overrides["service_level"]
        given["partial_reason"] = overrides.get("partial_reason", "")
        given["service_level_confidence"] = "VERIFIED"
    if "cases" in overrides:
        given["cases"] = _cases(procedure, overrides["cases"])
    if "fees" in overrides or "added_fees" in overrides:
        known = {fee.key for fee in procedure.fees}
        more = (Fee(**fee) for fee in overrides.get("added_fees", ()) if fee["key"] not in known)
        given["fees"] = (*(_fee(fee, overrides.get("fees", {})) for fee in procedure.fees), *more)
    return replace(procedure, **given)


def _cases(procedure: Procedure, said: Mapping[str, Any]) -> tuple[Case, ...]:
    found = []
    for case in procedure.cases:
        of_case = said.get(case.key, {})
        if of_case.get("offered", True):
            limit = of_case.get("duration")
            found.append(replace(case, duration=Duration(**limit), confidence="VERIFIED") if limit else case)
    return tuple(found) or procedure.cases


def _fee(fee: Fee, said: Mapping[str, Any]) -> Fee:
    of_fee = said.get(fee.key)
    if of_fee is None:
        return fee
    given: dict[str, Any] = {"note": of_fee["note"]} if of_fee.get("note") else {}
    if of_fee.get("amount") is not None:
        # The agency's amount is one for all: the national steps do not hold beside it.
        given |= {"amount": of_fee["amount"], "tiers": (), "at_most": None, "confidence": "VERIFIED"}
    return replace(fee, **given)


def offer_problems(procedure: Procedure, overrides: Overrides) -> dict[str, InvalidAnswer]:
    """Return what is wrong with overrides, by the place: «cases.<key>», «fees.<key>», «added_fees.<number>»."""
    found = [("", InvalidAnswer("offer.unknown", name=name)) for name in overrides if name not in _CHECKS]
    for name, check in _CHECKS.items():
        if name in overrides:
            found += check(procedure, overrides)
    return dict(found)


def _level(_procedure: Procedure, overrides: Overrides) -> Iterator[Fault]:
    level, reason = overrides["service_level"], overrides.get("partial_reason", "")
    if level not in get_args(ServiceLevel):
        yield "service_level", InvalidAnswer("offer.level")
    elif level == "partial_online" and not _is_text(reason, needed=True):
        yield "partial_reason", InvalidAnswer("offer.reason")


def _reason(_procedure: Procedure, overrides: Overrides) -> Iterator[Fault]:
    if not _is_text(overrides["partial_reason"]):
        yield "partial_reason", InvalidAnswer("offer.text")


def _some_of(name: str, known: tuple[str, ...]) -> "Check":
    def check(_procedure: Procedure, overrides: Overrides) -> Iterator[Fault]:
        given = overrides[name]
        if not isinstance(given, list) or not given or any(one not in known for one in given):
            yield name, InvalidAnswer("offer.list")

    return check


def _case_faults(procedure: Procedure, overrides: Overrides) -> Iterator[Fault]:
    said, known = overrides["cases"], {case.key for case in procedure.cases}
    if not isinstance(said, dict):
        yield "cases", InvalidAnswer("offer.case")
        return
    for key, of_case in said.items():
        if key not in known or not isinstance(of_case, dict) or not isinstance(of_case.get("offered", True), bool):
            yield f"cases.{key}", InvalidAnswer("offer.case")
        elif of_case.get("duration") is not None and not _is_limit(of_case["duration"]):
            yield f"cases.{key}", InvalidAnswer("offer.duration")
    left = [key for key in known if not isinstance(said.get(key), dict) or said[key].get("offered", True)]
    if not left:
        yield "cases", InvalidAnswer("offer.no_case")


def _fee_faults(procedure: Procedure, overrides: Overrides) -> Iterator[Fault]:
    said, known = overrides["fees"], {fee.key for fee in procedure.fees}
    if not isinstance(said, dict):
        yield "fees", InvalidAnswer("offer.fee")
        return
    for key, of_fee in said.items():
        if key not in known or not isinstance(of_fee, dict):
            yield f"fees.{key}", InvalidAnswer("offer.fee")
        elif of_fee.get("amount") is not None and not _is_amount(of_fee["amount"]):
            yield f"fees.{key}", InvalidAnswer("offer.amount")
        elif not _is_text(of_fee.get("note", "")):
            yield f"fees.{key}", InvalidAnswer("offer.text")


def _added_faults(procedure: Procedure, overrides: Overrides) -> Iterator[Fault]:
    said, seen = overrides["added_fees"], {fee.key for fee in procedure.fees}
    for number, fee in enumerate(said if isinstance(said, list) else [None], start=1):
        place = f"added_fees.{number}"
        if not isinstance(fee, dict) or not {"key", "kind", "name", "amount"} <= fee.keys() <= _ADDED:
            yield place, InvalidAnswer("offer.fee")
        elif not isinstance(fee["key"], str) or not _SLUG.fullmatch(fee["key"]) or fee["key"] in seen:
            yield place, InvalidAnswer("offer.fee_key")
        elif not _is_amount(fee["amount"]):
            yield place, InvalidAnswer("offer.amount")
        elif fee["kind"] not in _KINDS or not _texts(fee):
            yield place, InvalidAnswer("offer.text")
        else:
            seen.add(fee["key"])


def _texts(fee: Mapping[str, Any]) -> bool:
    return _is_text(fee["name"], needed=True) and _is_text(fee.get("unit", "")) and _is_text(fee.get("note", ""))


def _is_text(value: Any, *, needed: bool = False) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST and (bool(value.strip()) or not needed)


def _is_amount(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MOST_AMOUNT


def _is_limit(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() != {"value", "unit"}:
        return False
    return type(value["value"]) is int and 0 <= value["value"] <= MOST_LIMIT and value["unit"] in tuple(UNITS)


Check = Callable[[Procedure, Overrides], Iterator[Fault]]
_CHECKS: Mapping[str, Check] = {
    "service_level": _level,
    "partial_reason": _reason,
    "channels": _some_of("channels", get_args(Channel)),
    "return_methods": _some_of("return_methods", get_args(ReturnMethod)),
    "cases": _case_faults,
    "fees": _fee_faults,
    "added_fees": _added_faults,
}
