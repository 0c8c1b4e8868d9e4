from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain.workdays import (
    LOCAL,
    Calendar,
    Duration,
    add_working_days,
    due,
    received_on,
    working_days_between,
)

CULTURE_DAY = date(2026, 11, 24)  # a Tuesday
CALENDAR = Calendar(holidays=frozenset({CULTURE_DAY}), swapped=frozenset({date(2026, 11, 28)}))
WEEKENDS = Calendar()

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
some_days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    Calendar,
    holidays=st.frozensets(some_days, max_size=20),
    swapped=st.frozensets(some_days.filter(lambda day: day.weekday() == 5), max_size=5),
)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(LOCAL))  # noqa: DTZ001  hypothesis adds the zone


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("received", "duration", "expected"),
    [
        # Monday morning, three working days; Tuesday is off, Saturday 28 is worked
        (at(23, 9), Duration(3, "working_day"), at(27, 17)),
        (at(23, 9), Duration(4, "working_day"), at(28, 17)),
        (at(23, 9), Duration(5, "working_day"), at(30, 17)),
        # at 15:00 sharp it still counts today, a minute later on Wednesday
        (at(23, 15), Duration(1, "working_day"), at(25, 17)),
        (at(23, 15, 1), Duration(1, "working_day"), at(26, 17)),
        # the same day
        (at(23, 9), Duration(0, "working_day"), at(23, 17)),
        (at(23, 16), Duration(0, "working_day"), at(25, 17)),
        # a Sunday night counts as received on Monday
        (at(22, 22), Duration(1, "working_day"), at(25, 17)),
        # plain days count days off, but the last one must be worked
        (at(19, 9), Duration(3, "day"), at(23, 17)),
        (at(20, 9), Duration(4, "day"), at(25, 17)),
        # months end on the same day, or on the last one
        (at(30, 9, month=1), Duration(1, "month"), at(2, 17, month=3)),
        (at(15, 9, month=10), Duration(1, "month"), at(16, 17)),
        # hours are office hours
        (at(23, 10), Duration(2, "hour"), at(23, 14)),
        (at(23, 14), Duration(8, "hour"), at(25, 14)),
        (at(23, 12), Duration(1, "hour"), at(23, 14, 30)),
        (at(23, 15, 30), Duration(8, "hour"), at(25, 17)),
        (at(23, 7), Duration(4, "hour"), at(23, 11)),
        (at(22, 22), Duration(0, "hour"), at(23, 7)),
    ],
)
def test_due_times_follow_the_law(received: datetime, duration: Duration, expected: datetime) -> None:
    assert due(received, duration, CALENDAR) == expected


def test_a_moment_in_utc_is_taken_in_vietnamese_time() -> None:
    # 08:30 UTC is 15:30 in Vietnam: too late for that day
    assert due(datetime(2026, 11, 25, 8, 30, tzinfo=UTC), Duration(1, "working_day"), CALENDAR) == at(27, 17)


def test_the_closing_time_can_be_another() -> None:
    late = due(at(25, 16), Duration(1, "working_day"), CALENDAR, closing=time(16, 30))
    assert late == at(26, 17)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        due(at(25, 9).replace(tzinfo=None), Duration(1, "day"), CALENDAR)


def test_a_negative_time_limit_is_refused() -> None:
    with pytest.raises(ValueError, match="no time limit"):
        Duration(-1, "day")


def test_working_days_between_count_the_last_day_and_not_the_first() -> None:
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 25), CALENDAR) == 1
    assert working_days_between(date(2026, 11, 25), date(2026, 11, 23), CALENDAR) == -1
    assert working_days_between(date(2026, 11, 23), date(2026, 11, 24), CALENDAR) == 0


@given(days, st.integers(1, 60), calendars)
def test_adding_working_days_and_counting_them_agree(day: date, number: int, calendar: Calendar) -> None:
    end = add_working_days(day, number, calendar)
    assert calendar.is_working_day(end)
    assert working_days_between(day, end, calendar) == number


@given(days, st.integers(0, 30))
def test_without_holidays_five_working_days_are_a_week(day: date, weeks: int) -> None:
    worked = WEEKENDS.working_day_from(day)
    assert add_working_days(worked, 5 * weeks, WEEKENDS) == worked + timedelta(weeks=weeks)


@given(moments, st.integers(0, 40), st.sampled_from(["working_day", "day", "hour", "month"]), calendars)
def test_a_due_time_lies_on_a_working_day_and_not_before_the_receipt(
    received: datetime, value: int, unit: str, calendar: Calendar
) -> None:
    end = due(received, Duration(value, unit), calendar)  # type: ignore[arg-type]  # drawn from the four units
    assert calendar.is_working_day(end.date())
    assert end >= received
    assert end.date() >= received_on(received, calendar)
    assert time(7) <= end.time() <= time(17)


@given(moments, moments, st.integers(0, 20), st.sampled_from(["working_day", "day", "hour"]), calendars)
def test_who_comes_later_is_not_due_earlier(
    one: datetime, other: datetime, value: int, unit: str, calendar: Calendar
) -> None:
    duration = Duration(value, unit)  # type: ignore[arg-type]  # drawn from the units
    first, last = sorted((one, other))
    assert due(first, duration, calendar) <= due(last, duration, calendar)


@given(moments, st.integers(0, 12), calendars)
def test_eight_office_hours_are_one_working_day(received: datetime, number: int, calendar: Calendar) -> None:
    opening = datetime.combine(received_on(received, calendar), time(7), LOCAL)
    hours = due(opening, Duration(8 * (number + 1), "hour"), calendar)
    assert hours == due(opening, Duration(number, "working_day"), calendar)
