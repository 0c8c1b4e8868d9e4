from datetime import UTC, date, datetime

import time_machine

from dvc import clock


@time_machine.travel(datetime(2026, 11, 24, 17, 30, tzinfo=UTC), tick=False)
def test_after_midnight_in_viet_nam_it_is_the_next_day_though_utc_is_behind() -> None:
    assert clock.today() == date(2026, 11, 25)
    assert clock.now() == datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    assert clock.now().tzinfo is UTC
