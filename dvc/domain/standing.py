"""How a procedure stands on a day: what its definition says of its days, and what was released about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dvc.domain.listings import Listing, Standing, Status
from dvc.domain.releases import InForce, Release
from dvc.domain.workdays import LOCAL

_ENDS = ("end", "replace")
_ONE_DAY = timedelta(days=1)


def standing_of(listing: Listing, now: InForce, coming: Iterable[Release], day: date) -> Standing:
    """Return how the procedure stands; `coming` are the releases that take effect later, in their order."""
    ends = [_last_day(one.effective_at) for one in coming if one.action in _ENDS]
    if now.ended and now.since is not None:
        ends = [_last_day(now.since)]
    until = min((one for one in (listing.valid_to, *ends) if one), default=None)
    status = _status(listing, now, day.isoformat())
    heir = now.replaced_by or listing.replaced_by
    return Standing(listing, status, now.reason, listing.valid_from, until, heir)


def scheduled(listing: Listing, release: Release) -> Standing:
    """Return how a procedure stands that is published for the first time on a later day."""
    since = release.effective_at.astimezone(LOCAL).date().isoformat()
    return Standing(listing, "scheduled", release.reason, since, listing.valid_to, listing.replaced_by)


def _status(listing: Listing, now: InForce, day: str) -> Status:
    if listing.draft:
        return "draft"
    if now.ended:
        return "replaced" if now.replaced_by else "ended"
    if listing.valid_to and day > listing.valid_to:
        return "replaced" if listing.replaced_by else "ended"
    if now.paused:
        return "paused"
    return "scheduled" if listing.valid_from and day < listing.valid_from else "in_force"


def _last_day(moment: datetime) -> str:
    local = moment.astimezone(LOCAL)
    midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
    return (local.date() - _ONE_DAY if midnight else local.date()).isoformat()


@dataclass(frozen=True, slots=True)
class Closed:
    """Why a procedure is not filed now and what to do, in words; `successor` is the code of what came after it."""

    title: str
    reason: str
    advice: str
    successor: str = ""

    @property
    def sentence(self) -> str:
        """Return all of it as one text."""
        return " ".join(part for part in (f"{self.title}.", self.reason, self.advice) if part)


CALL = "Cần hỏi thêm, ông/bà gọi bộ phận Một cửa."
OFFLINE = Closed("Thủ tục này chưa nộp qua mạng được", "", "Ông/bà mang giấy tờ đến bộ phận Một cửa.")
GONE = Closed("Thủ tục này không còn trong danh mục", "", CALL)


def closed(standing: Standing) -> Closed | None:
    """Return why a procedure cannot be filed, None when it can."""
    if standing.open:
        channels = standing.listing.channels
        return None if "online" in channels or not channels else OFFLINE
    if standing.status == "paused":
        return Closed("Thủ tục này đang tạm dừng nhận hồ sơ", _because(standing.reason), CALL)
    if standing.status == "scheduled":
        day = f" từ ngày {_day(standing.since)}" if standing.since else ""
        return Closed("Thủ tục này chưa bắt đầu nhận hồ sơ", _because(standing.reason), f"Ông/bà nộp được{day}.")
    if standing.status == "replaced":
        advice = "Ông/bà nộp theo thủ tục mới."
        return Closed("Thủ tục này đã được thay", _because(standing.reason), advice, standing.replaced_by)
    if standing.status == "ended":
        day = f" từ sau ngày {_day(standing.until)}" if standing.until else ""
        return Closed(f"Thủ tục này không còn nhận hồ sơ{day}", _because(standing.reason), CALL)
    return Closed("Thủ tục này chưa mở để nộp", "", CALL)


def _because(reason: str) -> str:
    return f"Lý do: {reason.rstrip('.')}." if reason else ""


def _day(iso: str | None) -> str:
    return "/".join(reversed((iso or "").split("-")))
