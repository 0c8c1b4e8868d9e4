"""The people of a dossier, as the desk reads them."""

from collections.abc import Mapping
from datetime import date

from dvc import i18n
from dvc.services.desk import AtDesk

PARTS: Mapping[str, str] = {"filer": "Người nộp", "owner": "Chủ hồ sơ"}
FOR_WHOM: Mapping[str, str] = {"self": "cho bản thân", "child": "cho con", "other": "cho người khác, có ủy quyền"}
LABELS: Mapping[str, str] = {
    "full_name": "Họ và tên",
    "id_number": "Số định danh",
    "birth_date": "Ngày sinh",
    "phone": "Số điện thoại",
    "email": "Thư điện tử",
    "address": "Nơi ở hiện nay",
}


def people_rows(seen: AtDesk) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return title and rows for each person; an owner who filed himself stands once."""
    people = seen.dossier.people
    parts = ("filer",) if seen.dossier.for_whom == "self" else tuple(PARTS)
    shown = []
    for part in parts:
        known = people.get(part) or {}
        rows = [(label, _said(name, known[name])) for name, label in LABELS.items() if known.get(name)]
        if part == "filer":
            rows.append(("Nộp", FOR_WHOM.get(seen.dossier.for_whom, "")))
        shown.append((PARTS[part] if len(parts) > 1 else "Người nộp, chủ hồ sơ", rows))
    return shown


def _said(name: str, value: str) -> str:
    if name != "birth_date":
        return value
    try:
        return i18n.format_date(date.fromisoformat(value))
    except ValueError:
        return value
