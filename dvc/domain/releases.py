"""What the releases of a procedure come to at a moment: which version, paused or not, ended or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Action = Literal["publish", "pause", "resume", "end", "replace", "roll_back", "cancel"]

ACTION_WORDS: Mapping[str, str] = {
    "publish": "Công bố bản mới",
    "pause": "Tạm dừng nhận hồ sơ",
    "resume": "Nhận hồ sơ trở lại",
    "end": "Chấm dứt thủ tục",
    "replace": "Thay bằng thủ tục khác",
    "roll_back": "Quay lại bản trước",
    "cancel": "Hủy việc đã đặt lịch",
}
# Acts that bring a version into force.
VERSIONED = ("publish", "roll_back")


@dataclass(frozen=True, slots=True)
class Release:
    """One act on a procedure; a `version` of None is the shipped file's, `cancels` the release it calls off."""

    id: int
    code: str
    action: Action
    effective_at: datetime
    version: str | None = None
    reason: str = ""
    replaced_by: str = ""
    base_shipped: str = ""
    cancels: int | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """What holds for a procedure: `version` None is the shipped file's; `since` is when it was paused or ended."""

    version: str | None = None
    base_shipped: str = ""
    paused: bool = False
    ended: bool = False
    replaced_by: str = ""
    reason: str = ""
    since: datetime | None = None


def effective(releases: Iterable[Release]) -> tuple[Release, ...]:
    """Return the releases that were not called off, in the order in which they take effect."""
    found = list(releases)
    called_off = {one.cancels for one in found}
    kept = (one for one in found if one.action != "cancel" and one.id not in called_off)
    return tuple(sorted(kept, key=lambda one: (one.effective_at, one.id)))


def in_force(releases: Iterable[Release], moment: datetime) -> InForce:
    """Return what `effective` releases come to at a moment."""
    now = InForce()
    for one in releases:
        if one.effective_at > moment:
            break
        now = _after(now, one)
    return now


def _after(now: InForce, one: Release) -> InForce:
    if one.action in VERSIONED:
        # A pause outlasts a new version; an end does not: what is published again is filed again.
        opened = replace(now, ended=False, replaced_by="") if now.ended else now
        if now.ended:
            opened = replace(opened, paused=False, reason="", since=None)
        return replace(opened, version=one.version, base_shipped=one.base_shipped)
    if one.action == "pause":
        return replace(now, paused=True, reason=one.reason, since=one.effective_at)
    if one.action == "resume":
        return replace(now, paused=False, ended=False, replaced_by="", reason="", since=None)
    return replace(now, ended=True, replaced_by=one.replaced_by, reason=one.reason, since=one.effective_at)


def coming(releases: Iterable[Release], moment: datetime) -> tuple[Release, ...]:
    """Return the `effective` releases that take effect only after a moment."""
    return tuple(one for one in releases if one.effective_at > moment)
