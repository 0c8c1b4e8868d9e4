"""Whole numbers and sums of money."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from dvc.domain.fields.base import FIELDS, Field, Raw, lowered, typed_text
from dvc.errors import InvalidAnswer

_WHOLE = re.compile(r"-?(\d{1,12}|\d{1,3}([. ]\d{3}){1,3})", re.ASCII)


@FIELDS.register("number")
@dataclass(frozen=True, slots=True)
class Number(Field):
    """A whole number; points or spaces may group its thousands."""

    ending: ClassVar[str] = ""

    def parse(self, raw: Raw) -> Any:
        """Return the number; raises InvalidAnswer: answer.not_a_number."""
        text = unicodedata.normalize("NFKC", typed_text(raw))
        if self.ending and text.lower().endswith((self.ending, "đ")):
            text = re.sub(rf"({self.ending}|đ)$", "", text.lower()).strip()
        if not _WHOLE.fullmatch(text):
            raise InvalidAnswer("answer.not_a_number", label=lowered(self.question.label))
        return int(re.sub(r"[. ]", "", text))

    def check(self, value: Any, today: date) -> None:  # noqa: ARG002  numbers have no day
        """Compare with the bounds; raises InvalidAnswer: answer.too_small, answer.too_large."""
        least, most = self.question.minimum, self.question.maximum
        if least is not None and value < least:
            raise InvalidAnswer("answer.too_small", minimum=least, label=lowered(self.question.label))
        if most is not None and value > most:
            raise InvalidAnswer("answer.too_large", maximum=most, label=lowered(self.question.label))

    def reading(self, value: Any) -> str:
        """Return the number with points between its thousands."""
        return f"{value:,}".replace(",", ".")


@FIELDS.register("money")
@dataclass(frozen=True, slots=True)
class Money(Number):
    """A sum in đồng."""

    ending: ClassVar[str] = "đồng"

    def check(self, value: Any, today: date) -> None:
        """Compare with the bounds and with nought; raises InvalidAnswer as `Number`."""
        if value < 0:
            raise InvalidAnswer("answer.too_small", minimum=0, label=lowered(self.question.label))
        Number.check(self, value, today)

    def reading(self, value: Any) -> str:
        """Return «8.000 đồng»."""
        return f"{Number.reading(self, value)} đồng"
