"""Questions answered by choosing from what the definition lists."""

from dataclasses import dataclass
from typing import Any, ClassVar

from dvc.domain.fields.base import FIELDS, Field, Raw, lowered, typed_list, typed_text
from dvc.domain.text import nfc
from dvc.errors import InvalidAnswer

YES, NO = "yes", "no"


@FIELDS.register("choice")
@dataclass(frozen=True, slots=True)
class Choice(Field):
    """One of the options, stored by its value."""

    missing: ClassVar[str] = "answer.required_choice"

    def parse(self, raw: Raw) -> Any:
        """Return the value chosen; raises InvalidAnswer: answer.not_an_option."""
        return self._known(typed_text(raw))

    def reading(self, value: Any) -> str:
        """Return the option's words."""
        return next((one.label for one in self.question.options if one.value == value), str(value))

    def _known(self, value: str) -> str:
        value = nfc(value)
        if all(option.value != value for option in self.question.options):
            raise InvalidAnswer("answer.not_an_option", label=lowered(self.question.label))
        return value


@FIELDS.register("ethnic_group")
@dataclass(frozen=True, slots=True)
class EthnicGroup(Choice):
    """One of the 54 ethnic groups, or «Khác», which another question asks about."""


@FIELDS.register("relation")
@dataclass(frozen=True, slots=True)
class Relation(Choice):
    """How one person is related to another, or «Khác»."""


@FIELDS.register("choices")
@dataclass(frozen=True, slots=True)
class Choices(Choice):
    """Any number of the options, stored as a list in the definition's order."""

    def parse(self, raw: Raw) -> Any:
        """Return the values chosen; raises InvalidAnswer: answer.not_an_option."""
        chosen = {self._known(value.strip()) for value in typed_list(raw) if value.strip()}
        return [option.value for option in self.question.options if option.value in chosen]

    def is_blank(self, raw: Raw) -> bool:
        """Tell whether nothing was ticked."""
        return not any(value.strip() for value in typed_list(raw))

    def write(self, value: Any) -> Raw:
        """Return the ticked values."""
        return {"": list(value)}

    def reading(self, value: Any) -> str:
        """Return the options' words, with semicolons between them."""
        return "; ".join(Choice.reading(self, one) for one in value)


@FIELDS.register("yes_no")
@dataclass(frozen=True, slots=True)
class YesNo(Field):
    """Có or Không, stored as true or false."""

    missing: ClassVar[str] = "answer.required_yes_no"

    def parse(self, raw: Raw) -> Any:
        """Return whether yes was chosen; raises InvalidAnswer: answer.not_an_option."""
        sent = typed_text(raw)
        if sent not in (YES, NO):
            raise InvalidAnswer("answer.not_an_option", label=lowered(self.question.label))
        return sent == YES

    def write(self, value: Any) -> Raw:
        """Return the radio's value."""
        return {"": YES if value else NO}

    def reading(self, value: Any) -> str:
        """Return Có or Không."""
        return "Có" if value else "Không"


@FIELDS.register("pledge")
@dataclass(frozen=True, slots=True)
class Pledge(Field):
    """A box that a person ticks to give his word; stored as true, never as false."""

    missing: ClassVar[str] = "answer.required_tick"

    def parse(self, raw: Raw) -> Any:
        """Return true; raises InvalidAnswer: answer.required_tick."""
        if typed_text(raw) != YES:
            raise InvalidAnswer("answer.required_tick")
        return True

    def write(self, value: Any) -> Raw:
        """Return the tick."""
        return {"": YES if value else ""}

    def reading(self, value: Any) -> str:  # noqa: ARG002  only a tick is stored
        """Return «Đã cam đoan»."""
        return "Đã cam đoan"
