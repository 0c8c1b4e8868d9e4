from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain.identity import is_uuid7, uuid7


def test_the_example_of_the_standard_comes_out() -> None:
    # RFC 9562, appendix A.6: rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F
    random = (0xCC3 << 62 | 0x18C4DC0C0C07398F).to_bytes(10, "big")
    assert uuid7(0x017F22E279B0, random) == UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")


@given(st.integers(0, 2**48 - 1), st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_identifiers_sort_by_time(one: int, other: int, random: bytes) -> None:
    assert (uuid7(one, random) < uuid7(other, random)) == (one < other)


@given(st.integers(0, 2**48 - 1), st.binary(min_size=10, max_size=10))
def test_every_identifier_is_a_version_seven(ms: int, random: bytes) -> None:
    made = uuid7(ms, random)
    assert is_uuid7(made)
    assert is_uuid7(str(made))


@pytest.mark.parametrize("value", [uuid4(), "", "no uuid", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f"])
def test_other_values_are_no_version_seven(value: UUID | str) -> None:
    assert not is_uuid7(value)


@pytest.mark.parametrize(("ms", "random"), [(-1, bytes(10)), (2**48, bytes(10)), (0, bytes(9)), (0, bytes(11))])
def test_what_does_not_fit_is_refused(ms: int, random: bytes) -> None:
    with pytest.raises(ValueError, match=r"48 bits|random bytes"):
        uuid7(ms, random)
