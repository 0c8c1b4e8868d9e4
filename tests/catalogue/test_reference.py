import unicodedata
from datetime import date
from pathlib import Path

import pytest

from dvc.catalogue import calendars, reference
from dvc.domain.passwords import LONG_ENOUGH, SHORTEST
from dvc.domain.workdays import Calendar
from dvc.errors import NotFound

FOLDER = Path(reference.__file__).parent / "reference"
SEEDS_NOW = {"24265", "11140", "11113", "19597", "12166"}


def test_there_are_34_provinces_and_3321_communes_with_codes_of_their_own() -> None:
    communes = [commune for province in reference.provinces() for commune in reference.communes(province.code)]
    assert len(reference.provinces()) == 34
    assert len(communes) == 3321
    assert len({commune.code for commune in communes}) == 3321


def test_a_commune_is_found_by_its_code() -> None:
    found = reference.commune("24265")
    assert (found.name, reference.province(found.province_code).name) == ("Xã Ea Kiết", "Tỉnh Đắk Lắk")


def test_an_unknown_code_is_not_found() -> None:
    with pytest.raises(NotFound):
        reference.commune("99999")
    with pytest.raises(NotFound):
        reference.province("00")
    assert reference.communes("00") == ()


def test_there_are_54_ethnic_groups_and_the_ede_are_one() -> None:
    groups = reference.ethnic_groups()
    assert [group.code for group in groups] == [f"{number:02d}" for number in range(1, 55)]
    assert "Ê-đê" in {group.name for group in groups}


def test_countries_begin_with_viet_nam_and_have_each_code_once() -> None:
    countries = reference.countries()
    assert countries[0] == reference.Option("VN", "Việt Nam")
    assert len({country.code for country in countries}) == len(countries) > 190


def test_a_new_identity_card_is_issued_by_the_ministry() -> None:
    issuers = {paper.name: paper.issuer for paper in reference.identity_documents()}
    assert issuers["Thẻ căn cước"] == "Bộ Công an"
    assert issuers["Hộ chiếu"] == ""


def test_lists_of_people_have_each_code_once_and_end_with_other_where_a_text_follows() -> None:
    for options in (reference.residence_types(), reference.relations(), reference.marital_statuses()):
        assert len({option.code for option in options}) == len(options) > 2
    assert reference.relations()[-1].name == "Khác"
    assert reference.marital_statuses()[-1].name == "Khác"


def test_the_63_codes_of_id_numbers_and_the_carriers_prefixes_are_known() -> None:
    assert len(reference.province_id_codes()) == 63
    assert "066" in reference.province_id_codes()
    assert {"091", "055"} <= reference.phone_prefixes()


def test_the_communes_of_the_guides_have_successors_that_exist_today() -> None:
    by_key = {agency.key: agency for agency in reference.agencies()}
    for agency in by_key.values():
        if agency.succeeded_by is None:
            assert agency.valid_to is None
            assert reference.commune(agency.commune_code).name == agency.commune_name
            assert reference.commune(agency.commune_code).province_code == agency.province_code
        else:
            assert by_key[agency.succeeded_by].valid_from == agency.valid_to


def test_an_agency_is_valid_until_the_day_before_its_successor() -> None:
    before = {agency.commune_name for agency in reference.agencies_on(date(2025, 6, 30))}
    since = {agency.commune_code for agency in reference.agencies_on(date(2025, 7, 1))}
    assert {"Xã Ea Kuêh", "Xã Dân An", "Xã Lạc Phượng", "Xã Cam Nghĩa", "Xã Xuân Trúc"} == before
    assert since == SEEDS_NOW


def test_identifiers_of_agencies_are_marked_unofficial_and_no_old_hotline_is_carried_over() -> None:
    ea_kiet = next(agency for agency in reference.agencies() if agency.key == "ea-kiet")
    assert ea_kiet.identifier_code == "H15.24265"
    assert ea_kiet.name == "Ủy ban nhân dân xã Ea Kiết"
    for agency in reference.agencies():
        assert agency.identifier_confidence == "UNOFFICIAL"
        assert agency.hotline is None


def test_every_file_is_nfc_and_tells_its_source() -> None:
    for path in FOLDER.iterdir():
        text = path.read_text(encoding="utf-8")
        assert text == unicodedata.normalize("NFC", text), path.name
        if path.suffix in {".json", ".toml"}:
            assert "source" in text.split("[[")[0], path.name
        if path.suffix != ".md":
            assert f"`{path.name}`" in (FOLDER / "README.md").read_text(encoding="utf-8"), path.name


def test_published_passwords_are_folded_and_long_enough_to_matter() -> None:
    for password in reference.published_passwords():
        assert password == password.casefold()
        assert len(password) >= min(SHORTEST, LONG_ENOUGH) - 1


def test_the_culture_day_is_off_and_the_days_around_it_are_worked() -> None:
    calendar = calendars.calendar()
    assert isinstance(calendar, Calendar)
    assert not calendar.is_working_day(date(2026, 11, 24))
    assert calendar.is_working_day(date(2026, 11, 23))
    assert not calendar.is_working_day(date(2026, 4, 27))


def test_a_holiday_on_a_weekend_without_a_substitute_is_reported() -> None:
    reports = calendars.problems()
    assert not any("2026" in report for report in reports)
    assert any(report.startswith("Thứ bảy 01/05/2027 là ngày nghỉ (Quốc tế Lao động)") for report in reports)


def test_a_substitute_day_silences_the_report() -> None:
    saturday = calendars.Holiday(date(2027, 5, 1), "Quốc tế Lao động", "RULE")
    monday = calendars.Holiday(date(2027, 5, 3), "Nghỉ bù", "RULE", substitute_for=saturday.day)
    assert len(calendars.problems((calendars.Year(2027, (saturday,), ()),))) == 1
    assert calendars.problems((calendars.Year(2027, (saturday, monday), ()),)) == ()


def test_the_unofficial_days_of_2027_keep_their_mark() -> None:
    (year,) = (year for year in calendars.years() if year.year == 2027)
    marks = {holiday.day: holiday.confidence for holiday in year.holidays}
    assert marks[date(2027, 2, 6)] == "UNOFFICIAL"
    assert marks[date(2027, 1, 1)] == "RULE"
