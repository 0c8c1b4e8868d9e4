import pytest

from dvc.registry import Registry


def test_a_registered_thing_is_found_by_its_name() -> None:
    shapes: Registry[type] = Registry("shape")

    @shapes.register("round")
    class Round:
        pass

    assert shapes.get("round") is Round
    assert shapes.names() == ("round",)


def test_a_name_is_given_once() -> None:
    numbers: Registry[int] = Registry("number")
    numbers.register("one")(1)
    with pytest.raises(ValueError, match="number 'one' is registered twice"):
        numbers.register("one")(2)


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    numbers: Registry[int] = Registry("number")
    numbers.register("one")(1)
    with pytest.raises(LookupError, match="no number 'two'; known: one"):
        numbers.get("two")
