"""Working days and due times.

Sources: BLDS 2015 Đ146-148 (counted from the next day; a last day off moves to the next working day),
NĐ 61/2018 Đ18 (after 15:00 counts from the next working day); office hours as most communes keep them.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Unit = Literal["working_day", "day", "hour", "month"]

UNITS: Mapping[Unit, str] = {"working_day": "ngày làm việc", "day": "ngày", "hour": "giờ", "month": "tháng"}

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
RECEIVED_UNTIL = time(15)
OFFICE_HOURS = ((time(7), time(11, 30)), (time(13, 30), time(17)))
OFFICE_CLOSES = OFFICE_HOURS[-1][1]

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Know the days off besides the weekends, and the Saturdays that are worked in exchange."""

    holidays: frozenset[date] = field(default_factory=frozenset)
    swapped: frozenset[date] = field(default_factory=frozenset)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the desk is open on that day."""
        return day in self.swapped or (day.weekday() < _SATURDAY and day not in self.holidays)

    def working_day_from(self, day: date) -> date:
        """Return the day itself when it is worked, else the next working day."""
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day


@dataclass(frozen=True, slots=True)
class Duration:
    """Hold a time limit; nought working days means the same day."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.value < 0 or self.unit not in get_args(Unit):
            raise ValueError(f"{self.value} {self.unit} is no time limit")


def duration_words(duration: Duration | None) -> str:
    """Return a time limit in words; without one nothing is guessed."""
    if duration is None:
        return "chưa có dữ liệu"
    return f"{duration.value} {UNITS[duration.unit]}" if duration.value else "trong ngày"


def due(start: datetime, duration: Duration, calendar: Calendar, *, closing: time = RECEIVED_UNTIL) -> datetime:
    """Return the local moment by which the answer is due; days and months end when the desk closes.

    ``start`` is the aware moment of receipt. What arrives after ``closing`` or on a day off counts as
    received on the next working day.
    """
    if start.tzinfo is None:
        raise ValueError("a due time needs an aware start")
    local = start.astimezone(LOCAL)
    received = received_on(local, calendar, closing=closing)
    if duration.unit == "hour":
        opening = datetime.combine(received, OFFICE_HOURS[0][0], LOCAL)
        return _add_hours(local if received == local.date() else opening, duration.value, calendar)
    return datetime.combine(_last_day(received, duration, calendar), OFFICE_CLOSES, LOCAL)


def closing_on(day: date) -> datetime:
    """Return the local moment at which the desk closes on a day."""
    return datetime.combine(day, OFFICE_CLOSES, LOCAL)


def put_off(moment: datetime, since: date, until: date, calendar: Calendar) -> datetime:
    """Return an appointed moment moved on by the working days from one day to another, to the desk's closing."""
    waited = working_days_between(since, until, calendar)
    return closing_on(add_working_days(moment.astimezone(LOCAL).date(), max(0, waited), calendar))


def received_on(start: datetime, calendar: Calendar, *, closing: time = RECEIVED_UNTIL) -> date:
    """Return the working day on which something that came at a local moment counts as received."""
    late = start.time() > closing
    return calendar.working_day_from(start.date() + (_ONE_DAY if late else timedelta()))


def add_working_days(day: date, number: int, calendar: Calendar) -> date:
    """Return the n-th working day after a day; for nought the day itself, or the next working day."""
    day = calendar.working_day_from(day) if number == 0 else day
    for _ in range(number):
        day = calendar.working_day_from(day + _ONE_DAY)
    return day


def working_days_between(first: date, last: date, calendar: Calendar) -> int:
    """Count the working days after the first day up to and with the last; negative when it is earlier."""
    if last < first:
        return -working_days_between(last, first, calendar)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def _last_day(received: date, duration: Duration, calendar: Calendar) -> date:
    if duration.unit == "working_day":
        return add_working_days(received, duration.value, calendar)
    if duration.unit == "month":
        return calendar.working_day_from(_add_months(received, duration.value))
    return calendar.working_day_from(received + timedelta(days=duration.value))


def _add_months(day: date, number: int) -> date:
    """Return the same day of a later month, or its last day when it has no such day (BLDS Đ148)."""
    years, month = divmod(day.month - 1 + number, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_hours(start: datetime, hours: int, calendar: Calendar) -> datetime:
    """Walk through the office sessions until the hours are used up; no hours end at the next open moment."""
    left = timedelta(hours=hours)
    day = start.date()
    while True:
        day = calendar.working_day_from(day)
        for opens, closes in OFFICE_HOURS:
            begin = max(start, datetime.combine(day, opens, LOCAL))
            end = datetime.combine(day, closes, LOCAL)
            if begin <= end and left <= end - begin:
                return begin + left
            left -= max(end - begin, timedelta())
        day += _ONE_DAY
