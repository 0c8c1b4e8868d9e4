import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from dvc.gateways.channels.base import ChannelBusy, ChannelRefused, Message
from dvc.gateways.channels.sms_http import SmsHttpChannel
from dvc.gateways.channels.sms_template import BadTemplate, read_template, unaccented

MESSAGE = Message(key="otp:1:sms", to="0912345678", subject="", text="Mã xác nhận của ông/bà là ABC-123456")

BRAND = """
phone = "+84"
fold = false
[headers]
Authorization = "Bearer s3cret"
[json]
brand = "UBND xã"
messages = [{ phone = "{to}", content = "{text}", id = "{key}", unicode = 1 }]
[success]
status = [200]
path = "result.0.code"
value = "0"
busy = ["104"]
reference = "result.0.id"
"""

FORM = """
method = "PUT"
phone = "0"
[form]
u = "xa"
msisdn = "{to}"
msg = "{text}"
[success]
status = [200]
"""


@pytest.fixture
def template(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "provider.toml"
        path.write_text(text, "utf-8")
        return path

    return write


def asked(server: HTTPServer) -> Request:
    ((request, _),) = server.log
    return request


def test_the_plain_provider_gets_number_text_and_key_without_accents(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/sms").respond_with_json({})
    SmsHttpChannel.from_url(httpserver.url_for("/sms")).send(MESSAGE)
    request = asked(httpserver)
    assert request.method == "POST"
    assert request.headers["Idempotency-Key"] == "otp:1:sms"
    assert request.get_json() == {
        "to": "84912345678",
        "text": "Ma xac nhan cua ong/ba la ABC-123456",
        "key": "otp:1:sms",
    }


def test_number_and_text_never_stand_in_the_address(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/sms").respond_with_json({})
    SmsHttpChannel.from_url(httpserver.url_for("/sms?brand=xa")).send(MESSAGE)
    assert asked(httpserver).query_string == b"brand=xa"


def test_a_providers_own_json_is_data(httpserver: HTTPServer, template: Callable[[str], Path]) -> None:
    httpserver.expect_request("/").respond_with_json({"result": [{"code": 0, "id": 77}]})
    receipt = SmsHttpChannel.from_url(httpserver.url_for("/"), template(BRAND)).send(MESSAGE)
    assert receipt.reference == "77"
    request = asked(httpserver)
    assert request.headers["Authorization"] == "Bearer s3cret"
    assert request.get_json() == {
        "brand": "UBND xã",
        "messages": [{"phone": "+84912345678", "content": MESSAGE.text, "id": "otp:1:sms", "unicode": 1}],
    }


def test_a_providers_form_is_data(httpserver: HTTPServer, template: Callable[[str], Path]) -> None:
    httpserver.expect_request("/", method="PUT").respond_with_data("OK")
    receipt = SmsHttpChannel.from_url(httpserver.url_for("/"), template(FORM)).send(
        Message(key="k", to="0912345678", subject="", text="a&u=admin {to}")
    )
    assert receipt.reference == "k"
    sent = parse_qs(asked(httpserver).get_data(as_text=True))
    assert sent == {"u": ["xa"], "msisdn": ["0912345678"], "msg": ["a&u=admin {to}"]}


def test_what_people_write_cannot_leave_its_place(httpserver: HTTPServer) -> None:
    text = '{key} {0.__class__} "}, "to": "84999999999'
    httpserver.expect_request("/").respond_with_json({})
    SmsHttpChannel.from_url(httpserver.url_for("/")).send(Message(key="k", to="0912345678", subject="", text=text))
    assert json.loads(asked(httpserver).get_data()) == {"to": "84912345678", "text": text, "key": "k"}


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, ChannelRefused),
        (422, ChannelRefused),
        (401, ChannelBusy),
        (403, ChannelBusy),
        (404, ChannelBusy),
        (429, ChannelBusy),
        (500, ChannelBusy),
        (503, ChannelBusy),
    ],
)
def test_a_status_is_final_or_for_now(httpserver: HTTPServer, status: int, error: type[Exception]) -> None:
    httpserver.expect_request("/").respond_with_data("0912345678 is bad", status=status)
    with pytest.raises(error, match=str(status)) as raised:
        SmsHttpChannel.from_url(httpserver.url_for("/")).send(MESSAGE)
    assert type(raised.value) is error
    assert "0912345678" not in str(raised.value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"result": [{"code": 99}]}, ChannelRefused),
        ({"result": [{"code": "104"}]}, ChannelBusy),
        ({"result": []}, ChannelBusy),
        (["0"], ChannelBusy),
        (None, ChannelBusy),
    ],
)
def test_the_answers_own_code_decides(
    httpserver: HTTPServer, template: Callable[[str], Path], answer: object, error: type[Exception]
) -> None:
    httpserver.expect_request("/").respond_with_json(answer)
    with pytest.raises(error) as raised:
        SmsHttpChannel.from_url(httpserver.url_for("/"), template(BRAND)).send(MESSAGE)
    assert type(raised.value) is error


@pytest.mark.parametrize("body", [b"<html>", b'{"result":' + b" " * 100_000 + b'[{"code": 0}]}'])
def test_an_answer_that_cannot_be_read_is_asked_again(
    httpserver: HTTPServer, template: Callable[[str], Path], body: bytes
) -> None:
    httpserver.expect_request("/").respond_with_data(body)
    with pytest.raises(ChannelBusy):
        SmsHttpChannel.from_url(httpserver.url_for("/"), template(BRAND)).send(MESSAGE)


def test_a_redirect_is_not_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_response(Response(status=307, headers={"Location": "/elsewhere"}))
    httpserver.expect_request("/elsewhere").respond_with_json({})
    with pytest.raises(ChannelBusy, match="307"):
        SmsHttpChannel.from_url(httpserver.url_for("/")).send(MESSAGE)
    assert asked(httpserver).path == "/"


@pytest.mark.parametrize(
    "to", ["84912345678", "091234567", "091234567890", "0912 345 678", "hoa@example.org", "٠٩١٢٣٤٥٦٧٨"]
)
def test_what_is_no_number_is_refused(httpserver: HTTPServer, to: str) -> None:
    with pytest.raises(ChannelRefused):
        SmsHttpChannel.from_url(httpserver.url_for("/")).send(Message(key="k", to=to, subject="", text="a"))
    assert httpserver.log == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("status = [200]", ""), "status"),
        (('method = "PUT"', 'method = "GET"'), "method"),
        (('phone = "0"', 'phone = "00"'), "phone"),
        (('msg = "{text}"', 'msg = "{txt}"'), "body"),
        (('msg = "{text}"', ""), "body"),
        (("[form]", "[headers]\nX = '{to}'\n[form]"), "headers"),
        (("[form]", "[json]\na = 1\n[form]"), "exactly one"),
        (('phone = "0"', "fold = 1"), "fold"),
        (("[form]", "[frm]"), "unknown: frm"),
        (("status = [200]", 'status = [200]\npath = "a"'), "together"),
        (("status = [200]", "status = [200]\nstate = 1"), "unknown in"),
        (("[form]", "[form"), "provider.toml"),
    ],
)
def test_a_template_that_cannot_work_is_refused_at_start(
    template: Callable[[str], Path], change: tuple[str, str], words: str
) -> None:
    old, new = change
    assert old in FORM
    with pytest.raises(BadTemplate, match=words):
        read_template(template(FORM.replace(old, new)), url="https://sms.example")


@pytest.mark.parametrize("url", ["", "ftp://sms.example", "https://sms.example/{to}"])
def test_an_address_that_cannot_work_is_refused_at_start(url: str) -> None:
    with pytest.raises(BadTemplate, match="url"):
        read_template(url=url)


def test_a_template_may_bring_its_own_address(template: Callable[[str], Path]) -> None:
    path = template('url = "https://sms.example/a"\n' + FORM)
    assert read_template(path).url == "https://sms.example/a"
    assert read_template(path, url="https://other.example").url == "https://other.example"


def test_secrets_are_not_shown(template: Callable[[str], Path]) -> None:
    shown = repr(SmsHttpChannel.from_url("https://xa:s3cret@sms.example?token=s3cret", template(BRAND)))
    assert "s3cret" not in shown


@pytest.mark.parametrize(
    ("accented", "plain"),
    [
        ("Đăng ký khai sinh", "Dang ky khai sinh"),
        ("Y Moan Êñuôl, H’Hoa Ƀuôn Yă, ê̆ ô̆ ơ̆ ư̆ ƀ č ñ ĕ ŏ ŭ ĭ", "Y Moan Enuol, H'Hoa Buon Ya, e o o u b c n e o u i"),
        ("“Hồ sơ” – 8.000 ₫…", '"Ho so" - 8.000 d...'),
        ("Nguyễn", "Nguyen"),
        ("好", "?"),
    ],
)
def test_text_without_accents_is_plain_ascii(accented: str, plain: str) -> None:
    assert unaccented(accented) == plain
