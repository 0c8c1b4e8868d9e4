"""The islands with the real htmx in Chromium, against a small server that answers as the portal does."""

import mimetypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import BrowserContext, Page, expect

PACKAGE = Path(__file__).parents[2] / "dvc"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'"
STEP = """{% extends "layouts/step.html" %}{% block title %}{{ heading }}{% endblock %}{% block step %}
{% from "components/form.html" import step_form, error_summary, text_input, submit, secondary, date_input %}
<div id="step">{{ error_summary(errors) }}<h1 tabindex="-1">{{ heading }}</h1>
{% call step_form(action="/buoc") %}{{ text_input(name="ten", label="Họ và tên", value=typed) }}
{{ date_input(name="dob", label="Ngày sinh") }}{{ submit() }}{{ secondary() }}{% endcall %}</div>{% endblock %}"""
OTHERS = """{% extends "layouts/step.html" %}{% block title %}Khác{% endblock %}{% block step %}
{% from "components/form.html" import step_form, password_input, password_rules, submit, resend, file_input %}
{% from "components/dossier.html" import code_panel %}
<div id="step"><h1>Khác</h1>{% call step_form(action="/buoc", id="a") %}
{{ password_input(name="mk", label="Mật khẩu", rules=true) }}{{ password_rules("mk") }}
{{ submit("Đặt") }}{{ resend(seconds=2) }}{% endcall %}
{% call step_form(action="/buoc", upload=true, id="b") %}{{ file_input(name="files", label="Ảnh") }}
{{ submit("Gửi tệp") }}{% endcall %}{{ code_panel("H15.1-2", "hát") }}</div>{% endblock %}"""
# A finger that comes down again while the first answer is under way, and tells the server that it did.
PRESS_AGAIN = """document.addEventListener("submit", (event) => setTimeout(
  () => {
  event.target.querySelector("button[type=submit]").click(); fetch("/da-bam"); },
  150), { once: true, capture: true })"""


@dataclass
class Desk:
    """What the small server answers next, and what it was sent."""

    address: str = ""
    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    heading: str = "Bước hai"
    hold: threading.Event | None = None
    posts: list[bytes] = field(default_factory=list)
    pressed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.templates = Environment(
            loader=ChoiceLoader(
                [DictLoader({"step": STEP, "others": OTHERS}), FileSystemLoader(PACKAGE / "templates")]
            ),
            autoescape=True,
            undefined=StrictUndefined,
        )
        self.templates.globals.update(static=lambda path: f"/static/{path}", csrf_token=lambda: "token")
        self.frame: dict[str, Any] = {"viewer": None, "agency": None, "htmx": True, "typed": ""}

    def whole(self, name: str, heading: str) -> bytes:
        """Render a whole page."""
        return self.templates.get_template(name).render(self.frame | {"errors": {}, "heading": heading}).encode()

    def answer(self) -> bytes:
        """Render what a POST brings now: the next block, or an error page."""
        if self.status not in (200, 422):
            return self.templates.get_template(f"errors/{self.status}.html").render(self.frame).encode()
        template = self.templates.get_template("step")
        context = template.new_context(self.frame | {"errors": self.errors, "heading": self.heading})
        return "".join(template.blocks["step"](context)).encode()


class Handler(BaseHTTPRequestHandler):
    """Serve the pages, the static files and the next answer."""

    desk: ClassVar[Desk]

    def do_GET(self) -> None:
        """Send a page or a static file."""
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            name = path.removeprefix("/static/")
            kind = name.split("/")[0]
            file = PACKAGE / "static" / name
            order = PACKAGE / "static" / kind / "ORDER"
            names = order.read_text().split() if "/site." in name else []
            body = b"\n".join((order.parent / one).read_bytes() for one in names) or file.read_bytes()
            self.send(200, body, mimetypes.guess_type(name)[0] or "text/plain")
        elif path in ("/", "/khac"):
            self.send(200, self.desk.whole("others" if path == "/khac" else "step", "Bước một"), "text/html")
        elif path == "/da-bam":
            self.desk.pressed.set()
            self.send(200, b"", "text/plain")
        else:
            self.send(404, b"", "text/html")

    def do_POST(self) -> None:
        """Keep what was sent and answer as the desk says."""
        self.desk.posts.append(self.rfile.read(int(self.headers["Content-Length"])))
        if self.desk.hold:
            self.desk.hold.wait(10)
        self.send(self.desk.status, self.desk.answer(), "text/html")

    def send(self, status: int, body: bytes, kind: str) -> None:
        """Send an answer under the policy of the portal."""
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the run's output clean."""


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
    desk.templates.loader = ChoiceLoader(
        [DictLoader({"others": OTHERS, "step": OTHERS}), FileSystemLoader(PACKAGE / "templates")]
    )
    page.goto(f"{desk.address}/khac")
    page.get_by_role("button", name="Đặt").click()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("button", name="Hiện mật khẩu")).to_have_count(1)
    expect(page.get_by_role("button", name="Chép mã")).to_have_count(1)
