"""The parts that a condition is made of; `dvc.domain.conditions` judges them."""

from dataclasses import dataclass
from typing import Literal

Operator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Literally:
    """A value written in the condition itself."""

    value: str | int | bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, or a part of it."""

    key: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the dossier that is no answer."""

    name: str


@dataclass(frozen=True, slots=True)
class Today:
    """The day on which the condition is judged."""


@dataclass(frozen=True, slots=True)
class DaysSince:
    """The days from an answered full date until today."""

    key: str


@dataclass(frozen=True, slots=True)
class Digits:
    """How many digits an answer has; nothing when it has anything else."""

    key: str


Term = Literally | Answer | Fact | Today | DaysSince | Digits


@dataclass(frozen=True, slots=True)
class Compare:
    """Two terms and a sign between them."""

    left: Term
    sign: Operator
    right: Term


@dataclass(frozen=True, slots=True)
class OneOf:
    """A term that is one of the listed values; of a multiple choice, any of them."""

    left: Term
    values: tuple[str | int | bool, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that has a readable answer."""

    key: str


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary of a condition."""

    inner: "Node"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Conditions that hold together."""

    parts: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Conditions of which one holds."""

    parts: "tuple[Node, ...]"


Node = Compare | OneOf | Answered | Not | AllOf | AnyOf
