"""Old addresses: every commune of June 2025 has its place of today, however its name is written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvc.catalogue import reference
from dvc.catalogue.old_addresses import convert, tree
from dvc.domain.old_addresses import OldCommune, communes_of, find
from dvc.domain.text import fold
from dvc.errors import NotFound

ALL = tuple(communes_of(tree()))


def named(found: object) -> list[str]:
    assert isinstance(found, tuple)
    return [f"{one.new.name}, {reference.province(one.new.province_code).name}" for one in found]


def test_the_whole_list_is_there_and_leads_only_to_communes_of_today() -> None:
    assert len(ALL) == len({one.code for one in ALL}) == 10_035
    assert len({(one.province, one.district) for one in ALL}) == 691
    codes = {code for one in ALL for code in one.became}
    for code in codes:
        assert reference.commune(code)
    with pytest.raises(NotFound):
        reference.commune("99999")
    divided = [one for one in ALL if len(one.became) > 1]
    assert len(divided) == 471
    assert all(len(set(one.became)) == len(one.became) for one in ALL)


@given(st.sampled_from(ALL))
def test_every_old_commune_is_found_by_its_names(old: OldCommune) -> None:
    found = convert(old.province, old.district, old.name)
    assert {one.old.code for one in found} == {old.code}
    assert [one.new.code for one in found] == list(old.became)
    assert [one.main for one in found] == [True] + [False] * (len(found) - 1)


@given(st.sampled_from(ALL))
def test_without_marks_and_capitals_a_commune_is_still_among_those_found(old: OldCommune) -> None:
    found = find(tree(), province=fold(old.province), district=fold(old.district), commune=fold(old.name))
    assert old in found
    assert {fold(one.full_name) for one in found} == {fold(old.full_name)}


FOUND = [
    (("Đắk Lắk", "Cư M'gar", "Ea Kiết"), ["Xã Ea Kiết, Tỉnh Đắk Lắk"]),
    (("dak lak", "huyện cư m’gar", "XÃ EA KIẾT"), ["Xã Ea Kiết, Tỉnh Đắk Lắk"]),
    (("", "Cư M'gar", "Ea Kiết"), ["Xã Ea Kiết, Tỉnh Đắk Lắk"]),
    (
        ("Tp. Hà Nội", "Q. Ba Đình", "P. Cống Vị"),
        ["Phường Ngọc Hà, Thành phố Hà Nội", "Phường Giảng Võ, Thành phố Hà Nội"],
    ),
    (("TP.HCM", "Q.1", "P.Bến Nghé"), ["Phường Sài Gòn, Thành phố Hồ Chí Minh"]),
    (("Sài Gòn", "Quận 3", "Phường 01"), ["Phường Bàn Cờ, Thành phố Hồ Chí Minh"]),
    (("Thanh Hóa", "Quan Hóa", "Phú Nghiêm"), ["Xã Hồi Xuân, Tỉnh Thanh Hóa"]),
    (("Đắk Lắk", "Cư M'gar", "Ea Không Có"), []),
    (("Nước Lào", "Cư M'gar", "Ea Kiết"), []),
    (("Đắk Lắk", "Cư M'gar", " "), []),
    (("Đắk Lắk", "Ba Đình", "Ea Kiết"), []),
]


@pytest.mark.parametrize(("typed", "names"), FOUND)
def test_an_old_address_is_found_as_people_write_it(typed: tuple[str, str, str], names: list[str]) -> None:
    assert named(convert(*typed)) == names


def test_a_kind_tells_places_of_one_name_apart() -> None:
    both = {one.old.name for one in convert("Đắk Lắk", "", "Tân Lập")}
    assert both == {"Phường Tân Lập", "Xã Tân Lập"}
    assert {one.old.name for one in convert("Đắk Lắk", "", "xã Tân Lập")} == {"Xã Tân Lập"}


@settings(deadline=None)  # the first reads the list of old communes
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_written_finds_communes_that_exist_or_none(province: str, district: str, commune: str) -> None:
    found = convert(province + "đắk lắk", district, commune)
    assert all(reference.commune(one.new.code) == one.new for one in found)
    assert len({(one.old.code, one.new.code) for one in found}) == len(found)
