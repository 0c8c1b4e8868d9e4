import pytest

from dvc.domain.origins import HERE, Origin, read_origin


def test_the_portal_and_its_reference_are_said_in_words() -> None:
    origin = read_origin("dvcqg", "G22.99-261124-0001")
    assert origin == Origin("dvcqg", "G22.99-261124-0001")
    assert origin.words == "Cổng Dịch vụ công quốc gia, mã G22.99-261124-0001"


@pytest.mark.parametrize("source", ["", "DVCQG", "evil.example", "https://evil.example"])
def test_a_portal_that_is_not_known_brings_nothing(source: str) -> None:
    assert read_origin(source, "G22-1") == HERE
    assert HERE.words == ""


@pytest.mark.parametrize(
    "reference", ["", "a" * 51, "G22 1", "G22\n", "<b>", "mã", "٣٤٥", "G22/1", "066190001234", "0905.123-456"]
)
def test_a_reference_that_is_odd_or_may_be_personal_is_dropped(reference: str) -> None:
    origin = read_origin("dvcqg", reference)
    assert origin == Origin("dvcqg")
    assert origin.words == "Cổng Dịch vụ công quốc gia"


@pytest.mark.parametrize("reference", ["a" * 50, "000.17.22.H56-210531-0001", "1", "12345678", "1234567890123"])
def test_a_reference_of_the_known_shape_is_kept(reference: str) -> None:
    assert read_origin("dvcqg", reference).reference == reference
