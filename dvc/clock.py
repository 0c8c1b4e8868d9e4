"""The one place that asks what time it is; call it as ``clock.now()`` so that tests can move it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date that the calendar on a Vietnamese wall shows."""
    return datetime.now(LOCAL).date()
