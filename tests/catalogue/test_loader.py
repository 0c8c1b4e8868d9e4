"""Definitions: all of ours are whole, a faulty one is refused with file, place and reason, versions are kept."""

import dataclasses
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dvc.catalogue import loader
from dvc.domain.fields.types import field_types
from dvc.domain.procedures import Procedure, Question
from dvc.errors import NotFound
from tests.support.procedures import FULL, SAMPLE

CHILDREN = Path(__file__).parent / "definitions" / "children.toml"
GOOD = CHILDREN.read_text(encoding="utf-8")


def questions(procedure: Procedure) -> list[Question]:
    return [inner for question in procedure.questions() for inner in (question, *question.questions)]


def test_every_definition_of_ours_can_be_used() -> None:
    assert [str(fault) for fault in loader.check()] == []
    listings = loader.listings().values()
    assert Counter((one.generic, one.draft) for one in listings) == {
        (False, False): 16,
        (True, False): 231,
        (True, True): 15,
    }
    assert len(FULL) == 16
    assert {path.stem for path in loader.FOLDER.glob("*.toml")} == set(loader.procedures())


def test_every_definition_keeps_its_source_and_its_marks() -> None:
    for code, procedure in loader.procedures().items():
        assert procedure.sources, code
        assert procedure.generic == (procedure.form_title == "Tờ khai chung"), code
        if procedure.draft:
            assert procedure.confidence == "RECALLED", code
        elif procedure.generic:
            assert all(code in source for source in procedure.sources)
            assert procedure.service_level_confidence == "INFERRED", code
            assert (procedure.service_level == "partial_online") == ("online" not in procedure.channels), code
            assert (procedure.steps, procedure.conditions_text, procedure.words) == ((), "", ()), code


def test_every_definition_is_written_in_one_normal_form() -> None:
    for path in loader.FOLDER.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), path.name
        assert not set("\u00a0\u200b\u200e\ufeff\r") & set(text), path.name


def test_birth_registration_has_its_seven_sections_and_59_questions() -> None:
    procedure = loader.procedure("1.001193")
    assert [len(section.questions) for section in procedure.sections] == [13, 14, 12, 12, 3, 2, 3]
    assert procedure.service_level == "partial_online"
    assert procedure.partial_reason
    assert [case.key for case in procedure.cases] == ["dung-han", "qua-han", "xac-minh", "bo-roi"]


def test_the_groups_of_the_marital_status_form_ask_each_part() -> None:
    groups = {one.key: len(one.questions) for one in loader.procedure("1.004873").questions() if one.type == "group"}
    assert groups == {"vo_chong": 4, "ly_hon": 3, "chung_tu": 3, "du_dinh_kh": 6}


@pytest.mark.parametrize("code", ["1.001193", "1.004873", "2.000635"])
def test_a_procedure_tells_all_that_must_be_published(code: str) -> None:
    procedure = loader.procedure(code)
    told = ("name", "service_field", "channels", "results", "legal_basis", "steps", "cases", "fees", "components")
    assert all(getattr(procedure, name) for name in (*told, "return_methods", "audience", "sources", "national_url"))
    keys = {component.key for component in procedure.components}
    assert {"to-khai-giay", "to-khai-dien-tu", "van-ban-uy-quyen", "giay-to-tuy-than"} <= keys
    assert {one.type for one in questions(procedure)} <= set(field_types())


@pytest.mark.parametrize("code", ["1.001193", "1.004873", "2.000635"])
def test_what_is_not_verified_keeps_its_mark(code: str) -> None:
    procedure = loader.procedure(code)
    marked = Counter([one.confidence for one in questions(procedure)] + [one.confidence for one in procedure.cases])
    expected = {"1.001193": {"RECALLED": 2}, "1.004873": {"RECALLED": 1}, "2.000635": {"INFERRED": 1}}
    assert {mark: count for mark, count in marked.items() if mark != "VERIFIED"} == expected[code]


@pytest.mark.parametrize(
    "path", [*(loader.FOLDER / f"{code}.toml" for code in SAMPLE), CHILDREN], ids=lambda path: path.stem
)
def test_a_version_comes_back_whole_from_its_json(path: Path) -> None:
    procedure = loader.load(path)
    kept = loader.to_json(procedure)
    again = loader.from_json(kept)
    assert again == procedure
    assert again.version == procedure.version
    assert loader.to_json(again) == kept
    assert kept == json.dumps(json.loads(kept), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_version_is_known_by_its_hash_and_any_change_is_another() -> None:
    procedure = loader.procedure("1.001193")
    assert loader.version("1.001193", procedure.version) is procedure
    assert len(procedure.version) == 64
    with pytest.raises(NotFound):
        loader.version("1.001193", "0" * 64)
    with pytest.raises(NotFound):
        loader.procedure("9.999999")
    changed = json.loads(loader.to_json(procedure))
    changed["sections"][0]["questions"][0]["hint"] = "Khác đi một chữ."
    assert loader.from_json(json.dumps(changed)).version != procedure.version


def test_a_definition_cannot_be_changed() -> None:
    procedure = loader.procedure("1.001193")
    with pytest.raises(dataclasses.FrozenInstanceError):
        procedure.name = "Khác"  # type: ignore[misc]  # that it is refused is the point
    with pytest.raises(TypeError):
        loader.procedures()["x"] = procedure  # type: ignore[index]  # as above


def test_a_version_holds_the_lists_that_people_chose_from() -> None:
    kept = {one.key: one for one in loader.from_json(loader.to_json(loader.procedure("1.001193"))).questions()}
    assert len(kept["nks_dan_toc"].options) == 55
    assert kept["nks_dan_toc"].options[-1].value == "Khác"
    assert "Thẻ căn cước" in [option.value for option in kept["nyc_loai_giay_to"].options]


def test_a_procedure_is_made_when_it_is_asked_for_and_kept() -> None:
    assert loader.procedure("1.001193") is loader.procedure("1.001193")
    assert loader.procedures()["1.001193"] is loader.procedure("1.001193")
    for code, listing in loader.listings().items():
        assert loader.procedure(code).version == listing.version


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """Return a commune's own folder, which is forgotten afterwards."""
    yield tmp_path
    loader.use(None)


def test_a_communes_own_definitions_lie_over_the_shipped_summaries(own: Path) -> None:
    (own / "new.toml").write_text(GOOD, encoding="utf-8")
    general = (loader.FOLDER / "1.000080.toml").read_text(encoding="utf-8")
    (own / "1.000080.toml").write_text(
        general.replace("announced_by", 'duty = "Của xã"\nannounced_by'), encoding="utf-8"
    )
    (own / "1.001193.toml").write_text(general.replace("1.000080", "1.001193"), encoding="utf-8")
    (own / "1.004873.toml").write_text(GOOD.replace("2.999999", "1.004873"), encoding="utf-8")
    loader.use(own)
    assert loader.procedure("2.999999") == loader.load(CHILDREN)
    assert loader.procedure("1.000080").duty == "Của xã"
    assert not loader.procedure("1.001193").generic  # an imported text takes away no form
    assert loader.procedure("1.004873").short_name == "Thử nhóm lặp lại"
    loader.use(None)
    assert "2.999999" not in loader.listings()
    assert loader.procedure("1.000080").duty == ""


def test_a_fault_in_a_communes_own_definition_refuses_all(own: Path) -> None:
    (own / "new.toml").write_text(GOOD.replace('type = "country"', 'type = "planet"'), encoding="utf-8")
    loader.use(own)
    with pytest.raises(loader.DefinitionError, match=r"Danh mục thủ tục có 1 lỗi:\nnew\.toml: "):
        loader.listings()


def test_a_text_is_read_as_a_file_would_be() -> None:
    assert loader.parse(GOOD, "x") == loader.load(CHILDREN)
    with pytest.raises(loader.DefinitionError, match="x: toàn tệp: không đọc được TOML"):
        loader.parse("a = ", "x")


# A change of one text in the good definition, and what must be said about it.
FAULTS: list[tuple[str, str, str, str]] = [
    ('type = "country"', 'type = "planet"', "noi-o › quoc_tich", "không có kiểu «planet»"),
    ('key = "noi_o"', 'key = "ho_ten"', "questions › ho_ten", "khóa dùng hai lần"),
    ('key = "noi_o"', 'key = "Nơi ở"', "questions › Nơi ở", "chữ thường không dấu"),
    ('label = "Ở từ ngày"', 'label = "Nơi ở"', "noi-o", "nhãn «noi o» dùng 2 lần"),
    ('label = "Ở từ ngày"', "", "tu_ngay", "thiếu mục «label»"),
    ('label = "Ở từ ngày"', 'label = "Ở từ ngày"\nlabl = "x"', "tu_ngay", "không có mục «labl»"),
    ('label = "Ở từ ngày"', "label = 3", "tu_ngay › label", "phải là chữ"),
    ('label = "Ở từ ngày"', 'label = "Ở từ \\u202eyàgn"', "tu_ngay › label", "không nhìn thấy U+202E sau «Ở từ »"),
    ('label = "Ở từ ngày"', 'label = "Ở từ\u200b ngày"', "tu_ngay › label", "không nhìn thấy U+200B"),
    ("minimum = 0", 'minimum = "0"', "so_ban › minimum", "phải là số nguyên"),
    ("minimum = 0", "minimum = true", "so_ban › minimum", "phải là số nguyên"),
    ('options = ["Nam", "Nữ"]', "", "gioi_tinh", "thiếu danh sách lựa chọn"),
    ('options = ["Nam", "Nữ"]', 'options = "@planets"', "options", "không có danh sách «@planets»"),
    ('options = ["Nam", "Nữ"]', 'options = ["Nam", "Nam"]', "gioi_tinh", "hai lựa chọn có cùng giá trị"),
    ('visible_if = "so_ban > 0"', 'visible_if = "so_bang > 0"', "ten_lai › visible_if", "không có câu hỏi «so_bang»"),
    ('visible_if = "so_ban > 0"', 'visible_if = "so_ban >"', "ten_lai › visible_if", "câu chưa hết"),
    ('visible_if = "so_ban > 0"', 'visible_if = "ten_lai = 1"', "ten_lai › visible_if", "không đứng trước"),
    ('visible_if = "so_ban > 0"', 'visible_if = "ngay < today"', "ten_lai › visible_if", "ngày hôm nay"),
    ('visible_if = "so_ban > 0"', 'visible_if = "con_sinh = today"', "ten_lai › visible_if", "«con_sinh»"),
    ("visible_if = 'gioi_tinh", "visible_if = 'so_ban = 1 or gioi_tinh", "noi-o › visible_if", "không đứng trước"),
    ('!= "Nữ"', '!= "Nu"', "noi-o › visible_if", "«Nu» không phải lựa chọn của «gioi_tinh»"),
    ('visible_if = "co_con = true"', "visible_if = 'co_con = \"Có\"'", "con › visible_if", "true hoặc false"),
    ('visible_if = "con_di_hoc = true"', 'visible_if = "ho_ten = 1"', "con_truong › visible_if", "không có câu hỏi"),
    ('required_if = "answered(tu_ngay)"', 'required_if = "answered(tu)"', "den_ngay › required_if", "«tu»"),
    ('must = "den_ngay >= tu_ngay"', 'must = "den_ngay >= tu"', "den_ngay › checks", "«tu»"),
    ('prefill = "applicant.full_name"', 'prefill = "applicant.shoe"', "ho_ten", "prefill «applicant.shoe» không có"),
    ('compute = "date_in_words"', 'compute = "date_in_runes"', "ngay_chu", "compute phải là một trong"),
    ('of = "ngay"', 'of = "ngay_kia"', "ngay_chu › of", "không có câu hỏi «ngay_kia»"),
    ('born = "ngay"', 'born = "hom"', "so_dinh_danh › born", "không có câu hỏi «hom»"),
    ('per = "so_ban"', 'per = "ho_ten"', "theo-con › per", "không phải một câu hỏi đếm được"),
    ('set_by = "HĐND tỉnh"', "", "fees › tinh", "ai quy định"),
    ('when = "co_con = true"', "", "giay-cua-con", "phải có when"),
    ('chosen_by = "answers"', 'chosen_by = "desk"', "cases › lau", "phải có when"),
    ('unit = "month"', 'unit = "moon"', "lau › duration", "moon"),
    ("value = 1, unit", "value = 1001, unit", "lau › duration", "dài quá 1000"),
    (
        'chosen_by = "resident"',
        'extension = { reason = "x", duration = { value = 9999999, unit = "working_day" } }',
        "nhanh › extension",
        "dài quá 1000",
    ),
    ('service_level = "full_online"', 'service_level = "partial_online"', "partial_reason", "phải nói lý do"),
    ('service_level = "full_online"', 'service_level = "half"', "service_level", "không phải một trong"),
    ('code = "2.999999"', 'code = "2.999999"\nnational_url = "javascript:x"', "national_url", "https://"),
    ('code = "2.999999"', 'code = "2.999999"\nreplaced_by = "//x"', "replaced_by", "không phải mã thủ tục"),
    ('code = "2.999999"', 'code = "2.999999"\nvalid_from = "2027-3-1"', "valid_from", "không phải ngày"),
    ('code = "2.999999"', 'code = "2.999999"\nvalid_to = "mai"', "valid_to", "không phải ngày"),
    ('code = "2.999999"', 'code = "hai"', "code", "không phải mã thủ tục"),
    ('code = "2.999999"', 'code = "2.999999', "toàn tệp", "không đọc được TOML"),
    ("when = '@filing_for", "when = '@weather", "van-ban-uy-quyen › when", "không có dữ kiện «@weather»"),
]


@pytest.mark.parametrize(("text", "instead", "place", "reason"), FAULTS)
def test_a_faulty_definition_is_refused_with_file_place_and_reason(
    tmp_path: Path, text: str, instead: str, place: str, reason: str
) -> None:
    assert text in GOOD
    path = tmp_path / "faulty.toml"
    path.write_text(GOOD.replace(text, instead), encoding="utf-8")
    with pytest.raises(loader.DefinitionError) as caught:
        loader.load(path)
    said = [str(fault) for fault in caught.value.faults]
    assert any(line.startswith("faulty.toml: ") and place in line and reason in line for line in said), said


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    broken = GOOD.replace('type = "country"', 'type = "planet"').replace('per = "so_ban"', 'per = "x"')
    (tmp_path / "a.toml").write_text(broken, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "c.toml").write_text(GOOD, encoding="utf-8")
    faults = loader.check(tmp_path)
    assert Counter(fault.file for fault in faults) == {"a.toml": 2, "c.toml": 1}


@pytest.mark.parametrize("data", [{}, {"sections": 3}, {"sections": [3]}, {"sections": [{"questions": 3}]}, []])
def test_json_of_any_other_shape_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        loader.from_json(json.dumps(data))
