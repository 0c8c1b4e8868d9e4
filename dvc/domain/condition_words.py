"""Say a condition in plain words: what stands before a paper, a fee or a case as «Khi …»."""

from collections.abc import Iterable, Mapping

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
    Node,
    Not,
    OneOf,
    Term,
    Today,
    YearsSince,
)
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Procedure, Question

_FACTS: Mapping[tuple[str, str], str] = {
    ("filing_for", "self"): "ông/bà nộp cho chính mình",
    ("filing_for", "child"): "ông/bà nộp cho con",
    ("filing_for", "other"): "ông/bà nộp thay người khác",
    ("applicant_kind", "citizen"): "người nộp là cá nhân",
    ("applicant_kind", "organisation"): "người nộp là tổ chức",
}
_SIGNS: Mapping[str, str] = {
    "=": "là",
    "!=": "không phải",
    "<": "dưới",
    "<=": "từ {} trở xuống",
    ">": "trên",
    ">=": "từ {} trở lên",
}
_DATES: Mapping[str, str] = {
    "=": "cùng ngày với",
    "!=": "khác ngày với",
    "<": "trước",
    "<=": "không sau",
    ">": "sau",
    ">=": "không trước",
}
_PARTS: Mapping[str, str] = {
    "country": "nước",
    "province": "tỉnh, thành phố",
    "province_name": "tỉnh, thành phố",
    "commune": "xã, phường",
    "commune_name": "xã, phường",
    "kind": "loại giấy tờ",
    "number": "số giấy tờ",
    "issued_on": "ngày cấp",
    "issued_by": "nơi cấp",
}


def condition_words(condition: Condition, procedure: Procedure) -> str:
    """Return the condition as the end of «Khi …», the form's questions by their labels."""
    return _Words(procedure).said(condition.node)


class _Words:
    """The words of one procedure's conditions."""

    def __init__(self, procedure: Procedure) -> None:
        self.questions = {question.key: question for question in procedure.questions()}

    def said(self, node: Node) -> str:
        match node:
            case AllOf(parts):
                return " và ".join(map(self.said, parts))
            case AnyOf(parts):
                return ", hoặc ".join(map(self.said, parts))
            case Not(Answered(key, part)):
                return f"không ghi {self.named(key, part)}"
            case Not(inner):
                return f"không phải trường hợp {self.said(inner)}"
            case AnyRow(key, inner):
                return f"trong {self.named(key)} có dòng mà {self.said(inner)}"
        return self.looked(node)

    def looked(self, node: Answered | OneOf | Compare) -> str:
        if isinstance(node, Answered):
            return f"có ghi {self.named(node.key, node.part)}"
        if isinstance(node, OneOf):
            return f"{self.term(node.left)} là {_either(self.value(node.left, value) for value in node.values)}"
        return self.compared(node.left, node.sign, node.right)

    def compared(self, left: Term, sign: str, right: Term) -> str:
        if isinstance(left, DaysSince | YearsSince):
            return self.since(left, sign, right)
        if isinstance(right, Literally):
            return self.with_value(left, sign, right.value)
        return f"{self.term(left)} {_DATES[sign]} {self.term(right)}"

    def with_value(self, left: Term, sign: str, value: str | int) -> str:
        if isinstance(left, Fact):
            said = _FACTS.get((left.name, str(value)), str(value))
            return said if sign == "=" else f"không phải trường hợp {said}"
        if isinstance(value, bool):
            return f"ông/bà trả lời {'có' if value is (sign == '=') else 'không'} ở câu {self.term(left)}"
        if value == "" and isinstance(left, Answer):
            return f"{'có' if sign == '!=' else 'không'} ghi {self.term(left)}"
        says, said = _SIGNS[sign], self.value(left, value)
        return f"{self.term(left)} {says.format(said) if '{}' in says else f'{says} {said}'}"

    def since(self, left: DaysSince | YearsSince, sign: str, right: Term) -> str:
        unit = "ngày" if isinstance(left, DaysSince) else "năm"
        value = f"{right.value if isinstance(right, Literally) else self.term(right)} {unit}"
        how = {">": "đã quá {}", ">=": "đã đủ {}", "<": "chưa đủ {}", "<=": "chưa quá {}"}.get(sign, "đúng {}")
        return f"{how.format(value)} kể từ {self.named(left.key, left.part)}"

    def term(self, term: Term) -> str:
        match term:
            case Literally(value):
                return f"«{value}»"
            case Fact(name):
                return name
            case Today():
                return "hôm nay"
            case Count(key, part):
                return f"số mục trong {self.named(key, part)}"
            case Digits(key, part):
                return f"số chữ số của {self.named(key, part)}"
            case Answer(key, part) | DaysSince(key, part) | YearsSince(key, part):
                return self.named(key, part)

    def named(self, key: str, part: str = "") -> str:
        question = self.questions.get(key)
        if question is None:
            return "mục này"
        for name in filter(None, part.split(".")):
            inner = next((one for one in question.questions if one.key == name), None)
            if inner is None:
                return f"«{question.label}» ({_PARTS.get(name, name)})"
            question = inner
        return f"«{question.label}»"

    def value(self, left: Term, value: str | int) -> str:
        if isinstance(left, Fact):
            return _FACTS.get((left.name, str(value)), str(value))
        question = self.asked(left)
        options = {option.value: option.label for option in question.options} if question else {}
        return f"«{options.get(str(value), value)}»" if isinstance(value, str) else str(value)

    def asked(self, term: Term) -> Question | None:
        if not isinstance(term, Answer):
            return None
        question = self.questions.get(term.key)
        for name in filter(None, term.part.split(".")):
            question = next((one for one in question.questions if one.key == name), question) if question else None
        return question


def _either(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} hoặc {last}" if most else last
