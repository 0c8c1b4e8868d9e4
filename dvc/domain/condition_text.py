"""Read a condition as it is written in a definition."""

import re
from collections.abc import Mapping
from typing import NamedTuple, NoReturn, cast

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
from dvc.domain.conditions import FACTS, Condition

_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"[^"]*")|(?P<number>-?\d+)|(?P<sign><=|>=|!=|=|<|>)|(?P<mark>[\[\](),])"""
    r"""|(?P<fact>@[a-z_]+)|(?P<word>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,3}))""",
)
_FUNCTIONS: Mapping[str, type[Look]] = {
    "count": Count,
    "days_since": DaysSince,
    "digits": Digits,
    "years_since": YearsSince,
}
_WORDS = frozenset({"and", "or", "not", "in", "true", "false", "today", "answered", "any", *_FUNCTIONS})
_DEEPEST = 20


class ConditionError(ValueError):
    """A condition that cannot be read; the message says where."""


class _Token(NamedTuple):
    kind: str
    text: str


def parse_condition(text: str) -> Condition:
    """Return the parsed condition; raises ConditionError with a Vietnamese reason."""
    parser = _Parser(text)
    node = parser.either()
    if parser.next is not None:
        parser.refuse(f"thừa «{parser.next.text}»")
    return Condition(text, node)


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None:
            raise ConditionError(f"không đọc được từ chỗ «{text[at : at + 20].strip()}»")
        kind = str(match.lastgroup)
        word = match.group(kind)
        found.append(_Token("reserved" if kind == "word" and word in _WORDS else kind, word))
        at = match.end()
    return found


class _Parser:
    """Descend through or, and, not, comparison."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = _tokens(text)
        self._at = 0
        self._depth = 0

    @property
    def next(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def refuse(self, reason: str) -> NoReturn:
        raise ConditionError(f"điều kiện «{self._text}»: {reason}")

    def _take(self, *texts: str) -> bool:
        if self.next is not None and self.next.text in texts and self.next.kind != "text":
            self._at += 1
            return True
        return False

    def _must(self, text: str) -> None:
        if not self._take(text):
            self.refuse(f"thiếu «{text}»")

    def _kind(self, kind: str, name: str) -> str:
        token = self.next
        if token is None or token.kind != kind:
            self.refuse(f"cần {name}")
        self._at += 1
        return token.text

    def either(self) -> Node:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _both(self) -> Node:
        parts = [self._single()]
        while self._take("and"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def _single(self) -> Node:
        self._depth += 1
        if self._depth > _DEEPEST:
            self.refuse("lồng nhau quá sâu")
        try:
            return self._nested()
        finally:
            self._depth -= 1

    def _nested(self) -> Node:
        if self._take("not"):
            return Not(self._single())
        if self._take("("):
            inner = self.either()
            self._must(")")
            return inner
        if self._take("answered"):
            return Answered(*self._in_brackets())
        if self._take("any"):
            return self._any_row()
        return self._comparison()

    def _any_row(self) -> Node:
        self._must("(")
        inner = self.either()
        self._must(")")
        keys = {look.key for look in Condition("", inner).looks if not isinstance(look, AnyRow) and look.part}
        if len(keys) != 1:
            self.refuse("any(…) hỏi các dòng của đúng một nhóm, ví dụ any(con.tuoi < 6)")
        return AnyRow(keys.pop(), inner)

    def _comparison(self) -> Node:
        left = self._term()
        if self._take("in"):
            return OneOf(left, self._values())
        sign = self._kind("sign", "dấu so sánh (=, !=, <, <=, >, >=) hoặc in")
        return Compare(left, cast("Operator", sign), self._term())

    def _in_brackets(self) -> tuple[str, str]:
        self._must("(")
        key, _, part = self._kind("word", "khóa của một câu hỏi").partition(".")
        self._must(")")
        return key, part

    def _term(self) -> Term:
        token = self.next
        if token is not None and token.kind == "word":
            self._at += 1
            key, _, part = token.text.partition(".")
            return Answer(key, part)
        if token is not None and token.kind == "fact":
            self._at += 1
            return self._fact(token.text[1:])
        if self._take("today"):
            return Today()
        if token is not None and token.kind == "reserved" and token.text in _FUNCTIONS:
            self._at += 1
            return _FUNCTIONS[token.text](*self._in_brackets())
        return Literally(self._value())

    def _fact(self, name: str) -> Fact:
        if name not in FACTS:
            self.refuse(f"không có dữ kiện «@{name}»; có: {', '.join('@' + known for known in FACTS)}")
        return Fact(name)

    def _value(self) -> str | int | bool:
        token = self.next
        if token is None:
            self.refuse("câu chưa hết")
        self._at += 1
        if token.kind == "text":
            return token.text[1:-1]
        if token.kind == "number":
            return int(token.text)
        if token.text not in ("true", "false"):
            self.refuse(f"không hiểu «{token.text}»")
        return token.text == "true"

    def _values(self) -> tuple[str | int | bool, ...]:
        self._must("[")
        values = [self._value()]
        while self._take(","):
            values.append(self._value())
        self._must("]")
        return tuple(values)
