"""Composite questions, papers and notes: written out at load, refused with place and reason when they are wrong."""

from pathlib import Path

import pytest

from dvc.catalogue import loader
from dvc.catalogue.loader import DefinitionError

HOUSEHOLD = Path(__file__).parent / "definitions" / "household.toml"
GOOD = HOUSEHOLD.read_text(encoding="utf-8")


def test_a_person_is_written_out_in_the_order_of_its_parts() -> None:
    mother = next(one for one in loader.load(HOUSEHOLD).questions() if one.key == "me")
    assert [inner.key for inner in mother.questions] == [part.removesuffix("!") for part in mother.parts]
    assert [inner.key for inner in mother.questions if inner.required] == ["name", "birth_date"]
    number = next(inner for inner in mother.questions if inner.key == "id_number")
    assert (number.sex, number.born) == ("sex", "birth_date")
    paper = next(inner for inner in mother.questions if inner.key == "identity_paper")
    assert [inner.key for inner in paper.questions] == ["kind", "number", "issued_on", "issued_by"]
    assert paper.questions[0].options[0].value == "Thẻ căn cước"


def test_a_number_is_compared_only_with_what_the_person_is_asked() -> None:
    father = next(one for one in loader.load(HOUSEHOLD).questions() if one.key == "cha")
    assert [inner.key for inner in father.questions] == ["name", "birth_date", "phone"]
    mates = next(one for one in loader.load(HOUSEHOLD).questions() if one.key == "nguoi_cung_o")
    assert (mates.questions[1].sex, mates.questions[1].born) == (None, None)


def test_a_version_with_composites_comes_back_whole_from_its_json() -> None:
    procedure = loader.load(HOUSEHOLD)
    again = loader.from_json(loader.to_json(procedure))
    assert again == procedure
    assert again.version == procedure.version


FAULTY = [
    ('parts = ["name!", "birth_date", "phone"]', 'parts = ["name!", "shoe_size"]', "cha", "không có phần «shoe_size»"),
    ('parts = ["name!", "birth_date", "phone"]', 'parts = ["name", "name!"]', "cha", "mỗi phần một lần"),
    ('parts = ["name!", "birth_date", "phone"]', "", "cha", "phải có ít nhất một phần"),
    ('type = "note"', 'type = "note"\nparts = ["name"]', "loi_dan", "chỉ dùng cho kiểu"),
    ('type = "note"', 'type = "note"\nrequired = true', "loi_dan › required", "chỉ để đọc"),
    ('component = "giay-chung-sinh"', 'component = "giay-la"', "giay_chung_sinh › component", "«giay-la»"),
    ('component = "giay-chung-sinh"', "", "giay_chung_sinh › component", "«None»"),
    ('type = "note"', 'type = "note"\ncomponent = "giay-chung-sinh"', "loi_dan › component", "chỉ dùng cho kiểu file"),
    ('subject = "me.name"', 'subject = "me.shoe"', "subject", "không có phần «shoe»"),
    ('subject = "me.name"', 'subject = "toi.name"', "subject", "không có câu hỏi «toi»"),
    ('subject = "me.name"', 'subject = "con.con_ho_ten"', "subject", "nhiều dòng"),
    ("answered(me.name)", "answered(me.phone)", "con-cai › visible_if", "không có phần «phone»"),
    ("answered(me.name)", "answered(con.hoc)", "con-cai › visible_if", "dùng any(con.hoc …)"),
    ("answered(me.name)", "answered(loi_dan)", "con-cai › visible_if", "không ai trả lời"),
    ("answered(me.name)", "years_since(me.birth_date) > 3", "con-cai › visible_if", "ngày hôm nay"),
    ("answered(me.name)", 'me.sex = "Trai"', "con-cai › visible_if", "«Trai» không phải lựa chọn của «me.sex»"),
    ("answered(me.name)", "answered(giay_to)", "con-cai › visible_if", "không đứng trước"),
    (
        'hoc = "Khác" and answered',
        'hoc = "Nhà trẻ" and answered',
        "giay-cua-truong",
        "không phải lựa chọn của «con.hoc»",
    ),
    ("answered(con.truong)", "answered(con.lop)", "giay-cua-truong", "không có phần «lop»"),
    ('any(con.hoc = "Khác" and answered(con.truong))', 'any(me.sex = "Nam")', "giay-cua-truong", "không dùng any"),
    ("count(con) > 0", "count(me.name) > 0", "giay-chung-sinh", "count chỉ đếm"),
    ("me.nationality =", "me.address.street =", "giay-chung-sinh", "không có phần «address.street»"),
    ("years_since(me.birth_date) >= 12", "years_since(me.born) >= 12", "me › checks", "không có phần «born»"),
    (
        'key = "truong"\nlabel = "Tên trường"\ntype = "text"',
        'key = "truong"\nlabel = "Tên"\ntype = "computed"\ncompute = "date_in_words"\nof = "hoc"',
        "con › truong",
        "không được nằm trong nhóm",
    ),
    (
        'label = "Người cha"\ntype = "person"',
        'label = "Người cha"\ntype = "person"\ncopy_from = "nguoi_cung_o"',
        "cha › copy_from",
        "không đứng trước",
    ),
    (
        'label = "Người cha"\ntype = "person"',
        'label = "Người cha"\ntype = "person"\ncopy_from = "cha"',
        "cha › copy_from",
        "không đứng trước",
    ),
    (
        'type = "identity_paper"\nrequired = true',
        'type = "identity_paper"\nborn = "me.age"',
        "giay_to › born",
        "không có phần «age»",
    ),
    (
        'type = "identity_paper"\nrequired = true',
        'type = "identity_paper"\nsex = "me.kind"',
        "giay_to › sex",
        "không có phần «kind»",
    ),
]


@pytest.mark.parametrize(("before", "after", "place", "reason"), FAULTY)
def test_a_faulty_composite_is_refused_with_file_place_and_reason(
    tmp_path: Path, before: str, after: str, place: str, reason: str
) -> None:
    assert before in GOOD
    path = tmp_path / "sai.toml"
    path.write_text(GOOD.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        loader.load(path)
    told = [str(fault) for fault in caught.value.faults]
    assert any(one.startswith("sai.toml: ") and place in one and reason in one for one in told), told


def test_a_composite_may_ask_about_others_by_their_parts(tmp_path: Path) -> None:
    path = tmp_path / "dung.toml"
    about = 'type = "identity_paper"\nborn = "me.birth_date"\nsex = "me.sex"'
    path.write_text(GOOD.replace('type = "identity_paper"\nrequired = true', about, 1), encoding="utf-8")
    paper = next(one for one in loader.load(path).questions() if one.key == "giay_to")
    assert (paper.born, paper.sex) == ("me.birth_date", "me.sex")
