"""Tell in words how the form of one version differs from another's: sections, questions, options, conditions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dvc.domain.changed_values import shown, was_now
from dvc.domain.conditions import Condition
from dvc.domain.procedures import Procedure, Question, Section

# The sentence, the rules as they are written, and whether it matters to who files.
Said = tuple[str, str, bool]

_LABELS: Mapping[str, str] = {
    "hint": "lời gợi ý",
    "minimum": "số nhỏ nhất",
    "maximum": "số lớn nhất",
    "max_length": "số chữ nhiều nhất",
    "default": "câu trả lời chọn sẵn",
    "most": "số dòng nhiều nhất",
    "repeats": "viết được nhiều dòng",
    "row_name": "tên gọi một dòng",
    "parts": "các phần",
}
_RULES: Mapping[str, str] = {
    "required_if": "điều kiện phải trả lời đã đổi",
    "visible_if": "điều kiện để hỏi câu này đã đổi",
    "checks": "cách kiểm tra câu trả lời đã đổi",
    "not_future": "giới hạn của ngày đã đổi",
    "component": "giấy tờ đi kèm đã đổi",
}
_TYPES: Mapping[str, str] = {
    "text": "chữ",
    "textarea": "đoạn văn",
    "name": "họ tên",
    "id_number": "số định danh",
    "phone": "số điện thoại",
    "email": "thư điện tử",
    "date": "ngày",
    "partial_date": "ngày, hoặc chỉ năm",
    "number": "số",
    "money": "số tiền",
    "choice": "chọn một",
    "choices": "chọn nhiều",
    "yes_no": "có hoặc không",
    "pledge": "lời cam đoan",
    "ethnic_group": "dân tộc",
    "relation": "quan hệ",
    "country": "nước",
    "address": "địa chỉ",
    "computed": "máy tự viết",
    "group": "nhóm câu hỏi",
    "person": "người",
    "identity_paper": "giấy tờ tùy thân",
    "file": "ảnh hoặc tệp",
    "note": "lời dặn",
}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A question with the title of its section and its name inside a group."""

    question: Question
    section: str
    name: str


def form_changes(old: Procedure, new: Procedure) -> Iterator[Said]:
    """Yield every difference between two forms."""
    yield from _sections(old, new)
    before, after = _placed(old), _placed(new)
    for key, one in before.items():
        if key not in after:
            yield f"Bỏ câu hỏi «{one.name}» (phần «{one.section}»).", "", True
    for key, one in after.items():
        if key not in before:
            must = ", bắt buộc" if one.question.required else ""
            yield f"Thêm câu hỏi «{one.name}» (phần «{one.section}»{must}).", "", True
        else:
            yield from _question(before[key], one)
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield "Đổi thứ tự các câu hỏi.", "", False


def _placed(procedure: Procedure) -> dict[str, _Placed]:
    found = {}
    for section in procedure.sections:
        for question in section.questions:
            found[question.key] = _Placed(question, section.title, question.label)
            for inner in question.questions:
                found[f"{question.key}.{inner.key}"] = _Placed(inner, section.title, f"{question.label}: {inner.label}")
    return found


def _sections(old: Procedure, new: Procedure) -> Iterator[Said]:
    before, after = ({one.key: one for one in procedure.sections} for procedure in (old, new))
    for key, one in before.items():
        if key not in after:
            yield f"Bỏ phần «{one.title}».", "", True
    for key, one in after.items():
        if key not in before:
            yield f"Thêm phần «{one.title}».", "", True
        else:
            yield from _section(before[key], one)
    kept = [key for key in before if key in after]
    if kept != [key for key in after if key in before]:
        yield "Đổi thứ tự các phần của tờ khai.", "", False


def _section(old: Section, new: Section) -> Iterator[Said]:
    if old.title != new.title:
        yield f"Phần «{old.title}» nay là «{new.title}».", "", True
    if old.visible_if != new.visible_if:
        yield f"Phần «{new.title}»: điều kiện để hỏi đã đổi.", _rule(old.visible_if, new.visible_if), True
    if old.intro != new.intro:
        yield was_now(f"Phần «{new.title}», lời dẫn", old.intro, new.intro), "", True
    if old.confidence != new.confidence:
        yield f"Phần «{new.title}»: mức kiểm chứng đã đổi.", "", False


def _question(old: _Placed, new: _Placed) -> Iterator[Said]:
    before, after, name = old.question, new.question, new.name
    if old.name != name:
        yield f"Câu hỏi «{old.name}» nay là «{name}».", "", True
    if old.section != new.section:
        yield f"Câu hỏi «{name}» chuyển sang phần «{new.section}».", "", True
    if before.type != after.type:
        types = f"từ {_type(before)} sang {_type(after)}"
        yield f"Câu hỏi «{name}» đổi kiểu trả lời {types}; phải trả lời lại.", "", True
    if before.required != after.required:
        yield f"Câu hỏi «{name}» {'nay bắt buộc' if after.required else 'không còn bắt buộc'}.", "", True
    if before.options != after.options:
        yield was_now(f"Câu hỏi «{name}», các lựa chọn", before.options, after.options), "", True
    for spec in fields(after):
        was, now = getattr(before, spec.name), getattr(after, spec.name)
        if was != now:
            yield from _field(name, spec.name, was, now)


def _field(name: str, field: str, was: Any, now: Any) -> Iterator[Said]:
    if field in ("key", "label", "type", "required", "options", "questions"):
        return  # said already; inner questions are told of one by one
    if field in _LABELS:
        yield was_now(f"Câu hỏi «{name}», {_LABELS[field]}", was, now, name=field), "", True
    elif field in _RULES:
        yield f"Câu hỏi «{name}»: {_RULES[field]}.", _rule(was, now), True
    else:
        yield f"Câu hỏi «{name}»: cách điền sẵn, cách hiện hoặc ghi chú đã đổi.", f"{field}: {was} → {now}", False


def _type(question: Question) -> str:
    return f"«{_TYPES.get(question.type, question.type)}»"


def _rule(was: Any, now: Any) -> str:
    return f"{_written(was)} → {_written(now)}"


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(f"{one.must.text} ({one.say})" for one in value) or shown(None)
    return value.text if isinstance(value, Condition) else shown(value)
