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
    part: str = ""


@dataclass(frozen=True, slots=True)
class YearsSince:
    """The full years from an answered date until today; of a partly known date as far as it is known."""

    key: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Digits:
    """How many digits an answer has; nothing when it has anything else."""

    key: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows or choices an answer has; nought when it has none."""

    key: str
    part: str = ""


# Terms that look at an answer.
Look = Answer | DaysSince | YearsSince | Digits | Count
Term = Literally | Fact | Today | Look


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
    part: str = ""


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


@dataclass(frozen=True, slots=True)
class AnyRow:
    """A condition that holds for one row at least of a repeating group; inside, the group is that row."""

    key: str
    inner: "Node"


Node = Compare | OneOf | Answered | Not | AllOf | AnyOf | AnyRow
