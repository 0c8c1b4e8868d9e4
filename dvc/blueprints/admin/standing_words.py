"""Say how a procedure stands, as administrators read it."""

from collections.abc import Mapping

from dvc.domain.listings import Standing
from dvc.domain.releases import ACTION_WORDS
from dvc.services.releases import ReleaseLine

# A sign and its words, by the status.
STATUS: Mapping[str, tuple[str, str]] = {
    "in_force": ("done", "Đang dùng"),
    "scheduled": ("wait", "Chờ hiệu lực"),
    "paused": ("wait", "Tạm dừng"),
    "replaced": ("todo", "Đã thay"),
    "ended": ("todo", "Hết hiệu lực"),
    "draft": ("todo", "Nháp"),
}
ORIGINS: Mapping[str, str] = {
    "edited": "sửa tại đây",
    "copied": "tạo từ bản sao",
    "imported": "nhập từ tệp",
    "shipped": "bản của phần mềm",
}
STATES: Mapping[str, tuple[str, str]] = {
    "done": ("done", "Đã có hiệu lực"),
    "scheduled": ("wait", "Đã đặt lịch"),
    "cancelled": ("todo", "Đã hủy"),
}


def day(iso: str | None) -> str:
    """Return an ISO date as people write it."""
    return "/".join(reversed((iso or "").split("-")))


def status_line(one: Standing) -> str:
    """Return what the sign alone does not tell: since when, until when, why, what came after."""
    parts = [
        f"từ ngày {day(one.since)}" if one.since and one.status == "scheduled" else "",
        f"đến hết ngày {day(one.until)}" if one.until and one.status != "draft" else "",
        f"thay bằng {one.replaced_by}" if one.replaced_by else "",
        f"lý do: {one.reason}" if one.reason else "",
    ]
    return ", ".join(part for part in parts if part)


def release_words(line: ReleaseLine) -> str:
    """Return what was done by a release."""
    words = ACTION_WORDS[line.action]
    if line.replaced_by:
        return f"{words}: {line.replaced_by}"
    if line.origin and line.version is not None and line.action == "publish":
        return f"{words} ({ORIGINS.get(line.origin, line.origin)})"
    return f"{words}: bản của phần mềm" if line.action == "roll_back" and line.version is None else words
