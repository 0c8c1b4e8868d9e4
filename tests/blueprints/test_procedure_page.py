"""A procedure's page: everything that the law asks to publish."""

import pytest

from dvc.catalogue import loader
from dvc.db import Database
from dvc.services import releases
from dvc.services.releases import Why
from tests.support import filed
from tests.support.client import PageClient
from tests.support.dossiers import an_agency
from tests.support.releasing import an_office
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


def test_an_unknown_code_offers_the_search_with_what_was_asked(browse: Robot) -> None:
    browse.open("/thu-tuc/khai%20sinh")
    assert (browse.status, browse.heading) == (404, "Không có thủ tục này")
    assert browse.value("Tìm thủ tục") == "khai sinh"
    assert "Đăng ký khai sinh" in browse.press("Tìm kiếm").words


def test_a_draft_has_no_page_and_no_form(client: PageClient) -> None:
    draft = next(code for code, one in loader.listings().items() if one.draft)
    assert client.get(f"/thu-tuc/{draft}").status_code == 404
    assert client.get(f"/thu-tuc/{draft}/to-khai-trong.pdf").status_code == 404


def test_a_paper_says_in_words_when_it_must_come(browse: Robot) -> None:
    words = browse.open("/thu-tuc/1.001193").words
    assert "Chỉ khi «Loại khai sinh» là «Trẻ bị bỏ rơi»." in words
    assert "@filing_for" not in words


def test_papers_of_which_one_is_enough_stand_by_themselves(browse: Robot) -> None:
    code = next(one.code for one in loader.procedures().values() if any(paper.one_of for paper in one.components))
    assert "Chỉ cần một trong các giấy sau" in browse.open(f"/thu-tuc/{code}").words


def test_what_another_portal_receives_is_not_filed_here(browse: Robot) -> None:
    browse.open("/thu-tuc/1.004222")
    assert "Cổng Dịch vụ công Bộ Công an" in browse.words
    assert "/thu-tuc/1.004222/nop" not in {link.get("href") for link in browse.root.iter("a")}


def test_a_general_declaration_is_marked_and_what_is_unknown_is_said(browse: Robot) -> None:
    code = next(
        one.code
        for one in loader.listings().values()
        if one.generic and not one.draft and one.received_by == "here" and "online" in one.channels and not one.limits
    )
    words = browse.open(f"/thu-tuc/{code}").words
    assert "tờ khai chung" in words
    assert "chưa có dữ liệu" in words


def test_the_chosen_agency_shows_its_number_and_says_that_its_hours_are_unknown(
    browse: Robot, database: Database
) -> None:
    with database.transaction() as session:
        filed.agency(session)
        an_agency(session, identifier_code="H15.11111", commune_code="11111", name="Ủy ban nhân dân xã Khác")
    browse.open("/thu-tuc/1.001193")
    assert filed.HOTLINE not in browse.words
    browse.fill("Nơi giải quyết hồ sơ", "Ủy ban nhân dân xã Ea Kuêh").press("Xem số điện thoại")
    assert browse.path == "/thu-tuc/1.001193?co-quan=H15.24265"
    assert filed.HOTLINE in browse.words
    assert "Giờ làm việc: chưa công bố" in browse.words


def test_a_paused_procedure_stays_with_its_reason_and_cannot_be_filed(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        releases.pause(session, "1.001193", Why("Hệ thống hộ tịch bảo trì"), actor=an_office(session).approver)
    for page in ("/thu-tuc/1.001193", "/thu-tuc?q=đăng+ký+khai+sinh"):
        browse.open(page)
        assert "đang tạm dừng nhận hồ sơ" in browse.words
        assert "Hệ thống hộ tịch bảo trì" in browse.words
        assert "/thu-tuc/1.001193/nop" not in {link.get("href") for link in browse.root.iter("a")}


def test_a_replaced_procedure_leads_to_its_successor(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        why = Why("Luật mới")
        releases.replace(session, "1.004884", "1.001193", why, actor=an_office(session).approver)
    browse.open("/thu-tuc/1.004884").follow("Đăng ký khai sinh")
    assert browse.path == "/thu-tuc/1.001193"


def test_the_page_changes_its_tag_when_the_catalogue_changes(client: PageClient, database: Database) -> None:
    tags = {page: client.get(page).headers["ETag"] for page in ("/thu-tuc/1.001193", "/thu-tuc?q=khai+sinh")}
    with database.transaction() as session:
        releases.pause(session, "1.001193", Why("Bảo trì"), actor=an_office(session).approver)
    for page, tag in tags.items():
        assert client.get(page, headers={"If-None-Match": tag}).status_code == 200


def test_the_empty_form_comes_once_and_is_then_only_asked_about(client: PageClient) -> None:
    form = client.get("/thu-tuc/2.000635/to-khai-trong.pdf")
    assert (form.status_code, form.mimetype, form.data[:5]) == (200, "application/pdf", b"%PDF-")
    again = client.get("/thu-tuc/2.000635/to-khai-trong.pdf", headers={"If-None-Match": form.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_form_of_an_unknown_procedure_is_not_there(client: PageClient) -> None:
    assert client.get("/thu-tuc/9.999999/to-khai-trong.pdf").status_code == 404
