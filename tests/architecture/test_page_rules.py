"""The page-checking client sees each fault that it is there for, and the robot reads pages as people do."""

import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from tests.support.pages import check_block, check_page
from tests.support.robot import Robot

FORM = (
    '<form method="post" action="/x"><input type="hidden" name="csrf_token" value="t">'
    '<label for="a">Họ và tên <span>*</span></label><input id="a" name="a"><button>Gửi</button></form>'
)
PAGE = (
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Tên</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    f'<body><main><h1>Đầu</h1>{FORM}<p><a href="https://dichvucong.gov.vn">Cổng</a></p></main></body></html>'
)

FAULTS = {
    "a second h1": ("<h1>Đầu</h1>", "<h1>Đầu</h1><h1>Hai</h1>"),
    "no h1": ("<h1>Đầu</h1>", ""),
    "an empty h1": ("<h1>Đầu</h1>", "<h1></h1>"),
    "no title": ("<title>Tên</title>", ""),
    "another language": ('lang="vi"', 'lang="en"'),
    "a control without a label": ('for="a"', 'for="b"'),
    "a label without words": ("Họ và tên <span>*</span>", ""),
    "a form without an action": (' action="/x"', ""),
    "a form without a token": ('name="csrf_token"', 'name="other"'),
    "an empty token": ('value="t"', 'value=""'),
    "a form without a button": ("<button>Gửi</button>", ""),
    "an id twice": ("<h1>", '<h1 id="a">'),
    "a description that is not there": ('id="a"', 'id="a" aria-describedby="z"'),
    "a picture from outside": ("<h1>Đầu</h1>", '<h1>Đầu</h1><img alt="" src="https://example.com/a.png">'),
    "a picture without alt": ("<h1>Đầu</h1>", '<h1>Đầu</h1><img src="/a.png">'),
    "a link to elsewhere": ("https://dichvucong.gov.vn", "https://dichvucong.gov.vn.example.com"),
    "an address without a scheme": ("https://dichvucong.gov.vn", "//example.com/"),
    "an inline script": ("<h1>Đầu</h1>", "<h1>Đầu</h1><script>1</script>"),
    "an inline style sheet": ("</head>", "<style>a{}</style></head>"),
    "an inline style": ("<h1>", '<h1 style="color:red">'),
    "a handler": ("<h1>", '<h1 onclick="x()">'),
    "an htmx handler": ("<h1>", '<h1 hx-on:click="x()">'),
    "a javascript address": ("https://dichvucong.gov.vn", "javascript:x()"),
    "a tag that is not closed": ("</p></main>", "</b></p></main>"),
    "no doctype": ("<!doctype html>", ""),
}


def test_a_good_page_passes() -> None:
    check_page(PAGE, "/x")
    check_block(FORM, "/x")


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str) -> None:
    good, bad = FAULTS[fault]
    assert good in PAGE
    with pytest.raises(AssertionError):
        check_page(PAGE.replace(good, bad, 1), "/x")


def test_a_block_is_checked_too() -> None:
    with pytest.raises(AssertionError):
        check_block(FORM.replace('for="a"', ""), "/x")


FIELDS = """
<form method="post" action="./gui" enctype="multipart/form-data">
<input type="hidden" name="csrf_token" value="t">
<label for="n">Họ và tên <span>*</span> <span>(bắt buộc)</span></label><input id="n" name="n" value="cũ">
<fieldset><legend>Ngày sinh</legend><label for="d">Ngày</label><input id="d" name="d"></fieldset>
<fieldset><legend>Ngày cấp</legend><label for="e">Ngày</label><input id="e" name="e"></fieldset>
<label for="s">Tỉnh</label><select id="s" name="s"><option value="">Hãy chọn</option><option value="66">Đắk Lắk</option>
</select>
<input type="radio" id="r1" name="r" value="1" checked><label for="r1">Có</label>
<input type="radio" id="r2" name="r" value="2"><label for="r2">Không</label>
<input type="checkbox" id="c" name="c" value="y"><label for="c">Tôi đồng ý</label>
<label for="t">Lý do</label><textarea id="t" name="t">
dòng 1</textarea>
<label for="f">Tệp</label><input type="file" id="f" name="f" multiple>
<button name="later" value="1">Lưu</button><button>Đi tiếp</button></form>
"""


@pytest.fixture
def robot() -> Robot:
    app = Flask("page")

    @app.get("/a/b")
    def form() -> str:
        return PAGE.replace(FORM, FIELDS)

    @app.post("/a/gui")
    def take() -> str:
        files = [f"{file.filename}={file.read().decode()}" for file in request.files.getlist("f")]
        said = [f"{name}={value}" for name, value in request.form.items(multi=True)]
        return PAGE.replace(FORM, f"<p>{' '.join(said + files)}</p>")

    return Robot(FlaskClient(app, response_wrapper=app.response_class))


def test_the_robot_fills_by_labels_and_presses_buttons(robot: Robot) -> None:
    robot.open("/a/b").fill("Họ và tên", "Y Moan").fill("Ngày", "7", group="Ngày cấp").fill("Tỉnh", "Đắk Lắk")
    robot.tick("Không").tick("Tôi đồng ý").attach("Tệp", ("a.jpg", b"A"), ("b.pdf", b"B"))
    assert robot.value("Lý do") == "dòng 1"
    robot.press("Đi tiếp")
    assert robot.path == "/a/gui"
    assert robot.words == "Đầu csrf_token=t n=Y Moan d= e=7 s=66 r=2 c=y t=dòng 1 a.jpg=A b.pdf=B Cổng"


def test_the_robot_sends_the_button_that_was_pressed(robot: Robot) -> None:
    robot.open("/a/b").press("Lưu")
    assert "later=1" in robot.words
    assert "c=y" not in robot.words


@pytest.mark.parametrize("label", ["Ngày", "Không có nhãn này"])
def test_the_robot_does_not_guess(robot: Robot, label: str) -> None:
    robot.open("/a/b")
    with pytest.raises(AssertionError):
        robot.fill(label, "1")
