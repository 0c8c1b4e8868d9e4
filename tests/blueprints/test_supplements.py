import pytest
from flask import Flask
from sqlalchemy import select

from dvc.db import Database
from dvc.domain.actor import Actor, Capacity
from dvc.models.dossier import Dossier, IssuedPaper
from dvc.models.upload import Upload
from tests.support.client import PageClient
from tests.support.desks import EFORM, HOME_KEY, HOME_PAPER, PNG, Desk, a_desk
from tests.support.dossiers import an_account
from tests.support.filings import signed_in
from tests.support.robot import Robot

WRITE_AGAIN = "Chỗ cần sửa, viết lại cho đúng"


@pytest.fixture
def desk(database: Database) -> Desk:
    with database.transaction() as session:
        return a_desk(session)


def visitor(app: Flask) -> PageClient:
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


@pytest.fixture
def resident(app: Flask, database: Database, desk: Desk) -> Robot:
    return signed_in(visitor(app), database, desk.filer, "r" * 43)


@pytest.fixture
def asked(app: Flask, database: Database, desk: Desk) -> str:
    """Ask for the e-form and one paper, and return the address of the answer."""
    officer = signed_in(visitor(app), database, desk.officer, "o" * 43).open(f"/mot-cua/ho-so/{desk.code}")
    officer.tick("Sai mẫu", group=EFORM).tick("Thiếu", group=HOME_PAPER).press("Yêu cầu bổ sung")
    officer.fill("Lý do yêu cầu bổ sung", "Thiếu giấy").fill("Ngày", "31").fill("Tháng", "12").fill("Năm", "2099")
    officer.press("Gửi yêu cầu bổ sung")
    return f"/ca-nhan/ho-so/{desk.code}/bo-sung"


def state_of(database: Database) -> str:
    with database.reading() as session:
        return session.scalars(select(Dossier.state)).one()


def test_the_page_tells_the_reason_the_day_and_keeps_what_was_typed(resident: Robot, asked: str) -> None:
    resident.open(asked)
    assert "Thiếu giấy" in resident.words
    assert "31/12/2099" in resident.words
    resident.fill(WRITE_AGAIN, "Số nhà 12").press("Gửi bổ sung")
    assert resident.status == 422
    assert len(resident.errors) == 1
    assert resident.value(WRITE_AGAIN) == "Số nhà 12"
    assert resident.open(asked).value(WRITE_AGAIN) == "Số nhà 12"


def test_choosing_files_first_loses_nothing(resident: Robot, database: Database, asked: str) -> None:
    resident.open(asked).fill(WRITE_AGAIN, "Số nhà 12").press("Gửi tệp")
    assert resident.path == f"{asked}/{HOME_KEY}"
    resident.attach("Chụp ảnh hoặc chọn tệp", ("so.png", PNG), ("virus.exe", b"MZ")).press("Gửi tệp")
    assert resident.status == 422
    assert "virus.exe" in resident.errors[0]
    assert "Đã nhận 1 tệp" in resident.words
    resident.press("Bỏ tệp này")
    assert "Đã nhận" not in resident.words
    resident.attach("Chụp ảnh hoặc chọn tệp", ("so.png", PNG)).press("Gửi tệp").follow("Xong giấy này")
    resident.press("Gửi bổ sung")
    assert state_of(database) == "submitted"
    with database.reading() as session:
        assert session.scalars(select(Upload.round)).all() == [1]


def test_an_answer_sent_twice_leads_to_the_dossier(resident: Robot, desk: Desk, asked: str) -> None:
    resident.open(asked).fill(WRITE_AGAIN, "Số nhà 12").tick("Mang bản giấy đến")
    resident.press("Gửi bổ sung")
    assert resident.path == f"/ca-nhan/ho-so/{desk.code}"
    assert resident.open(asked).path == f"/ca-nhan/ho-so/{desk.code}"
    assert resident.open(f"{asked}/{HOME_KEY}").path == f"/ca-nhan/ho-so/{desk.code}"


def test_nobody_else_sees_or_answers(app: Flask, database: Database, asked: str, desk: Desk) -> None:
    with database.transaction() as session:
        stranger = Actor(an_account(session).id, Capacity.SELF)
        paper = session.scalars(select(IssuedPaper.id)).one()
    robot = signed_in(visitor(app), database, stranger, "x" * 43)
    for address in (asked, f"{asked}/{HOME_KEY}", f"/ca-nhan/ho-so/{desk.code}/rut", f"/giay/{paper}.pdf"):
        assert robot.open(address).status == 404
        assert visitor(app).get(address).headers["Location"] == "/dang-nhap"


def test_only_papers_of_the_request_take_files(resident: Robot, asked: str) -> None:
    for key in ("to-khai-dien-tu", "van-ban-uy-quyen", "la"):
        assert resident.open(f"{asked}/{key}").status == 404


def test_withdrawing_is_confirmed_and_told(resident: Robot, database: Database, desk: Desk) -> None:
    resident.open(f"/ca-nhan/ho-so/{desk.code}").fill("Vì sao rút? (không bắt buộc)", "Nộp nhầm").press("Rút hồ sơ")
    assert resident.heading == "Rút hồ sơ này?"
    assert resident.value("Vì sao rút? (không bắt buộc)") == "Nộp nhầm"
    assert state_of(database) == "submitted"
    resident.press("Rút hồ sơ")
    assert resident.path == f"/ca-nhan/ho-so/{desk.code}"
    assert "Đã rút hồ sơ" in resident.words
    assert state_of(database) == "withdrawn"
    assert resident.open(f"/ca-nhan/ho-so/{desk.code}/rut").status == 409


def test_a_reason_that_is_too_long_is_kept_and_said(resident: Robot, database: Database, desk: Desk) -> None:
    resident.open(f"/ca-nhan/ho-so/{desk.code}/rut")
    resident.fill("Vì sao rút? (không bắt buộc)", "a" * 1001).press("Rút hồ sơ")
    assert (resident.status, state_of(database)) == (422, "submitted")
    assert resident.errors == ["Chỗ này viết được nhiều nhất 1000 chữ. Đã viết 1001."]


def test_htmx_gets_the_step_and_is_led_on(resident: Robot, app: Flask, asked: str) -> None:
    resident.open(asked)
    token = next(str(one.get("value")) for one in resident.root.iter("input") if one.get("name") == "csrf_token")
    client = visitor(app)
    client.set_cookie("dvc", "r" * 43)
    sent = {"csrf_token": token, "round": "1", "why-to-khai-dien-tu": "Số nhà 12", "tep": HOME_KEY}
    answer = client.post(asked, data=sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Push-Url"]) == (200, f"{asked}/{HOME_KEY}")
    sent = {"csrf_token": token, "round": "7"}
    assert client.post(asked, data=sent, headers={"HX-Request": "true"}).status_code == 409
