"""A procedure's page: everything that the law asks to publish."""

import pytest

from dvc.db import Database
from tests.support import filed
from tests.support.client import PageClient
from tests.support.robot import Robot


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


def test_an_unofficial_identifier_is_said_to_be_so(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        filed.agency(session)
    assert "H15.24265 (mã tạm, chưa công bố)" in browse.open("/thu-tuc/1.001193").words
