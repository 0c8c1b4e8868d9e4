"""Check what a question's parts and a condition's dotted names may be."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dvc.catalogue.people import COMPOSITES, part_names, plain_part
from dvc.catalogue.schema import Fault
from dvc.domain.condition_nodes import (
    AllOf,
    Answer,
    Answered,
    AnyOf,
    AnyRow,
    Compare,
    Count,
    Literally,
    Look,
    Node,
    Not,
    OneOf,
)
from dvc.domain.conditions import Condition
from dvc.domain.fields import places
from dvc.domain.fields.types import field_for, field_types
from dvc.domain.procedures import Procedure, Question

_ADDRESS = ("country", "province", "province_name", "commune", "commune_name", places.DETAIL)
# What a note or a file cannot have, for nobody answers it.
_ANSWERED_ONLY = ("required", "required_if", "prefill", "default", "checks", "copy_from", "options", "questions")


@dataclass(frozen=True, slots=True)
class Found:
    """What a dotted name leads to: a question, a plain part of an address, or nothing."""

    question: Question | None = None
    plain: bool = False

    def __bool__(self) -> bool:
        return self.plain or self.question is not None


def at_path(question: Question, part: str) -> Found:
    """Return what a dotted part of a question names."""
    found = Found(question)
    for name in part.split(".") if part else ():
        inside = found.question
        if inside is None:
            return Found()
        if inside.type == "address":
            found = Found(plain=name in _ADDRESS)
        else:
            found = Found(next((one for one in inside.questions if one.key == name), None))
    return found


def name_faults(field: str, name: str, asked: Mapping[str, Question]) -> Iterator[Fault]:
    """Yield a fault when a name leads to no question of one person."""
    key, _, part = name.partition(".")
    if key not in asked:
        yield Fault(field, f"không có câu hỏi «{key}»")
    elif part and asked[key].repeats:
        yield Fault(field, f"«{key}» có nhiều dòng, không rõ dòng nào")
    elif not at_path(asked[key], part):
        yield Fault(field, f"câu hỏi «{key}» không có phần «{part}»")


def condition_faults(condition: Condition, place: str, asked: Mapping[str, Question]) -> Iterator[Fault]:
    """Yield what is wrong with the names and the values in a condition."""
    for key in sorted(condition.keys - asked.keys()):
        yield Fault(place, f"không có câu hỏi «{key}»")
    yield from _node(condition.node, place, asked, frozenset())


def _node(node: Node, place: str, asked: Mapping[str, Question], rows: frozenset[str]) -> Iterator[Fault]:
    """Check one node; `rows` are the groups whose rows an `any` around it asks."""
    match node:
        case AnyRow(key, inner):
            if key in asked and not asked[key].repeats:
                yield Fault(place, f"«{key}» không có nhiều dòng, không dùng any(…)")
            yield from _node(inner, place, asked, rows | {key})
        case Not(inner):
            yield from _node(inner, place, asked, rows)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from _node(part, place, asked, rows)
        case _:
            for look in Condition("", node).looks:
                if not isinstance(look, AnyRow):
                    yield from _look(look, place, asked, rows)
            yield from _compared(node, place, asked)


def _compared(node: Node, place: str, asked: Mapping[str, Question]) -> Iterator[Fault]:
    match node:
        case Compare(Answer() as answer, "=" | "!=", Literally(value)):
            yield from _values(answer, (value,), place, asked)
        case OneOf(Answer() as answer, values):
            yield from _values(answer, values, place, asked)
        case _:
            return


def _look(look: Look | Answered, place: str, asked: Mapping[str, Question], rows: Collection[str]) -> Iterator[Fault]:
    question = asked.get(look.key)
    if question is None:
        return
    found = at_path(question, look.part)
    if not found:
        yield Fault(place, f"câu hỏi «{look.key}» không có phần «{look.part}»")
    elif look.part and question.repeats and look.key not in rows:
        yield Fault(place, f"«{look.key}» có nhiều dòng: dùng any({look.key}.{look.part} …)")
    elif found.question is not None and not field_for(found.question).asks:
        yield Fault(place, f"«{look.key}» không ai trả lời")
    elif isinstance(look, Count) and not (found.question and _is_list(found.question)):
        yield Fault(place, f"count chỉ đếm dòng của nhóm lặp lại hoặc lựa chọn của choices, «{look.key}» không phải")


def _is_list(question: Question) -> bool:
    return question.repeats or question.type == "choices"


def _values(
    answer: Answer, values: tuple[str | int | bool, ...], place: str, asked: Mapping[str, Question]
) -> Iterator[Fault]:
    found = at_path(asked[answer.key], answer.part).question if answer.key in asked else None
    if found is None:
        return
    choices = {option.value for option in found.options}
    name = f"{answer.key}.{answer.part}" if answer.part else answer.key
    for value in values:
        if choices and value not in choices:
            yield Fault(place, f"«{value}» không phải lựa chọn của «{name}»")
        if found.type == "yes_no" and not isinstance(value, bool):
            yield Fault(place, f"«{name}» so với true hoặc false")


def composite_faults(question: Question, place: str) -> Iterator[Fault]:
    """Yield what is wrong with `parts` and the questions that they were written out to."""
    if question.type not in COMPOSITES:
        if question.parts:
            yield Fault(f"{place} › parts", f"chỉ dùng cho kiểu: {', '.join(sorted(COMPOSITES))}")
        return
    known = part_names(question.type)
    named = [plain_part(part) for part in question.parts]
    for part in named:
        if part not in known:
            yield Fault(f"{place} › parts", f"không có phần «{part}»; có: {', '.join(known)}")
    if not named or len(set(named)) < len(named):
        yield Fault(f"{place} › parts", "phải có ít nhất một phần, mỗi phần một lần")
    if [inner.key for inner in question.questions] != named:
        yield Fault(f"{place} › parts", "các câu hỏi bên trong không đúng với parts")


def shown_faults(question: Question, place: str, procedure: Procedure) -> Iterator[Fault]:
    """Yield what is wrong with a question that nobody answers, and with the paper that one names."""
    if question.type in field_types() and not field_for(question).asks:
        for name in _ANSWERED_ONLY:
            if getattr(question, name):
                yield Fault(f"{place} › {name}", f"kiểu «{question.type}» chỉ để đọc, không có mục này")
    if question.type == "file" and not any(one.key == question.component and one.asked for one in procedure.components):
        yield Fault(f"{place} › component", f"không có giấy tờ nào phải kèm tên là «{question.component}»")
    if question.type != "file" and question.component is not None:
        yield Fault(f"{place} › component", "chỉ dùng cho kiểu file")


def order_faults(
    question: Question, place: str, asked: Mapping[str, Question], earlier: Collection[str]
) -> Iterator[Fault]:
    """Yield a fault for each name of another question that is unknown, and for those that would go round."""
    for field, name in (("born", question.born), ("of", question.of), ("copy_from", question.copy_from)):
        if name is not None:
            yield from name_faults(f"{place} › {field}", name, asked)
    for field, name in (("of", question.of), ("copy_from", question.copy_from)):
        if name in asked and name not in earlier:
            yield Fault(f"{place} › {field}", f"«{name}» không đứng trước câu hỏi này (vòng lặp hoặc sai thứ tự)")
    if question.sex is not None and question.sex not in ("Nam", "Nữ"):
        yield from name_faults(f"{place} › sex", question.sex, asked)
