"""The one language of conditions in procedure definitions: visibility, duty to answer, papers, fees, cases.

    nyc_quan_he = "Khác"            tthn in ["1", "5"]          answered(ly_hon)
    days_since(ngay_sinh) > 60      den >= tu                   @filing_for = "other" and not kh_so = ""
    noi_sinh.country = "Việt Nam"   digits(so_giay_to) in [9, 12]
    years_since(me.birth_date) >= 18    count(con) > 2    any(con.truong = "Khác" and con.lop > 1)

A word is a question's key, with dots a part of its answer; a word with @ is a fact of the dossier (`FACTS`),
`today` the day of filing. `any` asks the rows of a repeating group one by one.
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
    AnyRow,
    Compare,
    Count,
    DaysSince,
    Digits,
    Fact,
    Literally,
    Look,
    Node,
    Not,
    OneOf,
    Operator,
    Term,
    Today,
    YearsSince,
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
        return frozenset(term.key for term in self.looks)

    @property
    def looks(self) -> Iterator[Look | Answered | AnyRow]:
        """Yield every place where the condition looks at an answer."""
        for term in terms(self.node):
            if not isinstance(term, Literally | Fact | Today):
                yield term

    def is_ready(self, answers: Answers) -> bool:
        """Tell whether all that the condition looks at is answered, so that a rule may be judged by it."""
        return all(_is_there(look, answers) for look in self.looks)

    @property
    def needs_today(self) -> bool:
        """Tell whether the condition changes with the day."""
        return any(isinstance(term, Today | DaysSince | YearsSince) for term in terms(self.node))


def terms(node: Node) -> Iterator[Term | Answered | AnyRow]:
    """Yield every term of a condition; of `any` itself first, then what it asks of a row."""
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
        case AnyRow(_, inner):
            yield node
            yield from terms(inner)
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
        case Not(inner):
            return not judge(inner, moment)
        case AllOf(parts):
            return all(judge(part, moment) for part in parts)
        case AnyOf(parts):
            return any(judge(part, moment) for part in parts)
        case AnyRow(key, inner):
            return any(judge(inner, _of_row(moment, key, row)) for row in _rows(moment.answers.get(key)))
        case _:
            return _holds(node, moment)


def _holds(node: Compare | OneOf | Answered, moment: Moment) -> bool:
    match node:
        case Compare(left, sign, right):
            return _compare(_value(left, moment), sign, _value(right, moment))
        case OneOf(left, values):
            value = _value(left, moment)
            return any(_equal(value, one) for one in values)
        case Answered(key, part):
            return is_answered(answer_at(moment.answers, key, part))


def _value(term: Term, moment: Moment) -> Any:
    match term:
        case Literally(value):
            return value
        case Fact(name):
            return moment.facts.get(name)
        case Today():
            return moment.today and moment.today.isoformat()
        case _:
            return _seen(term, answer_at(moment.answers, term.key, term.part), moment.today)


def _seen(look: Look, value: Any, today: date | None) -> Any:
    """Return what a term makes of the answer that it looks at."""
    match look:
        case Answer():
            return value
        case DaysSince():
            return _days_since(value, today)
        case YearsSince():
            return _years_since(value, today)
        case Digits():
            return len(value) if isinstance(value, str) and value.isdigit() else None
        case Count():
            return _count(value)


def answer_at(answers: Answers, key: str, part: str = "") -> Any:
    """Return an answer or, after dots, a part of it; None where there is none that can be read."""
    value = answers.get(key)
    for name in part.split(".") if part else ():
        value = value.get(name) if is_answered(value) and isinstance(value, dict) else None
    return value if is_answered(value) else None


def _is_there(look: Look | Answered | AnyRow, answers: Answers) -> bool:
    """Tell whether an answer is there; of rows only whether there are any."""
    if isinstance(look, AnyRow) or isinstance(answers.get(look.key), list):
        return is_answered(answers.get(look.key))
    return answer_at(answers, look.key, look.part) is not None


def _rows(value: object) -> Iterator[Answers]:
    if isinstance(value, list):
        yield from (row for row in value if isinstance(row, dict))


def _of_row(moment: Moment, key: str, row: Answers) -> Moment:
    return Moment({**moment.answers, key: row}, moment.today, moment.facts)


def _days_since(value: object, today: date | None) -> int | None:
    if today is None or not isinstance(value, str):
        return None
    try:
        return (today - date.fromisoformat(value)).days
    except ValueError:
        return None


def _years_since(value: object, today: date | None) -> int | None:
    if today is None or not isinstance(value, str) or not _DATE.fullmatch(value):
        return None
    reached = today.isoformat()[: len(value)]
    return int(reached[:4]) - int(value[:4]) - (reached[4:] < value[4:])


def _count(value: object) -> int | None:
    if value is None:
        return 0
    return len(value) if isinstance(value, list) else None


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
