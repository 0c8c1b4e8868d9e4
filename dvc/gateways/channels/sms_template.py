"""An SMS provider's request, read from data."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from dvc.gateways.channels.base import ChannelRefused, Message

PLAIN: Final = Path(__file__).with_name("providers") / "plain.toml"

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_STORED_PHONE: Final = re.compile(r"0[0-9]{9,10}")
_KNOWN: Final = {"method", "url", "phone", "fold", "headers", "json", "form", "success"}
_KNOWN_SUCCESS: Final = {"status", "path", "value", "busy", "reference"}
_METHODS: Final = ("POST", "PUT")
_PREFIXES: Final = ("84", "+84", "0")
# Letters and signs that do not come apart into a plain letter and marks; one of them alone would make the
# whole message a costly 16-bit one.
_PLAIN_SIGNS: Final = str.maketrans(
    {"đ": "d", "Đ": "D", "ƀ": "b", "Ƀ": "B", "–": "-", "—": "-", "‘": "'", "’": "'", "ʼ": "'"}
    | dict.fromkeys("“”«»", '"')
    | {"•": "-", "→": "->", "₫": "d"}
)


class BadTemplate(ValueError):
    """The template cannot be used; the message says where."""


@dataclass(frozen=True, slots=True)
class Success:
    """When an answer means that the message was taken."""

    status: tuple[int, ...] = (200,)
    path: str = ""
    value: str = ""
    busy: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class SmsTemplate:
    """A provider's request with placeholders, and how to read its answer."""

    url: str = field(repr=False)  # this and the next two may hold the provider's secret
    headers: Mapping[str, str] = field(repr=False)
    body: Mapping[str, Any] = field(repr=False)
    method: str
    phone: str
    fold: bool
    as_json: bool
    success: Success

    def filled(self, message: Message) -> tuple[dict[str, str], Any]:
        """Return the headers and the body for a message.

        Raises ChannelRefused when its number is none.
        """
        values = {
            "to": self._number(message.to),
            "text": unaccented(message.text) if self.fold else message.text,
            "key": message.key,
        }
        return {name: _put_in(value, values) for name, value in self.headers.items()}, _put_in(self.body, values)

    def _number(self, stored: str) -> str:
        if not _STORED_PHONE.fullmatch(stored):
            raise ChannelRefused("no such number")
        return stored if self.phone == "0" else self.phone + stored[1:]


def read_template(path: Path = PLAIN, *, url: str = "") -> SmsTemplate:
    """Read a template; `url` wins over the file's own.

    Raises BadTemplate.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise BadTemplate(f"{path.name}: {error}") from None
    problem = _problem(data, url or data.get("url", ""))
    if problem:
        raise BadTemplate(f"{path.name}: {problem}")
    rule = data["success"]
    return SmsTemplate(
        url=url or data["url"],
        method=data.get("method", "POST"),
        phone=data.get("phone", "84"),
        fold=data.get("fold", True),
        headers=data.get("headers", {}),
        body=data["json"] if "json" in data else data["form"],
        as_json="json" in data,
        success=Success(
            status=tuple(rule["status"]),
            path=rule.get("path", ""),
            value=str(rule.get("value", "")),
            busy=tuple(map(str, rule.get("busy", ()))),
            reference=rule.get("reference", ""),
        ),
    )


def unaccented(text: str) -> str:
    """Return the text in plain ASCII, in the same case; what has no plain form becomes a question mark."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN_SIGNS))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.encode("ascii", "replace").decode()


def _problem(data: Mapping[str, Any], url: str) -> str:
    """Name the first thing that is wrong with a template, or nothing."""
    rule = data.get("success", {})
    checks = (
        (not data.keys() - _KNOWN, f"unknown: {', '.join(sorted(data.keys() - _KNOWN))}"),
        (
            not rule.keys() - _KNOWN_SUCCESS,
            f"unknown in [success]: {', '.join(sorted(rule.keys() - _KNOWN_SUCCESS))}",
        ),
        (url.startswith(("http://", "https://")), "no http(s) url, neither here nor in DVC_SMS_URL"),
        (not _PLACEHOLDER.search(url), "no placeholder may stand in url: addresses end up in logs"),
        (data.get("method", "POST") in _METHODS, f"method is one of {', '.join(_METHODS)}"),
        (data.get("phone", "84") in _PREFIXES, f"phone is one of {', '.join(_PREFIXES)}"),
        (isinstance(data.get("fold", True), bool), "fold is true or false"),
        (("json" in data) != ("form" in data), "exactly one of [json] and [form] is the body"),
        (bool(rule.get("status")), "[success] needs status"),
        (("path" in rule) == ("value" in rule), "[success] has path and value together"),
        (_placeholders(data.get("headers", {})) <= {"key"}, "[headers] take {key} alone"),
        (
            {"to", "text"} <= _placeholders([data.get("json"), data.get("form")]) <= {"to", "text", "key"},
            "the body takes {to} and {text}, and may take {key}",
        ),
    )
    return next((words for fine, words in checks if not fine), "")


def _placeholders(value: Any) -> set[str]:
    if isinstance(value, str):
        return set(_PLACEHOLDER.findall(value))
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list):
        return set().union(*map(_placeholders, value))
    return set()


def _put_in(value: Any, values: Mapping[str, str]) -> Any:
    """Fill the placeholders of a structure in one pass: what is put in is never looked at again."""
    if isinstance(value, str):
        return _PLACEHOLDER.sub(lambda found: values[found[1]], value)
    if isinstance(value, Mapping):
        return {name: _put_in(one, values) for name, one in value.items()}
    if isinstance(value, list):
        return [_put_in(one, values) for one in value]
    return value
