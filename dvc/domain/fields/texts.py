"""Questions answered by typing: text, names, numbers of papers, phones, addresses of e-mail."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from dvc.domain.fields.base import FIELDS, Field, Raw, lowered, typed_text
from dvc.domain.identifiers import parse_email, parse_id_number, parse_phone
from dvc.domain.names import parse_name
from dvc.domain.text import nfc, squeeze
from dvc.errors import InvalidAnswer

# Signs that nobody sees and that turn the direction of writing: an officer would read other words than were filed.
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@FIELDS.register("text")
@dataclass(frozen=True, slots=True)
class Text(Field):
    """One line of text, kept in NFC with single spaces."""

    longest: ClassVar[int] = 500

    def parse(self, raw: Raw) -> Any:
        """Return the line; raises InvalidAnswer: answer.required_text."""
        line = squeeze(nfc(_without_controls(typed_text(raw))))
        if not line:
            raise InvalidAnswer("answer.required_text", label=lowered(self.question.label))
        return line

    def check(self, value: Any, today: date) -> None:  # noqa: ARG002  the length has no day
        """Compare the length with the question's; raises InvalidAnswer: answer.too_long."""
        limit = self.question.max_length or self.longest
        if len(value) > limit:
            raise InvalidAnswer("answer.too_long", limit=limit, written=len(value))


@FIELDS.register("textarea")
@dataclass(frozen=True, slots=True)
class Textarea(Text):
    """Several lines of text."""

    longest: ClassVar[int] = 4000

    def parse(self, raw: Raw) -> Any:
        """Return the lines without the blanks around them; raises InvalidAnswer: answer.required_text."""
        typed = nfc(typed_text(raw)).replace("\r\n", "\n").replace("\r", "\n")
        lines = [_without_controls(line).rstrip() for line in typed.split("\n")]
        text = "\n".join(lines).strip()
        if not text:
            raise InvalidAnswer("answer.required_text", label=lowered(self.question.label))
        return text


@FIELDS.register("name")
@dataclass(frozen=True, slots=True)
class Name(Text):
    """A person's name, kept as typed; registers show it in capitals."""

    def parse(self, raw: Raw) -> Any:
        """Return the name; raises InvalidAnswer as `parse_name`."""
        return parse_name(typed_text(raw))


@FIELDS.register("id_number")
@dataclass(frozen=True, slots=True)
class IdNumber(Text):
    """A personal ID number (12 digits) or the number of an old identity card (9)."""

    def parse(self, raw: Raw) -> Any:
        """Return the digits; raises InvalidAnswer as `parse_id_number`."""
        return parse_id_number(typed_text(raw))


@FIELDS.register("phone")
@dataclass(frozen=True, slots=True)
class Phone(Text):
    """A Vietnamese mobile number."""

    def parse(self, raw: Raw) -> Any:
        """Return ten digits from 0; raises InvalidAnswer as `parse_phone`."""
        return parse_phone(typed_text(raw))


@FIELDS.register("email")
@dataclass(frozen=True, slots=True)
class Email(Text):
    """An e-mail address."""

    def parse(self, raw: Raw) -> Any:
        """Return the address; raises InvalidAnswer as `parse_email`."""
        return parse_email(typed_text(raw))


def _without_controls(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(" " if char == "\t" else char for char in text if char == "\t" or not _is_control(char))


def _is_control(char: str) -> bool:
    return char in _TURNING or unicodedata.category(char) in ("Cc", "Cs")
