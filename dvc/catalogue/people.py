"""Write out what a person and an identity paper are asked, so that a version holds its own questions."""

from collections.abc import Mapping
from typing import Any

Asked = dict[str, Any]

_NOW = {"not_future": True}
_PERSON: Mapping[str, Asked] = {
    "name": {"label": "Họ và tên", "type": "name"},
    "sex": {"label": "Giới tính", "type": "choice", "options": ["Nam", "Nữ"]},
    "birth_date": {
        "label": "Ngày, tháng, năm sinh",
        "type": "partial_date",
        "hint": "Không nhớ ngày, tháng thì chỉ viết năm.",
        **_NOW,
    },
    "id_number": {"label": "Số định danh cá nhân", "type": "id_number"},
    "identity_paper": {"label": "Giấy tờ tùy thân", "type": "identity_paper"},
    "ethnic_group": {"label": "Dân tộc", "type": "ethnic_group"},
    "nationality": {"label": "Quốc tịch", "type": "country", "default": "Việt Nam"},
    "residence_type": {"label": "Loại nơi cư trú", "type": "choice", "options": "@residence_types"},
    "address": {"label": "Nơi cư trú", "type": "address"},
    "phone": {"label": "Số điện thoại", "type": "phone"},
}
_PAPER: Mapping[str, Asked] = {
    "kind": {
        "label": "Loại giấy tờ",
        "type": "choice",
        "display": "select",
        "options": "@identity_documents",
    },
    "number": {"label": "Số giấy tờ", "type": "text", "max_length": 50},
    "issued_on": {"label": "Ngày cấp", "type": "date", **_NOW},
    "issued_by": {
        "label": "Nơi cấp",
        "type": "text",
        "max_length": 200,
        "hint": "Thẻ căn cước, thẻ căn cước công dân: có thể để trống, chúng tôi ghi nơi cấp theo loại thẻ.",
    },
}
_KNOWN = {"person": _PERSON, "identity_paper": _PAPER}
_USUAL = {"person": (), "identity_paper": ("kind!", "number!", "issued_on", "issued_by")}
# What a number is compared with, where the person is asked it too.
_NUMBERS = ("id_number", "identity_paper")
COMPOSITES = frozenset(_KNOWN)


def part_names(kind: str) -> tuple[str, ...]:
    """Return what may stand in `parts`."""
    return tuple(_KNOWN[kind])


def plain_part(part: str) -> str:
    """Return the name of a part without its «!»."""
    return part.removesuffix("!")


def expanded(question: Asked) -> Asked:
    """Return a composite question with its inner questions; one that has them already stays as it is.

    Raises LookupError for a part that is not known.
    """
    kind = str(question.get("type"))
    if kind not in COMPOSITES or "questions" in question:
        return question
    parts = question.get("parts", list(_USUAL[kind]))
    if not isinstance(parts, list) or not all(isinstance(part, str) for part in parts):
        return question
    filled = {name: value for name, value in question.items() if name != "options"}
    asked = [_inner(kind, part, question) for part in parts]
    named = {one["key"] for one in asked}
    for one in asked:
        if kind == "person" and one["key"] in _NUMBERS:
            one |= {name: key for name, key in (("sex", "sex"), ("born", "birth_date")) if key in named}
    return {**filled, "parts": parts, "questions": asked}


def _inner(kind: str, part: str, question: Asked) -> Asked:
    name = plain_part(part)
    if name not in _KNOWN[kind]:
        raise LookupError(f"không có phần «{name}»; có: {', '.join(_KNOWN[kind])}")
    inner = {"key": name, **_KNOWN[kind][name]}
    if part.endswith("!"):
        inner["required"] = True
    if name == "kind" and "options" in question:
        inner["options"] = question["options"]
    return inner
