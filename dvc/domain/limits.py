"""Compare time limits, of different units too."""

from collections.abc import Mapping

from dvc.domain.workdays import Duration, Unit

# In hours of the desk: eight a working day, five working days in a week of seven days.
_HOURS: Mapping[Unit, float] = {"hour": 1, "working_day": 8, "day": 8 * 5 / 7, "month": 30 * 8 * 5 / 7}


def is_longer(one: Duration, other: Duration) -> bool:
    """Tell whether one time limit usually takes longer than another; of different units by what a week holds."""
    if one.unit == other.unit:
        return one.value > other.value
    return one.value * _HOURS[one.unit] > other.value * _HOURS[other.unit]
