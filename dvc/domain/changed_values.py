"""Show the values of a definition in words, before and after a change."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from dvc.domain.conditions import Condition
from dvc.domain.procedures import Extension, Option, Result, Tier
from dvc.domain.workdays import Duration, duration_words

NOTHING = "không có"
LONGEST = 300
# Letters of a long text that stand around what differs in it.
AROUND = 60
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
    if _is_long(before) or _is_long(after):
        old, new = _parted(before, after)
        return f"{label}: trước là {old}, nay là {new}."
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
    added = [one for one in after if one not in before]
    gone = [one for one in before if one not in after]
    # An entry that was changed stands in both; what follows of a long one must not be cut off where it differs.
    pairs = [
        _parted(old, new) if _is_long(old) or _is_long(new) else (shown(old), shown(new))
        for old, new in zip_longest(gone, added)
    ]
    parts = []
    if added:
        parts.append(f"thêm {'; '.join(new for _, new in pairs[: len(added)])}")
    if gone:
        parts.append(f"bỏ {'; '.join(old for old, _ in pairs[: len(gone)])}")
    return ". Đồng thời ".join(parts) or "đổi thứ tự"


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(value) > LONGEST


def _parted(before: Any, after: Any) -> tuple[str, str]:
    """Return two texts from a little before they part until a little after they meet: who approves sees all between."""
    old, new = before or "", after or ""
    same = _alike(old, new)
    met = _alike(old[same:][::-1], new[same:][::-1])
    begin = max(0, same - AROUND)

    def part(text: str) -> str:
        end = len(text) - max(0, met - AROUND)
        cut = f"{'…' if begin else ''}{text[begin:end]}{'…' if end < len(text) else ''}"
        return f"«{cut}»" if text else NOTHING

    return part(old), part(new)


def _alike(one: str, other: str) -> int:
    """Return how many letters two texts have alike from their beginning."""
    parts = (place for place, (left, right) in enumerate(zip(one, other, strict=False)) if left != right)
    return next(parts, min(len(one), len(other)))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
