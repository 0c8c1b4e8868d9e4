"""What every field type can do, and the register in which the types enter themselves."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Protocol

from dvc.domain.procedures import Question
from dvc.errors import InvalidAnswer
from dvc.registry import Registry

Raw = Mapping[str, str | list[str]]
Problems = dict[str, InvalidAnswer]


class Named(Protocol):
    """An entry of a reference list."""

    @property
    def code(self) -> str:
        """Return what is kept."""

    @property
    def name(self) -> str:
        """Return what people read."""


class IdentityKind(Protocol):
    """A kind of identity paper."""

    @property
    def name(self) -> str:
        """Return what people choose."""

    @property
    def issuer(self) -> str:
        """Return who issues it; empty where that is not known."""

    @property
    def number(self) -> str:
        """Return the shape of its number: personal, old, passport or free."""


class Reference(Protocol):
    """The lists too long for a definition; `dvc.catalogue.reference` is one."""

    def provinces(self) -> Iterable[Named]:
        """Return the provinces."""

    def communes(self, province_code: str, /) -> Iterable[Named]:
        """Return the communes of a province."""

    def countries(self) -> Iterable[Named]:
        """Return the countries by their Vietnamese names."""

    def province_id_codes(self) -> Collection[str]:
        """Return the first three digits that a personal ID number may have."""

    def identity_documents(self) -> Iterable[IdentityKind]:
        """Return the kinds of identity papers."""


class NoReference:
    """No lists at hand: codes are taken as they are, and nothing is compared with a list."""

    def provinces(self) -> Iterable[Named]:
        """Return nothing."""
        return ()

    def communes(self, _province_code: str, /) -> Iterable[Named]:
        """Return nothing."""
        return ()

    def countries(self) -> Iterable[Named]:
        """Return nothing."""
        return ()

    def province_id_codes(self) -> Collection[str]:
        """Return nothing."""
        return ()

    def identity_documents(self) -> Iterable[IdentityKind]:
        """Return nothing."""
        return ()


NO_REFERENCE = NoReference()


@dataclass(frozen=True, slots=True)
class Field(ABC):
    """One question's answer in its three forms: what inputs send (raw), what is stored (JSON), what people read.

    A raw answer maps the names of sub-inputs to texts; "" is the one input of a simple field. A text that
    cannot be read is stored as ``{"unparsed": raw}``, so that nothing typed is lost.
    """

    question: Question
    reference: Reference

    inputs: ClassVar[tuple[str, ...]] = ("",)
    # The code of the sentence that asks for a missing answer.
    missing: ClassVar[str] = "answer.required_text"
    # False for what is only shown: nothing is typed, nothing is stored.
    asks: ClassVar[bool] = True

    @abstractmethod
    def parse(self, raw: Raw) -> Any:
        """Return the JSON value of what was typed; raises InvalidAnswer, whose `at` names a sub-input."""

    def write(self, value: Any) -> Raw:
        """Return the raw form of a parsed value."""
        return {"": str(value)}

    def show(self, value: Any) -> str:
        """Return a stored value as Vietnamese text for reading; empty for none."""
        return "" if value is None else self._shown(value)

    def check(self, value: Any, today: date) -> None:  # noqa: B027 - most types have no bounds
        """Compare a parsed value with the question's bounds; raises InvalidAnswer."""

    def schema(self) -> dict[str, Any]:
        """Return what a page without a server needs to know of the question."""
        question = self.question
        known = {
            "key": question.key,
            "label": question.label,
            "type": question.type,
            "inputs": list(self.inputs),
            "required": question.required,
            "hint": question.hint,
            "visible_if": question.visible_if and question.visible_if.text,
            "required_if": question.required_if and question.required_if.text,
            "options": [[option.value, option.label] for option in question.options],
            "maximum": question.maximum,
            "minimum": question.minimum,
            "max_length": question.max_length,
            "not_future": question.not_future,
        }
        return {name: value for name, value in known.items() if value not in (None, "", [], False)}

    def kept(self, value: Any) -> Any:
        """Return a stored value without the answers to inner questions that it hides."""
        return value

    def is_blank(self, raw: Raw) -> bool:
        """Tell whether nothing was typed or chosen."""
        return not any(_text(raw.get(name, "")) for name in self.inputs)

    def read(self, raw: Raw) -> Any:
        """Return the value to store: None, the parsed value, or what was typed as it is."""
        if self.is_blank(raw):
            return None
        try:
            return self.parse(raw)
        except InvalidAnswer:
            return {"unparsed": {name: raw[name] for name in self.inputs if raw.get(name)}}

    def raw(self, value: Any) -> Raw:
        """Return the texts that inputs show for a stored value."""
        if value is None:
            return {}
        typed = unparsed(value)
        return self.write(value) if typed is None else typed

    def problem(self, value: Any, today: date) -> Problems:
        """Return what is wrong with a stored answer: sub-question (mostly "") → why."""
        typed = unparsed(value)
        try:
            if typed is None:
                self.check(value, today)
                return {}
            self.parse(typed)
        except InvalidAnswer as why:
            return {"": why}
        # Read without the lists, a text may pass that they refused.
        return {"": InvalidAnswer("answer.unreadable", label=lowered(self.question.label))}

    def demand(self) -> Problems:
        """Return the problem of an answer that is missing."""
        label = lowered(self.question.label).removeprefix("chọn ")  # the sentence has the verb already
        return {"": InvalidAnswer(self.missing, label=label)}

    def _shown(self, value: Any) -> str:
        typed = unparsed(value)
        if typed is None:
            return self.reading(value)
        return " ".join(part for part in map(_text, typed.values()) if part)

    def reading(self, value: Any) -> str:
        """Return a parsed value as Vietnamese text."""
        return str(value)


FIELDS: Registry[type[Field]] = Registry("field type")


def field_for(question: Question, reference: Reference = NO_REFERENCE) -> Field:
    """Return the field of a question; raises LookupError for an unknown type."""
    return FIELDS.get(question.type)(question, reference)


def unparsed(value: Any) -> Raw | None:
    """Return what was typed of a value that could not be read, else None."""
    if isinstance(value, dict) and isinstance(value.get("unparsed"), dict):
        typed: Raw = value["unparsed"]
        return typed
    return None


def typed_text(raw: Raw, name: str = "") -> str:
    """Return the text of one sub-input."""
    return _text(raw.get(name, ""))


def typed_list(raw: Raw, name: str = "") -> list[str]:
    """Return the values of a sub-input that may be sent many times."""
    sent = raw.get(name, [])
    return [sent] if isinstance(sent, str) else list(sent)


def lowered(label: str) -> str:
    """Return a label as it stands inside a sentence: «Họ và tên» is «họ và tên», «CCCD» stays."""
    label = label.rstrip(" ?:.")
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] in " ," else label


def _text(sent: object) -> str:
    if isinstance(sent, list):
        sent = sent[0] if sent else ""
    return sent.strip() if isinstance(sent, str) else ""
