import time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from dvc import clock
from dvc.domain.fields.base import field_for
from dvc.domain.procedures import Question
from dvc.gateways.print.papers import AnswerRow, AnswerSection, AnswersPrint
from dvc.gateways.print.typst_pdf import print_paper
from dvc.web.typed_text import is_piled
from tests.security.stage import FILER, NOBODY, OFFICER, Stage, addresses, client_of, csrf

# Canonical order puts 0327 before 0301: each pair moves past all that stand before it.
PILE = "a" + "\u0301\u0327" * 200_000
HOSTILE = {
    "traps": "'\"><script>alert(1)</script>{{7*7}}{%x%}#eval(1)\\../..%00%n${x}\u202e",
    "controls": "a\x00b\x01\r\nBcc: evil@example.com\r\n\r\nx\ud7ff\ufdd0\U0010ffff",
    "digits": "9" * 5000,
    "far year": "99999999999",
    "negative": "-1",
    "unicode digits": "\u0663\u06f4\uff15\u2460",
    "one mark": "\u0301",
    "long": "ơ" * 20_000,
    "like": "%_%_*?[a-z]",
    "json": "[" * 5000,
}
NAMES = (
    "name", "password", "old_password", "full_name", "id_number", "phone", "code", "query", "captcha", "captcha_id",
    "key", "content", "declared", "for_whom", "agency", "filing_agency", "case", "method", "receiver", "post_address",
    "email", "address", "document_kind", "document_issuer", "document_date-day", "document_date-month",
    "document_date-year", "birth_date-day", "birth_date-month", "birth_date-year", "so_luong", "nyc_ho_ten", "rev",
    "reason", "case_key", "until-day", "until-month", "until-year", "di", "round", "tep", "upload", "_co", "_chon",
    "_them", "_xoa", "owner_id_number", "finding-giay-to-cu-tru", "words-giay-to-cu-tru", "tick-giay-to-cu-tru",
)  # fmt: skip


@pytest.fixture
def hardened(app: Flask) -> Flask:
    """Answer faults as in production, and look at nothing but them: what is echoed may be no HTML."""
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.test_client_class = FlaskClient
    return app


@pytest.mark.parametrize("who", [NOBODY, FILER, OFFICER])
def test_nothing_that_is_typed_makes_a_fault(hardened: Flask, stage: Stage, who: str) -> None:
    client = client_of(hardened, stage, who)
    token = csrf(client)
    # None of the three is let near /quan-tri (test_access); what administrators type has its own tests.
    others = ("/dang-xuat", "/quan-tri")
    posts = [path for path in addresses(hardened, stage, "POST") if not path.startswith(others)]
    for kind, text in HOSTILE.items():
        for path in posts:
            answer = client.post(path, data={**dict.fromkeys(NAMES, text), "csrf_token": token})
            assert answer.status_code < 500, f"{path}: {kind}"
            assert "<script>alert" not in answer.get_data(as_text=True), path


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/%00",
        "/static/x/" + "a" * 300,
        "/static/x/..%2f..%2fapp.py",
        "/tra-cuu/%00",
        "/thu-tuc/%ff%00",
        "/thu-tuc?q=%00%ff%ed%a0%80",
        "/mot-cua/hang-doi?sau=" + "9" * 5000,
        "/mot-cua/hang-doi?loai=%00",
        "/mot-cua/ho-so/" + "9" * 5000,
        "/ca-nhan/ho-so/%F0%9F%98%80",
        "/ho-so/00000000-0000-7000-8000-000000000000/to-khai/" + "9" * 5000,
        "/ma-xac-nhan/ffffffff-ffff-7fff-bfff-ffffffffffff.png",
        "/ma-xac-nhan/ffffffff-ffff-7fff-bfff-ffffffffffff.wav",
    ],
)
def test_no_address_makes_a_fault(hardened: Flask, stage: Stage, path: str) -> None:
    for who in (NOBODY, FILER, OFFICER):
        assert client_of(hardened, stage, who).get(path).status_code < 500, f"{path}: {who}"


@pytest.mark.parametrize("value", ["\xff\xfe", "a" * 5000, "", ";;;", "%00", "ê"])
def test_no_cookie_makes_a_fault(hardened: Flask, value: str) -> None:
    assert hardened.test_client().get("/", headers={"Cookie": f"dvc={value}"}).status_code == 200


@pytest.mark.parametrize("path", ["/dang-nhap", "/dang-ky", "/quen-mat-khau", "/tra-cuu"])
def test_a_pile_of_marks_does_not_keep_the_portal_busy(app: Flask, path: str) -> None:
    client = app.test_client()
    fields = dict.fromkeys(("name", "password", "full_name", "query"), "x") | {"csrf_token": csrf(client)}
    for hidden in fields.keys() - {"csrf_token"}:
        began = time.process_time()
        assert client.post(path, data={**fields, hidden: PILE}).status_code == 413, hidden
        assert time.process_time() - began < 5, "the marks were sorted"


@pytest.mark.parametrize("piece", ["\u0301\u0327", "\u0f73", "\uff9e\u0301", "\u0344"])
def test_marks_in_any_disguise_are_a_pile(piece: str) -> None:
    assert is_piled("a" + piece * 31)
    assert not is_piled("a" + piece)


def test_what_people_write_is_no_pile() -> None:
    assert not is_piled("Y Moan Êñuôl, H' Hen Niê, Nguyễn Thị Ước, ស្រី, " * 200)


@pytest.mark.parametrize("letter", ["王", "😀", "\ue000", "\u0378", "\x07"])
def test_no_letter_in_a_name_keeps_the_desk_from_printing(letter: str) -> None:
    row = AnswerRow("Họ và tên", f"H' Hen {letter}")
    paper = AnswersPrint(
        title="Tờ khai",
        to="UBND xã Ea Kiết",
        code="H15.24265-261124-0001",
        lookup_url="https://dvc.example.vn/tra-cuu/H15.24265-261124-0001",
        filer=f"H' Hen {letter}",
        filed=clock.now(),
        sections=(AnswerSection("Người yêu cầu", (row,)),),
    )
    assert print_paper(paper).startswith(b"%PDF")


def test_an_answer_cannot_turn_the_words_that_an_officer_reads() -> None:
    for kind in ("text", "textarea"):
        question = Question(key="x", label="Nơi ở", type=kind)
        assert field_for(question).read({"": "Buôn \u202eoac\u202c Ja\u2066"}) == "Buôn oac Ja"
