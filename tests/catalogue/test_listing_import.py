"""The national listing becomes definitions: its facts as they stand, what is unclear as a note, nothing guessed."""

import copy
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dvc.catalogue import listing_import, loader, national, national_terms, toml_text
from dvc.domain.procedures import Procedure
from dvc.domain.workdays import Duration
from dvc.errors import DvcError

LISTINGS = Path(__file__).parent / "listings"
PORTAL: list[Any] = json.loads((LISTINGS / "portal.json").read_text(encoding="utf-8"))
DEFENCE: list[Any] = json.loads((LISTINGS / "defence.json").read_text(encoding="utf-8"))


def planned(rows: list[Any], folder: Path, *, summary: bool = False) -> list[listing_import.Line]:
    return listing_import.plan(rows, folder, {}, source="danh mục, mã {code}", summary=summary)


def imported(rows: list[Any], folder: Path, *, summary: bool = False) -> dict[str, Procedure]:
    lines = planned(rows, folder, summary=summary)
    assert [line.reason for line in lines if line.outcome == "refused"] == []
    listing_import.write(lines, folder)
    assert loader.check(folder) == ()
    return {path.stem: loader.load(path) for path in folder.glob("*.toml")}


def test_the_official_texts_come_along_and_the_source_is_named(tmp_path: Path) -> None:
    procedure = imported(PORTAL, tmp_path)["1.003197"]
    assert procedure.steps == ("Bước 1: Chuẩn bị hồ sơ.", "Bước 2: Nộp hồ sơ.")
    assert procedure.conditions_text == "Trong thời hạn 07 ngày.\n- Có đại diện hộ."
    assert procedure.sources == ("danh mục, mã 1.003197",)
    assert procedure.national_url == "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/019d2bf7"
    assert procedure.audience[-2:] == ("Công dân Việt Nam", "Cán bộ, công chức, viên chức")
    assert procedure.legal_basis == ("53/2025/TT-BCA", "68/2020/QH14")
    assert procedure.received_by == "public_security"
    assert [case.duration for case in procedure.cases] == [Duration(5, "working_day")]
    assert procedure.fees == ()


def test_a_summary_leaves_the_prose_to_the_national_page(tmp_path: Path) -> None:
    for procedure in imported(PORTAL, tmp_path, summary=True).values():
        assert (procedure.steps, procedure.conditions_text) == ((), "")
        assert not any("Trong thời hạn" in case.note for case in procedure.cases)
        assert not any(one.name.startswith("Nộp qua cổng") for one in procedure.components)


def test_papers_are_asked_for_only_as_the_listing_says(tmp_path: Path) -> None:
    found = imported(PORTAL, tmp_path)
    first = [(one.key, one.name, one.required, one.originals) for one in found["1.003197"].components]
    assert first == [
        ("giay-to-1", "Tờ khai thay đổi thông tin cư trú", "always", 1),
        ("giay-to-2", "Cam kết theo Nghị định số 70/2024", "always", 0),
        ("giay-to-3", "Nộp qua cổng thì không phải nộp bản giấy", "note", 0),
    ]
    assert "20241" in found["1.003197"].components[1].note
    assert found["1.003197"].components[0].form_template == "CT01.doc"
    others = [(one.required, one.upload, one.copies) for one in found["1.000080"].components]
    assert others == [("desk_only", False, 0), ("note", False, 0), ("if_available", True, 1)]


def test_a_number_without_its_unit_is_no_limit(tmp_path: Path) -> None:
    (case,) = imported(PORTAL, tmp_path)["1.000080"].cases
    assert case.duration is None
    assert "«7» mà không ghi đơn vị" in case.note


def test_ways_that_take_different_times_are_cases_with_the_online_one_first(tmp_path: Path) -> None:
    cases = imported(PORTAL + DEFENCE, tmp_path)["1.013133"].cases
    assert [(case.name, case.duration) for case in cases] == [
        ("Nộp trực tuyến", Duration(2, "hour")),
        ("Nộp trực tiếp", Duration(1, "working_day")),
    ]


def test_of_limits_that_compete_none_is_taken_without_the_desk(tmp_path: Path) -> None:
    cases = imported(PORTAL, tmp_path)["1.010041"].cases
    assert [(case.key, case.duration) for case in cases] == [
        ("chua-ro", None),
        ("truc-tuyen", Duration(1, "working_day")),
        ("truc-tuyen-2", Duration(3, "working_day")),
    ]


def test_a_fee_has_an_amount_only_where_the_listing_is_clear(tmp_path: Path) -> None:
    found = imported(PORTAL + DEFENCE, tmp_path)
    fees = {code: [(one.amount, one.set_by, one.channels) for one in found[code].fees] for code in found}
    assert fees["1.000080"] == [(None, "HĐND cấp tỉnh", ())]
    assert found["1.000080"].fees[0].confidence == "CONFLICT"
    assert fees["1.012753"] == [(70000, "", ("in_person",)), (None, "Theo ghi chú", ("post",))]
    assert fees["1.010041"] == [(0, "", ())]
    assert [one.kind for one in found["1.013133"].fees] == ["phí và lệ phí", "phí"]


def test_without_an_online_way_the_level_is_partial_and_says_why(tmp_path: Path) -> None:
    found = imported(PORTAL, tmp_path)
    assert found["1.012753"].service_level == "partial_online"
    assert "không có cách nộp trực tuyến" in found["1.012753"].partial_reason
    assert found["1.003197"].service_level == "undetermined"
    assert {one.service_level_confidence for one in found.values()} == {"INFERRED"}


def test_levels_authority_and_who_receives_are_told_apart(tmp_path: Path) -> None:
    found = imported(PORTAL + DEFENCE, tmp_path)
    assert found["1.012753"].levels == ("ministry", "province", "commune")
    assert {code: one.received_by for code, one in found.items()} == {
        "1.003197": "public_security",
        "1.000080": "here",
        "1.012753": "national",
        "1.010041": "here",
        "1.013133": "here",
    }
    assert found["1.000080"].authority == "Ủy ban Nhân dân xã, phường, thị trấn."
    assert found["1.010041"].authority == ""
    assert found["1.013133"].announced_by == "6375/QĐ-BQP"


def test_it_can_be_filed_with_the_general_declaration(tmp_path: Path) -> None:
    procedure = imported(PORTAL, tmp_path)["1.000080"]
    assert procedure.generic
    assert procedure.form_title == "Tờ khai chung"
    assert [section.key for section in procedure.sections] == ["nguoi-de-nghi", "noi-dung"]
    assert loader.from_json(loader.to_json(procedure)) == procedure


def test_decomposed_letters_and_unseen_marks_make_no_difference(tmp_path: Path) -> None:
    text = json.dumps(PORTAL, ensure_ascii=False)
    marked = unicodedata.normalize("NFD", text).replace("Xóa", "\u200bXo\u0301a\u202e")
    assert marked != text
    lines = planned(json.loads(marked), tmp_path)
    assert [line.text for line in lines] == [line.text for line in planned(PORTAL, tmp_path)]


def test_loaded_again_nothing_changes(tmp_path: Path) -> None:
    listing_import.write(planned(PORTAL, tmp_path), tmp_path)
    assert {line.outcome for line in planned(PORTAL, tmp_path)} == {"unchanged"}
    changed = copy.deepcopy(PORTAL)
    changed[0]["name"] = "Xóa thường trú"
    assert [line.outcome for line in planned(changed, tmp_path)] == ["changed", "unchanged", "unchanged", "unchanged"]


def test_what_a_person_wrote_is_kept(tmp_path: Path) -> None:
    listing_import.write(planned(PORTAL, tmp_path), tmp_path)
    path = tmp_path / "1.003197.toml"
    path.write_text(path.read_text(encoding="utf-8").removeprefix(listing_import.MARK) + "\n", encoding="utf-8")
    line = planned(PORTAL, tmp_path)[0]
    assert (line.outcome, line.text) == ("kept", "")


def test_a_procedure_with_a_form_of_its_own_is_kept(tmp_path: Path) -> None:
    rows = [{**PORTAL[0], "code": "1.001193"}, {**PORTAL[0], "code": "1.000080"}]
    lines = listing_import.plan(rows, tmp_path, loader.shipped(), source="x", summary=False)
    assert [(line.outcome, line.reason) for line in lines] == [("kept", "đã có định nghĩa đầy đủ"), ("new", "")]


WRONG: list[tuple[Any, str]] = [
    (None, "không phải một bảng"),
    ([], "không phải một bảng"),
    ({}, "không phải mã thủ tục"),
    ({"code": "../../x"}, "không phải mã thủ tục"),
    ({"code": "1.003197\n"}, "không có tên"),
    ({"code": 7}, "«code» phải là chữ"),
    ({"name": ""}, "không có tên"),
    ({"name": "Nửa chữ \ud800"}, "chữ hỏng"),
    ({"levels": "Cấp trời"}, "cấp thực hiện «Cấp trời»"),
    ({"levels": ""}, "cấp thực hiện"),
    ({"ways": {}}, "«ways» phải là một danh sách"),
    ({"ways": ["x"]}, "«ways» phải là danh sách các bảng"),
    ({"ways": [{"channel": "Thần giao"}]}, "cách nộp «Thần giao»"),
    ({"ways": [{"channel": "Trực tiếp", "duration": 3}]}, "«duration» phải là một bảng"),
    ({"documents": [{"name": "x", "original": -1}]}, "số bản"),
    ({"documents": [{"name": "x", "copy": True}]}, "số bản"),
    ({"results": 3}, "«results»"),
    ({"legal_refs": [3]}, "«legal_refs» phải là chữ"),
    ({"detail_url": "javascript:alert(1)"}, "không thuộc gov.vn"),
    ({"detail_url": "https://gov.vn.example.com/x"}, "không thuộc gov.vn"),
    ({"thu_tuc_id": "1.013133"}, "«metadata» phải là một bảng"),
]


@pytest.mark.parametrize(("wrong", "reason"), WRONG)
def test_an_entry_of_another_shape_is_refused_with_its_reason(tmp_path: Path, wrong: Any, reason: str) -> None:
    alone = wrong if not isinstance(wrong, dict) or not wrong or set(wrong) == {"code"} else {**PORTAL[0], **wrong}
    lines = planned([alone, *PORTAL[1:]], tmp_path)
    refused = [line for line in lines if line.outcome == "refused"]
    assert reason in refused[0].reason
    assert len(refused) == 1


def test_a_code_twice_in_one_file_is_refused(tmp_path: Path) -> None:
    assert [line.outcome for line in planned([PORTAL[0], PORTAL[0]], tmp_path)] == ["new", "refused"]


def test_where_one_file_cannot_be_written_nothing_changes(tmp_path: Path) -> None:
    listing_import.write(planned(PORTAL[:1], tmp_path), tmp_path)
    before = (tmp_path / "1.003197.toml").read_bytes()
    rows = copy.deepcopy(PORTAL)
    rows[0]["name"] = "Tên mới"
    lines = planned(rows, tmp_path)
    (tmp_path / "1.012753.toml").mkdir()  # stands in the way of the third
    with pytest.raises(DvcError, match="chưa thay đổi gì"):
        listing_import.write(lines, tmp_path)
    assert (tmp_path / "1.003197.toml").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.003197.toml", "1.012753.toml"]


FILES: list[tuple[bytes, str]] = [
    (b"", "không phải JSON"),
    (b"[{", "dòng 1"),
    (b"{}", "phải là một danh sách"),
    (b"[]", "ít nhất một mục"),
    (b'"x"', "phải là một danh sách"),
    ("[]".encode("utf-16"), "UTF-8"),
    (b"[" * 200_000, "không phải JSON"),
    (b" " * (national.MOST_BYTES + 1), "lớn hơn 50 MB"),
]


@pytest.mark.parametrize(("content", "sentence"), FILES, ids=[sentence for _, sentence in FILES])
def test_a_file_that_is_no_listing_is_refused_in_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "listing.json"
    path.write_bytes(content)
    with pytest.raises(national.BadListing, match=sentence) as caught:
        national.rows(path)
    assert "\n" not in caught.value.message


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = tmp_path / "listing.json"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(PORTAL).encode())
    assert national.rows(path) == PORTAL


@pytest.mark.parametrize("text", ['"', "\\", "\n", "\x7f", "\x01", "'''", "Ñ ê", "a = 1 # b", "\U0001f600"])
def test_toml_is_written_so_that_it_is_read_back(text: str) -> None:
    import tomllib  # noqa: PLC0415 - only this test reads it bare

    data = {
        "a": text,
        "b": [text] * 30,
        "c": [{"value": text, "label": "x"}],
        "rows": [{"key": text, "inner": [{"a": 1, "b": True, "c": text}], "duration": {"value": 1, "unit": text}}],
        "c d": -1,
    }
    assert tomllib.loads(toml_text.written({**data, "none": None})) == data


NAMES = [
    ("Thủ tục đăng ký tạm trú.", "Đăng ký tạm trú"),
    ("THỦ TỤC HÀNH CHÍNH: tách hộ", "Tách hộ"),
    ("Thủ tục", "Thủ tục"),
    ("Thủ tục hải quan đối với hàng hóa", "Thủ tục hải quan đối với hàng hóa"),
    (
        f"Thủ tục thực hiện chế độ {'một lần ' * 20}(đối tượng lập hồ sơ lần đầu)",
        f"Thực hiện chế độ {'một lần ' * 7}một… (đối tượng lập hồ sơ lần đầu)",
    ),
]


@pytest.mark.parametrize(("name", "short"), NAMES)
def test_a_short_name_keeps_what_tells_a_procedure_from_its_like(name: str, short: str) -> None:
    assert national_terms.short_name(name) == short


def test_no_two_short_names_of_ours_are_alike() -> None:
    alike = Counter(one.short_name for one in loader.listings().values() if not one.draft)
    assert [name for name, count in alike.items() if count > 1] == []
