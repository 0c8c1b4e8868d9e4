"""The procedures' list and pages."""

import pytest

from dvc.db import Database
from tests.support import filed
from tests.support.client import PageClient
from tests.support.robot import Robot

BIRTH, SINGLE, COPY = "Đăng ký khai sinh", "Cấp Giấy xác nhận tình trạng hôn nhân", "Cấp bản sao trích lục hộ tịch"


def found(browse: Robot) -> list[str]:
    return [link.text or "" for link in browse.root.iter("a") if "/thu-tuc/" in link.get("href", "")]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dang ky khai sinh", BIRTH),
        ("ĐĂNG KÝ KHAI SINH", BIRTH),
        ("tôi muốn làm giấy khai sinh cho con", BIRTH),
        ("tinh trang hon nhan", SINGLE),
        ("trich luc", COPY),
        ("1.001193", BIRTH),
    ],
)
def test_search_ignores_marks_and_words_of_asking(browse: Robot, typed: str, first: str) -> None:
    browse.open("/thu-tuc").fill("Việc cần làm", typed).press("Tìm kiếm")
    assert found(browse)[0] == first
    assert browse.value("Việc cần làm") == typed


def test_an_empty_result_says_what_to_do(browse: Robot) -> None:
    browse.open("/thu-tuc?q=xyzt")
    assert found(browse) == []
    assert "Hãy thử viết ngắn hơn" in browse.words


@pytest.mark.parametrize(("level", "names"), [("toan-trinh", 2), ("4", 2), ("mot-phan", 1), ("3", 1)])
def test_the_level_filters_under_its_old_and_new_names(browse: Robot, level: str, names: int) -> None:
    assert len(found(browse.open(f"/thu-tuc?muc-do={level}"))) == names


def test_the_field_filters(browse: Robot) -> None:
    assert len(found(browse.open("/thu-tuc?linh-vuc=ho+tich"))) == 3
    assert found(browse.open("/thu-tuc?linh-vuc=dat+dai")) == []


@pytest.mark.parametrize("code", ["1.001193", "1.004873", "2.000635"])
def test_a_procedure_shows_what_the_law_asks_to_publish(browse: Robot, code: str) -> None:
    browse.open(f"/thu-tuc/{code}")
    for words in (code, "Thời hạn giải quyết", "Phí, lệ phí", "Giấy tờ trong hồ sơ", "Các bước", "Ai làm được",
                  "Cơ quan giải quyết", "Kết quả", "Căn cứ pháp lý", "Nộp hồ sơ bằng cách nào"):  # fmt: skip
        assert words in browse.words
    links = {link.get("href") for link in browse.root.iter("a")}
    assert f"/thu-tuc/{code}/nop" in links


def test_what_is_only_recalled_is_not_shown_as_certain(browse: Robot) -> None:
    words = browse.open("/thu-tuc/1.001193").words
    assert "Chưa kiểm chứng được" in words


def test_an_unknown_procedure_is_not_there(client: PageClient) -> None:
    assert client.get("/thu-tuc/9.999999").status_code == 404


def test_visitors_may_keep_the_pages_and_ask_whether_they_changed(client: PageClient) -> None:
    page = client.get("/thu-tuc/1.001193")
    again = client.get("/thu-tuc/1.001193", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


def test_htmx_gets_the_list_alone(client: PageClient) -> None:
    page = client.get("/thu-tuc?q=khai+sinh", headers={"HX-Request": "true"})
    assert page.get_data(as_text=True).lstrip().startswith('<section id="found"')


def test_an_unofficial_identifier_is_said_to_be_so(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        filed.agency(session)
    assert "H15.24265 (mã tạm, chưa công bố)" in browse.open("/thu-tuc/1.001193").words
