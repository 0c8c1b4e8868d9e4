"""Read a condition aloud in plain Vietnamese, for people who do not write its language."""

from collections.abc import Mapping

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
from dvc.domain.conditions import Condition

_SIGNS: Mapping[Operator, str] = {
    "=": "là",
    "!=": "không phải là",
    "<": "nhỏ hơn",
    "<=": "không quá",
    ">": "lớn hơn",
    ">=": "từ",
}
_FACTS: Mapping[str, str] = {"filing_for": "người nộp nộp cho", "applicant_kind": "người nộp"}
_FACT_VALUES: Mapping[str, str] = {
    "self": "bản thân",
    "child": "con",
    "other": "người khác, có ủy quyền",
    "citizen": "cá nhân",
    "organisation": "tổ chức",
}
_PARTS: Mapping[str, str] = {
    "country": "nước",
    "province": "tỉnh",
    "commune": "xã",
    "detail": "địa chỉ chi tiết",
    "kind": "loại giấy tờ",
    "number": "số",
    "issued_on": "ngày cấp",
    "issued_by": "nơi cấp",
}


def reading(condition: Condition, labels: Mapping[str, str]) -> str:
    """Return a condition in words; `labels` are the questions' by their keys, of inner ones after a dot."""
    return _said(condition.node, labels)


def _said(node: Node, labels: Mapping[str, str]) -> str:
    match node:
        case AllOf(parts) | AnyOf(parts):
            between = " và " if isinstance(node, AllOf) else " hoặc "
            return between.join(_part(one, labels) for one in parts)
        case Not(inner):
            return f"không đúng là ({_said(inner, labels)})"
        case Answered(key, part):
            return f"{_named(key, part, labels)} đã có trả lời"
        case AnyRow(key, inner):
            return f"có ít nhất một dòng của {_named(key, '', labels)} mà ({_said(inner, labels)})"
        case OneOf(left, values):
            said = ", ".join(_value(left, value) for value in values)
            return f"{_term(left, labels)} là một trong: {said}"
        case Compare():
            return _compared(node, labels)


def _part(node: Node, labels: Mapping[str, str]) -> str:
    said = _said(node, labels)
    return f"({said})" if isinstance(node, AllOf | AnyOf) else said


def _compared(node: Compare, labels: Mapping[str, str]) -> str:
    left, right = node.left, node.right
    if isinstance(right, Literally) and isinstance(right.value, bool):
        ticked = right.value is (node.sign == "=")
        return f"{_term(left, labels)} {'được chọn là có' if ticked else 'không được chọn là có'}"
    said = _value(left, right.value) if isinstance(right, Literally) else _term(right, labels)
    more = " trở lên" if node.sign == ">=" else ""
    return f"{_term(left, labels)} {_SIGNS[node.sign]} {said}{more}"


def _value(left: Term, value: object) -> str:
    if isinstance(left, Fact):
        return _FACT_VALUES.get(str(value), str(value))
    if isinstance(value, bool):
        return "có" if value else "không"
    return f"«{value}»" if isinstance(value, str) else str(value)


def _term(term: Term, labels: Mapping[str, str]) -> str:
    match term:
        case Literally(value):
            return f"«{value}»" if isinstance(value, str) else str(value)
        case Fact(name):
            return _FACTS.get(name, name)
        case Today():
            return "ngày nộp"
        case _:
            return _look(term, _named(term.key, term.part, labels))


def _look(look: Look, named: str) -> str:
    match look:
        case Answer():
            return named
        case DaysSince():
            return f"số ngày từ {named} đến ngày nộp"
        case YearsSince():
            return f"số năm tròn từ {named} đến ngày nộp"
        case Digits():
            return f"số chữ số của {named}"
        case Count():
            return f"số dòng hoặc lựa chọn của {named}"


def _named(key: str, part: str, labels: Mapping[str, str]) -> str:
    """Return a question's label in quotes, with the part that is looked at."""
    named = f"«{labels.get(key, key)}»"
    if not part:
        return named
    inner = labels.get(f"{key}.{part}") or _PARTS.get(part, part)
    return f"«{inner}» của {named}"
