import io
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from dvc.app import create_app
from dvc.config import Settings
from dvc.db import Database
from dvc.domain.actor import Role
from dvc.models.dossier import Dossier, IssuedPaper
from dvc.services import uploads
from tests.support.client import PageClient
from tests.support.desks import EFORM, HOME_KEY, HOME_PAPER, PNG, Desk, a_desk, a_filed_dossier, an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import signed_in
from tests.support.robot import Robot


@pytest.fixture
def desk(database: Database) -> Desk:
    with database.transaction() as session:
        return a_desk(session)


@pytest.fixture
def officer(app: Flask, database: Database, desk: Desk) -> Robot:
    client = app.test_client()
    assert isinstance(client, PageClient)
    return signed_in(client, database, desk.officer, "o" * 43)


def judged(officer: Robot, desk: Desk, finding: str = "Đạt") -> Robot:
    officer.open(f"/mot-cua/ho-so/{desk.code}")
    return officer.tick("Đạt", group=EFORM).tick(finding, group=HOME_PAPER)


def test_the_desk_accepts_a_dossier_and_both_sides_hold_the_receipt(officer: Robot, desk: Desk) -> None:
    officer.open("/mot-cua")
    assert officer.path == "/mot-cua/hang-doi"
    officer.follow(desk.code)
    judged(officer, desk).press("Tiếp nhận")
    assert officer.heading == "Tiếp nhận hồ sơ?"
    officer.press("Tiếp nhận hồ sơ")
    assert (officer.status, officer.path) == (200, f"/mot-cua/ho-so/{desk.code}")
    assert "Được tiếp nhận" in officer.words
    officer.follow("Giấy tiếp nhận hồ sơ và hẹn trả kết quả")
    assert officer.came.body.startswith(b"%PDF")


def test_a_failing_paper_is_asked_for_and_answered_on_one_page(
    officer: Robot, app: Flask, database: Database, desk: Desk
) -> None:
    judged(officer, desk, "Mờ, không đọc được").fill("Cần sửa gì, nói rõ: " + HOME_PAPER, "Chụp lại cả bốn góc")
    officer.press("Yêu cầu bổ sung")
    assert officer.heading == "Yêu cầu bổ sung?"
    officer.fill("Lý do yêu cầu bổ sung", "Ảnh mờ nên không đọc được").press("Gửi yêu cầu bổ sung")
    assert "Chờ người dân bổ sung" in officer.words

    resident = signed_in(app.test_client(), database, desk.filer, "r" * 43).open(f"/ca-nhan/ho-so/{desk.code}")
    resident.follow("Bổ sung")
    assert HOME_PAPER in resident.words
    assert EFORM not in resident.words
    resident.press("Gửi bổ sung")
    assert resident.status == 422
    resident.tick("Kèm tệp").press("Gửi bổ sung")
    assert resident.path.endswith(f"/bo-sung/{HOME_KEY}")
    resident.attach("Chụp ảnh hoặc chọn tệp", ("so-ho-khau.png", PNG)).press("Gửi tệp")
    assert "so-ho-khau.png" in resident.words
    resident.follow("Xong giấy này").press("Gửi bổ sung")
    assert resident.path == f"/ca-nhan/ho-so/{desk.code}"
    assert "chờ tiếp nhận" in resident.words

    officer.open(f"/mot-cua/ho-so/{desk.code}")
    assert "so-ho-khau.png" in officer.words
    officer.tick("Đạt", group=HOME_PAPER).press("Tiếp nhận").press("Tiếp nhận hồ sơ")
    assert "Được tiếp nhận" in officer.words


def visitor(app: Flask) -> PageClient:
    made = app.test_client()
    assert isinstance(made, PageClient)
    return made


def posted(officer: Robot) -> dict[str, str]:
    """Return what the page's main form would send."""
    form = next(form for form in officer.root.iter("form") if "/ho-so/" in (form.get("action") or ""))
    return {str(one.get("name")): str(one.get("value", "")) for one in form.iter("input") if one.get("name")}


def test_a_resident_and_a_visitor_see_nothing_of_the_desk(app: Flask, database: Database, desk: Desk) -> None:
    addresses = ["/mot-cua", "/mot-cua/hang-doi"]
    parts = ("", "/tiep-nhan", "/yeu-cau-bo-sung", "/tu-choi", "/to-khai.pdf", "/tep.zip")
    addresses += [f"/mot-cua/ho-so/{desk.code}{part}" for part in parts]
    resident = visitor(app)
    signed_in(resident, database, desk.filer, "r" * 43)
    for address in addresses:
        assert visitor(app).get(address).headers["Location"] == "/dang-nhap"
        assert resident.get(address).status_code == 403


def test_another_agencys_dossier_looks_like_none(app: Flask, database: Database, desk: Desk) -> None:
    with database.transaction() as session:
        other = an_officer(session, an_agency(session))
    stranger = signed_in(visitor(app), database, other, "x" * 43)
    token = posted_token(stranger)
    for code in (desk.code, "H15.99999-261124-0001", "khong-phai-ma"):
        for part in ("", "/tiep-nhan", "/tu-choi", "/to-khai.pdf", "/tep.zip"):
            assert stranger.open(f"/mot-cua/ho-so/{code}{part}").status == 404
    client = app.test_client()
    client.set_cookie("dvc", "x" * 43)
    for part in ("ket-luan", "tiep-nhan", "tu-choi"):
        sent = {"csrf_token": token, "rev": "1", "key": "k", "reason": "x"}
        assert client.post(f"/mot-cua/ho-so/{desk.code}/{part}", data=sent).status_code == 404


def posted_token(robot: Robot) -> str:
    robot.open("/mot-cua/hang-doi")
    return next(str(one.get("value")) for one in robot.root.iter("input") if one.get("name") == "csrf_token")


def test_an_empty_queue_says_so(app: Flask, database: Database) -> None:
    with database.transaction() as session:
        lonely = an_officer(session, an_agency(session))
    robot = signed_in(visitor(app), database, lonely).open("/mot-cua")
    assert "Hồ sơ mới nộp sẽ nằm ở đây" in robot.words


def test_a_search_finds_by_name_and_by_code_without_writing_it_into_the_address(officer: Robot, desk: Desk) -> None:
    officer.open("/mot-cua/hang-doi").fill("Tìm hồ sơ", "hen nie").press("Tìm")
    assert (officer.path, officer.status) == ("/mot-cua/tim", 200)
    assert desk.code in officer.words
    assert "066190001234" not in officer.words
    officer.fill("Tìm hồ sơ", desk.code.lower().replace("-", " - ")).press("Tìm")
    assert officer.path == f"/mot-cua/ho-so/{desk.code}"
    for nobodys in ("Nguyễn Không Có", "H15.99999-261124-0001"):
        officer.open("/mot-cua/hang-doi").fill("Tìm hồ sơ", nobodys).press("Tìm")
        assert "Không thấy hồ sơ nào" in officer.words
    officer.fill("Tìm hồ sơ", " ").press("Tìm")
    assert (officer.status, officer.errors) == (422, ["Hãy viết mã hồ sơ, họ tên hoặc số định danh."])


def test_accepting_asks_for_a_verdict_on_every_paper_and_keeps_what_was_typed(officer: Robot, desk: Desk) -> None:
    officer.open(f"/mot-cua/ho-so/{desk.code}").tick("Khác", group=HOME_PAPER).press("Tiếp nhận")
    assert officer.status == 422
    assert officer.errors == ["Chọn «Khác» thì hãy viết rõ cần làm gì."]
    officer.fill(f"Cần sửa gì, nói rõ: {HOME_PAPER}", "Nộp bản mới").press("Tiếp nhận")
    assert officer.errors == [f"Hãy chọn kết luận: {EFORM}."]
    assert officer.value(f"Cần sửa gì, nói rõ: {HOME_PAPER}") == "Nộp bản mới"
    officer.tick("Đạt", group=EFORM).press("Tiếp nhận")
    assert officer.errors == [
        f"Chưa đạt nên chưa tiếp nhận được: {HOME_PAPER}. Hãy yêu cầu bổ sung, hoặc sửa kết luận."
    ]


def test_a_supplement_wants_something_that_fails_and_a_reason(officer: Robot, desk: Desk) -> None:
    judged(officer, desk).press("Yêu cầu bổ sung")
    assert officer.errors == ["Mọi giấy đều đạt nên không có gì để yêu cầu bổ sung."]
    judged(officer, desk, "Thiếu").press("Yêu cầu bổ sung").fill("Năm", "99").press("Gửi yêu cầu bổ sung")
    assert officer.errors == ["Ngày này chưa đúng. Hãy viết đủ ngày, tháng, năm, hoặc để trống."]
    officer.fill("Năm", "").press("Gửi yêu cầu bổ sung")
    assert officer.errors == ["Hãy viết lý do để người dân hiểu và làm theo được."]


def test_a_second_click_shows_the_same_receipt(officer: Robot, app: Flask, database: Database, desk: Desk) -> None:
    judged(officer, desk).press("Tiếp nhận")
    sent = posted(officer)
    client = app.test_client()
    client.set_cookie("dvc", "o" * 43)
    for _ in range(2):
        answer = client.post(f"/mot-cua/ho-so/{desk.code}/tiep-nhan", data=sent)
        assert answer.status_code == 303
    with database.reading() as session:
        assert session.scalars(select(IssuedPaper.kind)).all() == ["receipt_slip"]


def test_a_stale_page_is_told_what_changed(officer: Robot, app: Flask, database: Database, desk: Desk) -> None:
    with database.transaction() as session:
        second = an_officer(session, desk.agency, Role.ADMINISTRATOR, "Đỗ Thị Quản")
    other = judged(signed_in(visitor(app), database, second, "s" * 43), desk)
    judged(officer, desk).press("Lưu kết luận, làm tiếp sau")
    other.press("Tiếp nhận")
    assert other.status == 409
    assert "Đã ghi kết luận về giấy tờ: Trần Thị Tiếp" in other.words
    other.follow("Mở lại hồ sơ")
    assert other.path == f"/mot-cua/ho-so/{desk.code}"


def test_an_officer_who_does_not_receive_reads_only(app: Flask, database: Database, desk: Desk) -> None:
    with database.transaction() as session:
        leader = an_officer(session, desk.agency, Role.LEADER, "Phạm Văn Ký")
    robot = signed_in(visitor(app), database, leader, "l" * 43)
    token = posted_token(robot)
    robot.open(f"/mot-cua/ho-so/{desk.code}")
    assert robot.buttons() == []
    client = app.test_client()
    client.set_cookie("dvc", "l" * 43)
    for part in ("ket-luan", "tiep-nhan", "yeu-cau-bo-sung", "tu-choi"):
        answer = client.post(f"/mot-cua/ho-so/{desk.code}/{part}", data={"csrf_token": token, "rev": "1"})
        assert answer.status_code == 403


def test_an_officers_own_dossier_has_no_buttons_for_him(officer: Robot, database: Database, desk: Desk) -> None:
    with database.transaction() as session:
        own = a_filed_dossier(session, desk.agency, desk.officer).code
    officer.open(f"/mot-cua/ho-so/{own}")
    assert officer.buttons() == []
    assert "cán bộ khác xem xét" in officer.words


def test_a_refusal_is_confirmed_with_its_reason(officer: Robot, desk: Desk) -> None:
    officer.open(f"/mot-cua/ho-so/{desk.code}").press("Từ chối").press("Từ chối hồ sơ")
    assert officer.status == 422
    officer.fill("Lý do từ chối", "Không thuộc thẩm quyền của xã").press("Từ chối hồ sơ")
    assert "Không được tiếp nhận" in officer.words
    assert "Phiếu từ chối tiếp nhận giải quyết hồ sơ" in officer.words


def test_files_and_form_are_taken_along_as_attachments(app: Flask, database: Database, desk: Desk) -> None:
    kept = uploads.keep("so.png", PNG)
    with database.transaction() as session:
        uploads.add(session, session.scalars(select(Dossier)).one(), uploads.Place(HOME_KEY), kept)
    client = app.test_client()
    signed_in(client, database, desk.officer, "o" * 43)
    with client.get(f"/mot-cua/ho-so/{desk.code}/tep.zip") as answer:
        with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
            assert [archive.read(name) for name in archive.namelist()] == [PNG]
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Cache-Control"] == "no-store"
    with client.get(f"/mot-cua/ho-so/{desk.code}/to-khai.pdf") as answer:
        assert answer.data.startswith(b"%PDF")
        assert answer.headers["Cache-Control"] == "no-store"


def test_production_says_at_start_that_officers_have_no_second_factor(
    environment: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    real = {
        "DVC_ENV": "production",
        "DVC_PUBLIC_URL": "https://dichvucong.example.vn",
        "DVC_SMS_URL": "https://sms.example.vn/send",
        "DVC_LOG": str(log),
    }
    kept = {name: value for name, value in environment.items() if name != "DVC_CAPTCHA_ANSWER"}
    create_app(Settings.from_environ(kept | real)).extensions["dvc_database"].close()
    assert "chưa có bước xác thực thứ hai" in log.read_text(encoding="utf-8")
