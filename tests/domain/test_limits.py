import pytest

from dvc.domain.limits import is_longer
from dvc.domain.workdays import Duration


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Duration(3, "working_day"), Duration(2, "working_day")),
        (Duration(1, "working_day"), Duration(0, "working_day")),
        (Duration(3, "working_day"), Duration(3, "day")),
        (Duration(1, "month"), Duration(20, "working_day")),
        (Duration(2, "working_day"), Duration(8, "hour")),
    ],
)
def test_a_longer_limit_is_longer_and_never_the_other_way(one: Duration, other: Duration) -> None:
    assert is_longer(one, other)
    assert not is_longer(other, one)


@pytest.mark.parametrize("one", [Duration(3, "working_day"), Duration(1, "month")])
def test_a_limit_is_not_longer_than_itself(one: Duration) -> None:
    assert not is_longer(one, one)
