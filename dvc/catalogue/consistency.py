"""Check what the shapes alone cannot: names that must exist, be unique, or come first."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from dvc.catalogue.fee_faults import day_faults, fee_faults
from dvc.catalogue.paper_faults import choice_faults
from dvc.catalogue.people import COMPOSITES
from dvc.catalogue.question_faults import composite_faults, condition_faults, name_faults, order_faults, shown_faults
from dvc.catalogue.schema import Fault
from dvc.domain.conditions import Condition
from dvc.domain.fields.types import field_types
from dvc.domain.forms import COMPUTATIONS, PREFILLS
from dvc.domain.procedures import Procedure, Question, Section
from dvc.domain.text import fold

_CODE = re.compile(r"[1-6]\.\d{6}")
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CHOOSING = frozenset({"choice", "choices", "ethnic_group", "relation"})
# The national listing's longest is 155 days; due times are found by walking through the days.
_MOST_LIMIT = 1000


def faults_in(procedure: Procedure) -> Iterator[Fault]:
    """Yield every fault of a definition whose shape is right."""
    if not _CODE.fullmatch(procedure.code):
        yield Fault("code", f"«{procedure.code}» không phải mã thủ tục")
    if procedure.service_level == "partial_online" and not procedure.partial_reason:
        yield Fault("partial_reason", "một phần thì phải nói lý do (NĐ 224/2026 Đ14)")
    if procedure.national_url and not procedure.national_url.startswith("https://"):
        yield Fault("national_url", "địa chỉ trang phải bắt đầu bằng https://")
    if procedure.replaced_by and not _CODE.fullmatch(procedure.replaced_by):
        yield Fault("replaced_by", f"«{procedure.replaced_by}» không phải mã thủ tục")
    yield from day_faults("", procedure.valid_from, procedure.valid_to)
    yield from _names(procedure)
    asked = _Asked(procedure.questions())
    for field, key in (("subject", procedure.subject), ("subject_number", procedure.subject_number)):
        if key:
            yield from name_faults(field, key, asked.all)
    for section in procedure.sections:
        yield from _section(section, asked)
        for question in section.questions:
            for one in (question, *question.questions):
                yield from shown_faults(one, f"sections › {section.key} › {one.key}", procedure)
    yield from _cases(procedure, asked)
    yield from _fees_and_components(procedure, asked)


class _Asked:
    """Questions by key, and the keys met so far when reading from the top.

    Inside a group the questions look at each other only.
    """

    def __init__(self, questions: Iterable[Question]) -> None:
        self.all = {question.key: question for question in questions}
        self.earlier: set[str] = set()


def _names(procedure: Procedure) -> Iterator[Fault]:
    keys = [key for question in procedure.questions() for key in _keys(question)]
    lists: tuple[tuple[str, Iterable[str], Callable[[str], object]], ...] = (
        ("sections", (one.key for one in procedure.sections), _SLUG.fullmatch),
        ("questions", keys, _KEY.fullmatch),
        ("cases", (one.key for one in procedure.cases), _SLUG.fullmatch),
        ("fees", (one.key for one in procedure.fees), _SLUG.fullmatch),
        ("components", (one.key for one in procedure.components), _SLUG.fullmatch),
    )
    for kind, names, fits in lists:
        for name, times in Counter(names).items():
            if times > 1:
                yield Fault(f"{kind} › {name}", "khóa dùng hai lần")
            if not fits(name):
                yield Fault(f"{kind} › {name}", "khóa chỉ gồm chữ thường không dấu, số và dấu nối")


def _keys(question: Question) -> Iterator[str]:
    yield question.key
    if question.type not in COMPOSITES:
        for inner in question.questions:
            yield inner.key


def _labels(question: Question) -> Iterator[str]:
    """Yield the labels that a question brings to its page; inside a composite they carry its own."""
    yield question.label
    if question.type not in COMPOSITES:
        yield from (inner.label for inner in question.questions)


def _section(section: Section, asked: _Asked) -> Iterator[Fault]:
    yield from _visibility(section.visible_if, f"sections › {section.key} › visible_if", asked)
    labels = [fold(label) for question in section.questions for label in _labels(question)]
    for label, times in Counter(labels).items():
        if times > 1:
            yield Fault(f"sections › {section.key}", f"nhãn «{label}» dùng {times} lần trên một trang")
    if not section.questions:
        yield Fault(f"sections › {section.key}", "không có câu hỏi")
    for question in section.questions:
        yield from _question(question, f"sections › {section.key} › {question.key}", asked)


def _question(question: Question, place: str, asked: _Asked) -> Iterator[Fault]:
    if question.type not in field_types():
        yield Fault(place, f"không có kiểu «{question.type}»; có: {', '.join(field_types())}")
        return
    yield from _parts(question, place)
    yield from _visibility(question.visible_if, f"{place} › visible_if", asked)
    for name, condition in (("required_if", question.required_if), ("copy_if", question.copy_if)):
        yield from _known(condition, f"{place} › {name}", asked)
    for rule in question.checks:
        yield from _known(rule.must, f"{place} › checks", asked)
    yield from order_faults(question, place, asked.all, asked.earlier)
    yield from composite_faults(question, place)
    asked.earlier.add(question.key)
    siblings = _Asked(question.questions)
    for inner in question.questions:
        if inner.type in ("group", "computed") or inner.repeats:
            yield Fault(f"{place} › {inner.key}", "nhóm và câu tự tính không được nằm trong nhóm")
        yield from _question(inner, f"{place} › {inner.key}", siblings)


def _parts(question: Question, place: str) -> Iterator[Fault]:
    if question.type in _CHOOSING and not question.options:
        yield Fault(place, "thiếu danh sách lựa chọn (options)")
    if len({option.value for option in question.options}) < len(question.options):
        yield Fault(place, "hai lựa chọn có cùng giá trị")
    if (question.type == "group" or question.type in COMPOSITES) != bool(question.questions):
        yield Fault(place, "nhóm (group) phải có câu hỏi bên trong, kiểu khác thì không")
    if question.type == "computed" and (question.compute not in COMPUTATIONS or not question.of):
        yield Fault(place, f"compute phải là một trong: {', '.join(COMPUTATIONS)}, và phải có of")
    if question.prefill is not None and question.prefill not in PREFILLS:
        yield Fault(place, f"prefill «{question.prefill}» không có; có: {', '.join(PREFILLS)}")


def _cases(procedure: Procedure, asked: _Asked) -> Iterator[Fault]:
    if not procedure.cases:
        yield Fault("cases", "phải có ít nhất một trường hợp giải quyết")
    for case in procedure.cases:
        place = f"cases › {case.key}"
        if (case.chosen_by == "answers") != (case.when is not None):
            yield Fault(place, "do câu trả lời quyết định (answers) thì phải có when, và ngược lại")
        yield from _known(case.when, f"{place} › when", asked)
        limits = {"duration": case.duration, "extension": case.extension.duration if case.extension else None}
        for name, limit in limits.items():
            if limit is not None and limit.value > _MOST_LIMIT:
                yield Fault(f"{place} › {name}", f"thời hạn dài quá {_MOST_LIMIT}")


def _fees_and_components(procedure: Procedure, asked: _Asked) -> Iterator[Fault]:
    for fee in procedure.fees:
        yield from _lasting(fee.when, f"fees › {fee.key} › when", asked)
        yield from fee_faults(fee, asked.all)
    for component in procedure.components:
        yield from _lasting(component.when, f"components › {component.key} › when", asked)
        if component.required == "conditional" and component.when is None:
            yield Fault(f"components › {component.key}", "có điều kiện (conditional) thì phải có when")
    yield from choice_faults(procedure.components)


def _visibility(condition: Condition | None, place: str, asked: _Asked) -> Iterator[Fault]:
    """Refuse visibility that looks ahead: looking back only keeps it free of cycles."""
    yield from _lasting(condition, place, asked)
    for key in sorted(condition.keys if condition else ()):
        if key in asked.all and key not in asked.earlier:
            yield Fault(place, f"«{key}» không đứng trước câu hỏi này (vòng lặp hoặc sai thứ tự)")


def _lasting(condition: Condition | None, place: str, asked: _Asked) -> Iterator[Fault]:
    """Refuse a condition by which what is asked for would change overnight."""
    yield from _known(condition, place, asked)
    if condition is not None and condition.needs_today:
        yield Fault(place, "không được phụ thuộc ngày hôm nay")


def _known(condition: Condition | None, place: str, asked: _Asked) -> Iterator[Fault]:
    if condition is not None:
        yield from condition_faults(condition, place, asked.all)
