"""The home page: search, what is being written, what people come for, the look-up, whom to call."""

import pytest
from flask import Flask

from dvc.db import Database
from dvc.models.agency import Agency
from dvc.services import demo
from tests.support.client import PageClient
from tests.support.robot import Robot


def test_one_finds_a_procedure_from_the_home_page(browse: Robot) -> None:
    browse.open("/").fill("Ông/bà cần làm việc gì?", "dang ky khai sinh").press("Tìm kiếm")
    assert "Đăng ký khai sinh" in browse.words


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("Đăng ký khai sinh", "/thu-tuc/1.001193"),
        ("Xem tất cả thủ tục", "/thu-tuc"),
        ("Đăng nhập ở đây", "/dang-nhap"),
        ("Đăng ký", "/dang-ky"),
    ],
)
def test_the_home_page_leads_on(browse: Robot, link: str, path: str) -> None:
    browse.open("/").follow(link)
    assert (browse.path, browse.status) == (path, 200)


def test_a_visitor_goes_on_with_what_he_was_writing(browse: Robot) -> None:
    browse.open("/thu-tuc/1.001193/nop").tick("Cho tôi").press("Bắt đầu soạn hồ sơ")
    browse.open("/")
    assert "Hồ sơ đang soạn" in browse.words
    browse.follow("Làm tiếp: Đăng ký khai sinh")
    assert browse.path.startswith("/ho-so/")
    assert browse.status == 200


def test_nobody_sees_another_visitors_draft(app: Flask, browse: Robot) -> None:
    browse.open("/thu-tuc/1.001193/nop").tick("Cho tôi").press("Bắt đầu soạn hồ sơ")
    assert "Hồ sơ đang soạn" not in Robot(app.test_client()).open("/").words


def test_a_visitors_home_page_is_checked_by_its_tag_and_gives_him_no_cookie(client: PageClient) -> None:
    first = client.get("/", headers={"Accept-Encoding": "identity"})
    assert (first.headers["Cache-Control"], "Set-Cookie" in first.headers) == ("no-cache", False)
    again = client.get("/", headers={"If-None-Match": first.headers["ETag"], "Accept-Encoding": "identity"})
    assert again.status_code == 304


def test_a_signed_in_persons_home_page_is_not_kept(database: Database, client: PageClient) -> None:
    with database.transaction() as session:
        demo.load(session)
    browse = Robot(client).open("/dang-nhap")
    browse.fill("Số điện thoại hoặc số định danh", demo.PEOPLE[0].phone)
    browse.fill("Mật khẩu", demo.PEOPLE[0].password).press("Đăng nhập")
    page = client.get("/")
    assert page.headers["Cache-Control"] == "no-store"
    assert "H&#39; Hen Niê" in page.get_data(as_text=True)


def test_the_hotline_stands_on_the_page_of_a_portal_of_one_commune(database: Database, browse: Robot) -> None:
    with database.transaction() as session:
        session.add(
            Agency(
                identifier_code="H15.24265",
                name="Ủy ban nhân dân xã Ea Kiết",
                desk_name="Bộ phận Một cửa xã Ea Kiết",
                commune_code="24265",
                province_code="66",
                province_name="Tỉnh Đắk Lắk",
                hotline="0262 3 825 111",
            )
        )
    browse.open("/")
    assert "0262 3 825 111" in browse.came.html
    assert 'href="tel:02623825111"' in browse.came.html
