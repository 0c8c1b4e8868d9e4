"""Show the values of a definition in words, before and after a change."""

from collections.abc import Mapping
from typing import Any

from dvc.domain.conditions import Condition
from dvc.domain.procedures import Extension, Option, Result, Tier
from dvc.domain.workdays import Duration, duration_words

NOTHING = "không có"
LONGEST = 300
_WORDS: Mapping[str, str] = {
    "full_online": "trực tuyến toàn trình",
    "partial_online": "trực tuyến một phần",
    "undetermined": "chưa xác định",
    "online": "trực tuyến",
    "in_person": "trực tiếp",
    "post": "qua bưu điện",
    "at_desk": "tại bộ phận Một cửa",
    "commune": "cấp xã",
    "province": "cấp tỉnh",
    "ministry": "cấp bộ",
    "other": "cơ quan khác",
    "here": "cổng này",
    "national": "Cổng Dịch vụ công quốc gia",
    "public_security": "Cổng dịch vụ công của Bộ Công an",
    "resident": "người nộp chọn",
    "answers": "theo tờ khai",
    "desk": "bộ phận Một cửa",
    "always": "luôn phải có",
    "conditional": "phải có khi đúng điều kiện",
    "one_of": "chỉ cần một trong nhóm",
    "if_available": "có thì nộp",
    "desk_only": "chỉ khi nộp bản giấy",
    "generated": "tờ khai điện tử",
    "note": "chỉ để biết",
    "population": "dữ liệu dân cư",
    "civil_status": "dữ liệu hộ tịch",
}
_MONEY = frozenset({"amount", "at_most"})
_DAYS = frozenset({"valid_from", "valid_to"})


def was_now(label: str, before: Any, after: Any, *, name: str = "") -> str:
    """Say what something was and what it is now; of lists, what was added and what was taken away."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return f"{label}: {_list_change(before, after)}."
    return f"{label}: trước là {shown(before, name=name)}, nay là {shown(after, name=name)}."


def shown(value: Any, *, name: str = "") -> str:
    """Return a value in words; `name` is that of its field, where it tells the kind of value."""
    if value is None or value in ("", ()):
        return "chưa có dữ liệu" if name == "amount" else NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int):
        return f"{value:,}".replace(",", ".") + (" đồng" if name in _MONEY else "")
    if isinstance(value, str):
        day = "/".join(reversed(value.split("-"))) if name in _DAYS else value
        return _WORDS.get(value) or f"«{_short(day)}»"
    return _shape(value)


def _shape(value: Any) -> str:
    match value:
        case Duration():
            words = duration_words(value)
        case Extension(duration, reason):
            words = f"thêm {duration_words(duration)} ({reason})"
        case Tier(amount, up_to):
            until = f"đến {up_to}" if up_to is not None else "từ đó trở đi"
            words = f"{shown(amount, name='amount')} {until}"
        case Option(_, text) | Result(text):
            words = f"«{text}»"
        case Condition():
            words = f"«{value.text}»"
        case tuple():
            words = ", ".join(shown(one) for one in value)
        case _:
            words = f"«{_short(str(value))}»"
    return words


def _list_change(before: tuple[Any, ...], after: tuple[Any, ...]) -> str:
    added = [shown(one) for one in after if one not in before]
    gone = [shown(one) for one in before if one not in after]
    parts = []
    if added:
        parts.append(f"thêm {'; '.join(added)}")
    if gone:
        parts.append(f"bỏ {'; '.join(gone)}")
    return ". Đồng thời ".join(parts) or "đổi thứ tự"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
