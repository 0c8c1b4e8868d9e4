"""The islands with the real htmx in Chromium, against a small server that answers as the portal does."""

import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.support.small_portal import Desk, Handler

# A finger that comes down again while the first answer is under way, and tells the server that it did.
PRESS_AGAIN = """document.addEventListener("submit", (event) => setTimeout(
  () => {
  event.target.querySelector("button[type=submit]").click(); fetch("/da-bam"); },
  150), { once: true, capture: true })"""


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    handler = type("OwnHandler", (Handler,), {"desk": made})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    made.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """Open a page whose scripts must not throw and must not break the content policy."""
    troubles: list[str] = []
    opened = phone.new_page()
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.on("console", lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    assert troubles == []


def test_a_valid_step_brings_the_next_one_with_focus_and_title(page: Page, desk: Desk) -> None:
    page.goto(desk.address)
    page.get_by_label("Họ và tên").fill("H' Hen Niê")
    page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước hai")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    assert page.title() == "Bước hai – Dịch vụ công trực tuyến"
    assert len(desk.posts) == 1


def test_the_pressed_buttons_name_is_sent(page: Page, desk: Desk) -> None:
    page.goto(desk.address)
    page.get_by_role("button", name="Lưu và làm tiếp sau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước hai")
    assert b"later=1" in desk.posts[0]


def test_a_wrong_step_puts_the_focus_on_the_errors(page: Page, desk: Desk) -> None:
    desk.status, desk.errors, desk.heading = 422, {"dob": "Hãy viết ngày sinh."}, "Bước một"
    page.goto(desk.address)
    page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title() == "Lỗi: Bước một – Dịch vụ công trực tuyến"
    page.get_by_role("link", name="Hãy viết ngày sinh.").click()
    expect(page.get_by_label("Ngày", exact=True)).to_be_focused()


def test_a_broken_line_keeps_what_was_typed_and_offers_to_try_again(page: Page, desk: Desk) -> None:
    page.goto(desk.address)
    page.get_by_label("Họ và tên").fill("Y Moan Êñuôl")
    page.context.set_offline(True)
    page.get_by_role("button", name="Lưu và làm tiếp sau").click()
    expect(page.get_by_role("alert")).to_contain_text("Đường truyền bị ngắt.")
    expect(page.get_by_label("Họ và tên")).to_have_value("Y Moan Êñuôl")
    page.context.set_offline(False)
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước hai")
    expect(page.get_by_role("alert")).to_have_count(0)
    assert b"later=1" in desk.posts[0]


@pytest.mark.parametrize(
    ("status", "words"),
    [(503, "Có trục trặc ở phía chúng tôi."), (429, "Xin đợi một lát."), (413, "nặng nhất 20 MB")],
)
def test_a_refusal_is_told_above_the_form_and_nothing_typed_is_lost(
    page: Page, desk: Desk, status: int, words: str
) -> None:
    desk.status = status
    page.goto(desk.address)
    page.get_by_label("Họ và tên").fill("Lan")
    page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    expect(page.get_by_role("alert")).to_contain_text(words)
    expect(page.get_by_label("Họ và tên")).to_have_value("Lan")


def test_a_double_press_sends_once(page: Page, desk: Desk) -> None:
    # Of a refused form, which stays on the page, htmx alone would send the second press afterwards.
    desk.hold, desk.status = threading.Event(), 503
    page.goto(desk.address)
    button = page.get_by_role("button", name="Đồng ý và tiếp tục")
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    button.dispatch_event("click")
    desk.hold.set()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(button).not_to_have_attribute("aria-disabled", "true")
    desk.status = 200
    button.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước hai")
    assert len(desk.posts) == 2


def test_without_htmx_a_double_press_sends_once(page: Page, desk: Desk) -> None:
    desk.frame["htmx"] = False
    desk.hold = threading.Event()
    page.goto(desk.address)
    button = page.get_by_role("button", name="Đồng ý và tiếp tục")
    page.evaluate(PRESS_AGAIN)
    button.click(no_wait_after=True)
    assert desk.pressed.wait(10)
    desk.hold.set()
    page.wait_for_url("**/buoc")
    assert len(desk.posts) == 1


def test_back_opens_a_form_that_was_sent(page: Page, desk: Desk) -> None:
    desk.frame["htmx"] = False
    page.goto(desk.address)
    page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    page.wait_for_url("**/buoc")
    page.go_back()
    page.get_by_role("button", name="Đồng ý và tiếp tục").click()
    page.wait_for_url("**/buoc")
    assert len(desk.posts) == 2


def test_the_rules_of_a_password_are_ticked_while_it_is_written(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/khac")
    page.get_by_label("Mật khẩu").fill("Đường9@")
    met = page.locator("li.met")
    expect(met).to_have_count(4)
    page.get_by_label("Mật khẩu").fill("một câu dài dễ nhớ")
    expect(page.locator("[data-rule=long].met")).to_have_count(1)
    page.get_by_role("button", name="Hiện mật khẩu").click()
    expect(page.get_by_label("Mật khẩu")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Ẩn mật khẩu").click()
    expect(page.get_by_label("Mật khẩu")).to_have_attribute("type", "password")


def test_a_code_is_sent_again_only_after_the_seconds(page: Page, desk: Desk) -> None:
    page.clock.install()
    page.goto(f"{desk.address}/khac")
    button = page.get_by_role("button", name="Gửi lại mã")
    expect(button).to_be_disabled()
    page.clock.run_for(3000)
    expect(button).to_be_enabled()
    expect(button).to_have_text("Gửi lại mã")


def test_files_are_sent_when_chosen_with_progress(page: Page, desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(b"\xff\xd8" + b"x" * 2_000_000)
    desk.hold = threading.Event()
    page.goto(f"{desk.address}/khac")
    page.get_by_label("Ảnh").set_input_files(photo)
    expect(page.locator(".progress p")).to_contain_text("Đã gửi xong")
    desk.hold.set()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước hai")
    assert photo.read_bytes() in desk.posts[0]


def test_a_file_whose_line_broke_can_be_sent_again(page: Page, desk: Desk, tmp_path: Path) -> None:
    photo = tmp_path / "anh.jpg"
    photo.write_bytes(b"\xff\xd8 photo")
    page.goto(f"{desk.address}/khac")
    page.context.set_offline(True)
    page.get_by_label("Ảnh").set_input_files(photo)
    expect(page.get_by_role("alert")).to_contain_text("Đường truyền bị ngắt.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Thử lại").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bước hai")
    assert photo.read_bytes() in desk.posts[0]


def test_the_code_can_be_copied_and_the_page_printed(page: Page, desk: Desk) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{desk.address}/khac")
    page.get_by_role("button", name="Chép mã").click()
    expect(page.get_by_role("button", name="Đã chép mã")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "H15.1-2"
    expect(page.get_by_role("button", name="In trang này")).to_be_visible()


def test_islands_dress_a_block_that_was_swapped_in(page: Page, desk: Desk) -> None:
    desk.next = "others"
    page.goto(f"{desk.address}/khac")
    page.get_by_role("button", name="Đặt").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("button", name="Hiện mật khẩu")).to_have_count(1)
    expect(page.get_by_role("button", name="Chép mã")).to_have_count(1)


def test_a_question_comes_and_goes_with_the_answer_it_hangs_on(page: Page, desk: Desk) -> None:
    page.goto(f"{desk.address}/hoi")
    other, why = page.get_by_label("Ai vậy"), page.get_by_label("Vì sao")
    expect(other).to_be_hidden()
    page.get_by_label("Người khác").check()
    expect(other).to_be_visible()
    expect(why).to_be_hidden()
    page.get_by_label("Là gì").select_option("ban")
    expect(why).to_be_visible()
    page.get_by_label("Tôi", exact=True).check()
    expect(other).to_be_hidden()
    expect(why).to_be_hidden()


def test_a_button_among_the_fields_leaves_the_hand_where_it_was(page: Page, desk: Desk) -> None:
    desk.next = "questions"
    page.goto(f"{desk.address}/hoi")
    page.get_by_role("button", name="Chọn tỉnh").click()
    expect(page.get_by_label("Xã, phường")).to_be_focused()
    page.get_by_role("button", name="Đổi hình khác").click()
    expect(page.get_by_label("Mã xác nhận")).to_be_focused()
