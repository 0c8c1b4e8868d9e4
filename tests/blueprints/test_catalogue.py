"""The list of procedures: found by everyday words, filtered by links and by a form, paged, never failing."""

from xml.etree.ElementTree import Element

import pytest

from dvc.blueprints.catalogue import kept_pages
from dvc.db import Database
from dvc.services import catalogue, catalogue_search
from dvc.web.compression import compress
from tests.support import filed
from tests.support.client import PageClient
from tests.support.dossiers import an_agency
from tests.support.pages import parse, text_of
from tests.support.robot import Robot

BIRTH, SINGLE, COPY = "Đăng ký khai sinh", "Cấp Giấy xác nhận tình trạng hôn nhân", "Cấp bản sao trích lục hộ tịch"


def found(browse: Robot) -> list[str]:
    return [text_of(link) for card in _cards(browse) for link in card.iter("a") if card_title(link, card)]


def card_title(link: Element, card: Element) -> bool:
    return any(link in heading for heading in card.iter("h3"))


def _cards(browse: Robot) -> list[Element]:
    return [item for item in browse.root.iter("li") if item.get("class") == "card"]


def link_words(browse: Robot) -> list[str]:
    return [text_of(link) for link in browse.root.iter("a")]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("dang ky khai sinh", BIRTH),
        ("ĐĂNG KÝ KHAI SINH", BIRTH),
        ("tôi muốn làm giấy khai sinh cho con", BIRTH),
        ("tinh trang hon nhan", SINGLE),
        ("giaays ddoocj thaan", SINGLE),
        ("trich luc", COPY),
        ("1.001193", BIRTH),
    ],
)
def test_search_ignores_marks_and_words_of_asking(browse: Robot, typed: str, first: str) -> None:
    browse.open("/thu-tuc").fill("Việc cần làm", typed).press("Tìm kiếm")
    assert found(browse)[0] == first
    assert browse.value("Việc cần làm") == typed


def test_an_empty_result_says_what_to_do_and_whom_to_call(browse: Robot) -> None:
    browse.open("/thu-tuc?q=xyzt")
    assert found(browse) == []
    assert "Hãy thử viết ngắn hơn" in browse.words
    assert "bộ phận Một cửa" in browse.words
    browse.follow("Xem tất cả thủ tục")
    assert found(browse)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a" * 10_000,
        'khai AND NOT "sinh" OR (*',
        "'; DROP TABLE draft; --",
        "😀🎉",
        "tôi muốn hỏi ạ",
        "\x00khai",
        "%",
        "١٢٣",
    ],
)
def test_whatever_is_typed_a_page_comes(client: PageClient, typed: str) -> None:
    assert client.get("/thu-tuc", query_string={"q": typed}).status_code == 200


@pytest.mark.parametrize(("old", "new"), [("4", "toan-trinh"), ("3", "mot-phan")])
def test_the_level_filters_under_its_old_and_new_names(browse: Robot, old: str, new: str) -> None:
    names = found(browse.open(f"/thu-tuc?muc-do={new}"))
    assert names == found(browse.open(f"/thu-tuc?muc-do={old}"))
    assert names
    assert (SINGLE in names) == (new == "toan-trinh")


def test_the_field_filters_by_its_name_as_by_its_address(browse: Robot) -> None:
    by_name = found(browse.open("/thu-tuc?linh-vuc=Hộ+tịch&q=khai+sinh"))
    assert by_name
    assert by_name == found(browse.open("/thu-tuc?linh-vuc=ho-tich&q=khai+sinh"))
    assert found(browse.open("/thu-tuc?linh-vuc=khong-co")) == []


def test_a_filter_that_hides_everything_offers_to_leave_it(browse: Robot) -> None:
    browse.open("/thu-tuc?q=khai+sinh&linh-vuc=khong-co")
    browse.follow("Bỏ hết lựa chọn")
    assert browse.path == "/thu-tuc?q=khai+sinh"
    assert found(browse)[0] == BIRTH


def test_what_is_chosen_is_removed_one_by_one_and_the_rest_is_kept(browse: Robot) -> None:
    browse.open("/thu-tuc?q=khai+sinh&linh-vuc=ho-tich&muc-do=3&cap=xa&doi-tuong=cong-dan&su-kien=sinh-con")
    browse.follow("Bỏ Mức độ: Một phần")
    assert browse.path == "/thu-tuc?q=khai+sinh&linh-vuc=ho-tich&cap=xa&doi-tuong=cong-dan&su-kien=sinh-con"
    browse.press("Tìm kiếm")
    for part in ("linh-vuc=ho-tich", "cap=xa", "su-kien=sinh-con"):
        assert part in browse.path


def test_a_filter_link_says_how_many_it_gives(browse: Robot) -> None:
    browse.open("/thu-tuc")
    words = next(words for words in link_words(browse) if words.startswith("Một phần ("))
    browse.follow(words)
    assert f"Có {words[len('Một phần (') : -1]} thủ tục" in browse.words


def test_the_agency_is_kept_on_the_way_to_the_procedure(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        filed.agency(session)
    browse.open("/thu-tuc?co-quan=H15.24265&q=khai+sinh").follow(BIRTH)
    assert browse.path == "/thu-tuc/1.001193?co-quan=H15.24265"


def test_pages_of_thirty_follow_each_other_without_a_gap(browse: Robot, database: Database) -> None:
    with database.reading() as session:
        wanted = sorted(one.listing.short_name for one in catalogue.standings(session) if one.status != "draft")
    seen = found(browse.open("/thu-tuc"))
    while "Xem tiếp" in link_words(browse):
        assert len(_cards(browse)) == catalogue_search.PAGE
        seen += found(browse.follow("Xem tiếp"))
    assert len(seen) == len(wanted)


def test_only_what_is_filed_here_has_a_way_to_file(browse: Robot, database: Database) -> None:
    with database.reading() as session:
        open_here = {
            one.listing.code
            for one in catalogue.standings(session)
            if one.open and one.listing.received_by == "here" and "online" in one.listing.channels
        }
    browse.open("/thu-tuc?q=đăng+ký")
    ways = [link.get("href", "") for link in browse.root.iter("a") if link.get("href", "").endswith("/nop")]
    assert ways
    assert {way.split("/")[2] for way in ways} <= open_here


def test_visitors_may_keep_the_list_and_ask_whether_it_changed(client: PageClient) -> None:
    page = client.get("/thu-tuc?q=khai+sinh")
    again = client.get("/thu-tuc?q=khai+sinh", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304


def test_htmx_gets_the_list_alone(client: PageClient) -> None:
    page = client.get("/thu-tuc?q=khai+sinh", headers={"HX-Request": "true"})
    assert page.get_data(as_text=True).lstrip().startswith('<section id="found"')


def test_a_list_that_was_kept_is_the_one_that_would_be_made(client: PageClient, database: Database) -> None:
    first, *_ = [client.get("/thu-tuc?q=khai+sinh") for _ in range(kept_pages.OFTEN)]
    assert client.get("/thu-tuc?q=khai+sinh").data == first.data
    block = client.get("/thu-tuc?q=khai+sinh", headers={"HX-Request": "true"})
    assert block.data != first.data
    with database.transaction() as session:
        an_agency(session, identifier_code="H15.11111", commune_code="11111", name="Ủy ban nhân dân xã Một")
        an_agency(session, identifier_code="H15.22222", commune_code="22222", name="Ủy ban nhân dân xã Hai")
    assert "Ủy ban nhân dân xã Hai" in client.get("/thu-tuc?q=khai+sinh").get_data(as_text=True)


@pytest.mark.parametrize(
    ("typed", "times", "is_kept"),
    [
        ("khai sinh cho Y Moan Êñuôl", 2, False),
        ("giấy khai sinh", 3, True),
        ("khai sinh cho con của " + "bà " * 20, 4, False),
        ("xyzt", 4, False),
    ],
)
def test_only_what_is_asked_for_often_and_found_is_kept(
    client: PageClient,
    typed: str,
    times: int,
    is_kept: bool,  # noqa: FBT001 - a table gives it
) -> None:
    kept_pages.forget()
    for _ in range(times):
        client.get("/thu-tuc", query_string={"q": typed})
    assert any(typed.strip() in str(key) for key in kept_pages._pages) is is_kept


@pytest.mark.parametrize(
    "address", ["/thu-tuc", "/thu-tuc?q=đăng+ký", "/thu-tuc?linh-vuc=chinh-sach", "/thu-tuc?su-kien=dat-dai"]
)
def test_every_page_of_a_list_is_small(client: PageClient, address: str) -> None:
    while address:
        page = client.get(address)
        root = parse(page.get_data(as_text=True), address)
        assert len(compress(page.get_data(), "br")[0]) <= 10_000
        assert sum(element.tag != "option" for element in root.iter()) <= 400
        address = next((link.get("href", "") for link in root.iter("a") if text_of(link) == "Xem tiếp"), "")


def test_the_chosen_agency_goes_along_to_filing(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        filed.agency(session)
        an_agency(session, identifier_code="H15.11111", commune_code="11111", name="Ủy ban nhân dân xã Một")
    browse.open("/thu-tuc?co-quan=H15.24265&q=1.001193").follow("Nộp hồ sơ: Đăng ký khai sinh")
    assert browse.path == "/thu-tuc/1.001193/nop?co-quan=H15.24265"
