"""A small server that answers a step as the portal does, for tests of the scripts alone."""

import mimetypes
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from dvc.web.option_tags import option_tags

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


QUESTIONS = """{% extends "layouts/step.html" %}{% block title %}Hỏi{% endblock %}{% block step %}
{% from "components/form.html" import step_form, radios, select, text_input, submit, secondary %}
{% from "components/captcha.html" import captcha %}
<div id="step"><h1>Hỏi</h1>{% call step_form(action="/buoc") %}
{{ radios(name="ai", label="Cho ai?", options=[("toi", "Tôi"), ("khac", "Người khác")], value="toi") }}
<div class="question" data-if="ai=khac">{{ text_input(name="ten", label="Ai vậy") }}</div>
<div class="question" data-if="ai!=toi">
{{ select(name="la", label="Là gì", options=[("ban", "Bạn"), ("con", "Con")]) }}</div>
<div class="question" data-if="la in ban|ba">{{ text_input(name="ly-do", label="Vì sao") }}</div>
{{ submit() }}{{ secondary("Chọn tỉnh", name="_chon", value="noi", small=true) }}
{{ captcha("abc") }}
<fieldset id="f-noi"><legend>Nơi</legend>{{ select(name="noi-commune", label="Xã, phường", options=[]) }}</fieldset>
{% endcall %}</div>{% endblock %}"""
PAGES = {"/": "step", "/khac": "others", "/hoi": "questions"}


@dataclass
class Desk:
    """What the small server answers next, and what it was sent."""

    address: str = ""
    status: int = 200
    errors: dict[str, str] = field(default_factory=dict)
    heading: str = "Bước hai"
    next: str = "step"
    hold: threading.Event | None = None
    posts: list[bytes] = field(default_factory=list)
    pressed: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.templates = Environment(
            loader=ChoiceLoader(
                [
                    DictLoader({"step": STEP, "others": OTHERS, "questions": QUESTIONS}),
                    FileSystemLoader(PACKAGE / "templates"),
                ]
            ),
            autoescape=True,
            undefined=StrictUndefined,
        )
        self.templates.globals.update(static=lambda path: f"/static/{path}", csrf_token=lambda: "token")
        self.templates.globals["option_tags"] = option_tags
        self.frame: dict[str, Any] = {"viewer": None, "agency": None, "htmx": True, "typed": ""}

    def whole(self, name: str, heading: str) -> bytes:
        """Render a whole page."""
        return self.templates.get_template(name).render(self.frame | {"errors": {}, "heading": heading}).encode()

    def answer(self) -> bytes:
        """Render what a POST brings now: the next block, or an error page."""
        if self.status not in (200, 422):
            return self.templates.get_template(f"errors/{self.status}.html").render(self.frame).encode()
        template = self.templates.get_template(self.next)
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
        elif path in PAGES:
            self.send(200, self.desk.whole(PAGES[path], "Bước một"), "text/html")
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
