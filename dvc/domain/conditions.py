"""The one language of conditions in procedure definitions: visibility, duty to answer, papers, fees, cases.

    nyc_quan_he = "Khác"            tthn in ["1", "5"]          answered(ly_hon)
    days_since(ngay_sinh) > 60      den >= tu                   @filing_for = "other" and not kh_so = ""
    noi_sinh.country = "Việt Nam"   digits(so_giay_to) in [9, 12]

A word is a question's key, with a dot a part of its answer; a word with @ is a fact of the dossier (`FACTS`),
`today` the day of filing.
`dvc.domain.condition_text` parses it once; evaluation is total: what is not answered, or cannot be compared,
makes a comparison false (`!=` is the contrary of `=`, so it is then true).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dvc.domain.condition_nodes import (
    AllOf,
    Answer,
    Answered,
    AnyOf,
    Compare,
    DaysSince,
    Digits,
    Fact,
    Literally,
    Node,
    Not,
    OneOf,
    Operator,
    Term,
    Today,
)

Answers = Mapping[str, Any]

# Facts that no question asks, with what they may be; a caller passes them beside the answers.
FACTS: Mapping[str, tuple[str, ...]] = {
    "filing_for": ("self", "child", "other"),
    "applicant_kind": ("citizen", "organisation"),
}
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a condition is judged against."""

    answers: Answers
    today: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """A parsed condition and the text it came from."""

    text: str
    node: Node = field(compare=False)

    def holds(self, answers: Answers, *, today: date | None = None, facts: Mapping[str, str] | None = None) -> bool:
        """Tell whether the condition is true of these answers."""
        return judge(self.node, Moment(answers, today, facts or {}))

    @property
    def keys(self) -> frozenset[str]:
        """Return the questions that the condition looks at."""
        return frozenset(
            term.key for term in terms(self.node) if isinstance(term, Answer | DaysSince | Digits | Answered)
        )

    @property
    def needs_today(self) -> bool:
        """Tell whether the condition changes with the day."""
        return any(isinstance(term, Today | DaysSince) for term in terms(self.node))


def terms(node: Node) -> Iterator[Term | Answered]:
    """Yield every term of a condition."""
    match node:
        case Compare(left, _, right):
            yield from (left, right)
        case OneOf(left, _):
            yield left
        case Not(inner):
            yield from terms(inner)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from terms(part)
        case Answered():
            yield node


def is_answered(value: object) -> bool:
    """Tell whether a stored value is an answer: neither empty nor what could not be read."""
    if value is None or value in ("", [], {}):
        return False
    return not (isinstance(value, dict) and "unparsed" in value)


def judge(node: Node, moment: Moment) -> bool:
    """Tell whether a condition is true."""
    match node:
        case Compare(left, sign, right):
            return _compare(_value(left, moment), sign, _value(right, moment))
        case OneOf(left, values):
            return any(_equal(_value(left, moment), value) for value in values)
        case Answered(key):
            return is_answered(moment.answers.get(key))
        case Not(inner):
            return not judge(inner, moment)
        case AllOf(parts):
            return all(judge(part, moment) for part in parts)
        case AnyOf(parts):
            return any(judge(part, moment) for part in parts)


def _value(term: Term, moment: Moment) -> Any:
    match term:
        case Literally(value):
            return value
        case Answer(key, part):
            return _part(moment.answers.get(key), part)
        case Fact(name):
            return moment.facts.get(name)
        case Today():
            return moment.today and moment.today.isoformat()
        case DaysSince(key):
            return _days_since(moment.answers.get(key), moment.today)
        case Digits(key):
            text = moment.answers.get(key)
            return len(text) if isinstance(text, str) and text.isdigit() else None


def _part(value: Any, part: str) -> Any:
    if not is_answered(value):
        return None
    if not part:
        return value
    return value.get(part) if isinstance(value, dict) else None


def _days_since(value: object, today: date | None) -> int | None:
    if today is None or not isinstance(value, str):
        return None
    try:
        return (today - date.fromisoformat(value)).days
    except ValueError:
        return None


def _equal(left: object, right: object) -> bool:
    if isinstance(left, list):
        return right in left
    return left is not None and type(left) is type(right) and left == right


def _compare(left: object, sign: Operator, right: object) -> bool:
    if sign == "=":
        return _equal(left, right)
    if sign == "!=":
        return not _equal(left, right)
    pair = _comparable(left, right)
    if pair is None:
        return False
    order: int = (pair[0] > pair[1]) - (pair[0] < pair[1])
    return {"<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0}[sign]


def _comparable(left: object, right: object) -> tuple[Any, Any] | None:
    """Return two numbers, or two dates cut to what is known of both; None for all else."""
    if isinstance(left, bool) or isinstance(right, bool):
        return None
    if isinstance(left, int) and isinstance(right, int):
        return left, right
    if isinstance(left, str) and isinstance(right, str) and _DATE.fullmatch(left) and _DATE.fullmatch(right):
        known = min(len(left), len(right))
        return left[:known], right[:known]
    return None
