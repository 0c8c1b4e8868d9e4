import io
from concurrent.futures import ThreadPoolExecutor

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from dvc.db import Database
from dvc.domain.actor import Actor
from dvc.models.dossier import Dossier
from dvc.models.outbox import OutboxMessage
from dvc.services import passwords, sessions
from tests.support.client import PageClient
from tests.support.dossiers import an_agency
from tests.support.filings import a_person, a_whole_draft, signed_in
from tests.support.robot import Robot

DECLARATION = "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"
TOKEN = "t" * 43


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.transaction() as session:
        return a_person(session)


@pytest.fixture
def whole(database: Database, actor: Actor) -> str:
    with database.transaction() as session:
        agency = an_agency(session, identifier_code="H15.24265")
        return f"/ho-so/{a_whole_draft(session, actor, agency_id=agency.id).id}"


@pytest.fixture
def ready(client: PageClient, database: Database, actor: Actor, whole: str) -> Robot:
    """Return the resident at the last page, all filled in."""
    robot = signed_in(client, database, actor, TOKEN).open(f"{whole}/nop")
    return robot.fill("Mã xác nhận", "ABCDE").tick(DECLARATION)


def form_of(robot: Robot) -> dict[str, str]:
    """Return what the browser would send of the page's form."""
    form = next(form for form in robot.root.iter("form") if (form.get("action") or "").endswith("/nop"))
    names = ("csrf_token", "key", "content", "captcha_id", "captcha")
    found = {one.get("name"): one.get("value", "") for one in form.iter("input")}
    return {name: str(found[name]) for name in names} | {"declared": "1"}


def filed(database: Database) -> list[str]:
    with database.reading() as session:
        return list(session.scalars(select(Dossier.code)))


def test_a_wrong_captcha_keeps_everything_and_draws_another(ready: Robot, database: Database) -> None:
    before = form_of(ready)
    ready.fill("Mã xác nhận", "WRONG").press("Nộp hồ sơ")
    after = form_of(ready)
    assert (ready.status, filed(database)) == (422, [])
    assert after["captcha_id"] != before["captcha_id"]
    assert after["key"] == before["key"]
    assert ready.value(DECLARATION) == "1"
    ready.fill("Mã xác nhận", "ABCDE").press("Nộp hồ sơ")
    assert ready.heading == "Đã nộp hồ sơ"


def test_without_the_declaration_nothing_is_filed_and_the_letters_stay_good(ready: Robot, database: Database) -> None:
    ready.tick(DECLARATION, on=False).press("Nộp hồ sơ")
    assert (ready.status, filed(database)) == (422, [])
    assert ready.errors == ["Hãy đánh dấu vào ô chịu trách nhiệm về lời khai, rồi nộp lại."]
    ready.fill("Mã xác nhận", "ABCDE").tick(DECLARATION).press("Nộp hồ sơ")
    assert ready.heading == "Đã nộp hồ sơ"


def test_another_picture_keeps_the_tick_and_shows_no_errors(ready: Robot) -> None:
    ready.press("Đổi hình khác")
    assert (ready.status, ready.errors) == (200, [])
    assert ready.value(DECLARATION) == "1"


def test_a_captcha_of_another_draft_is_refused(
    ready: Robot, database: Database, actor: Actor, client: PageClient
) -> None:
    with database.transaction() as session:
        agency = an_agency(session)
        other = f"/ho-so/{a_whole_draft(session, actor, agency_id=agency.id).id}"
    second = Robot(client).open(f"{other}/nop")
    mixed = {**form_of(second), "captcha_id": form_of(ready)["captcha_id"], "captcha": "ABCDE"}
    assert client.post(f"{other}/nop", data=mixed).status_code == 422
    assert filed(database) == []


def test_back_and_submit_again_shows_the_same_code(
    ready: Robot, client: PageClient, whole: str, database: Database
) -> None:
    form = form_of(ready)
    ready.press("Nộp hồ sơ")
    code = ready.words
    again = client.post(f"{whole}/nop", data=form)
    assert (again.status_code, again.headers["Location"]) == (303, f"{whole}/da-nop")
    assert ready.open(f"{whole}/nop").words == code
    assert ready.open(f"{whole}/to-khai/1").path == f"{whole}/da-nop"
    assert len(filed(database)) == 1


def test_fifty_presses_at_once_give_one_code_and_one_message(
    ready: Robot, app: Flask, whole: str, database: Database
) -> None:
    form = form_of(ready)

    def press(_: int) -> tuple[int, str]:
        client = app.test_client()
        client.set_cookie("dvc", TOKEN)
        response = client.post(f"{whole}/nop", data=form)
        return response.status_code, response.headers.get("Location", "")

    with ThreadPoolExecutor(10) as pool:
        answers = set(pool.map(press, range(50)))
    assert answers == {(303, f"{whole}/da-nop")}
    assert len(filed(database)) == 1
    with database.reading() as session:
        sent = select(func.count()).select_from(OutboxMessage).where(OutboxMessage.channel == "sms")
        assert session.scalar(sent) == 1


def test_what_changed_after_the_page_was_opened_is_not_filed_unseen(
    ready: Robot, client: PageClient, whole: str, database: Database
) -> None:
    Robot(client).open(f"{whole}/to-khai/5").fill("Số lượng bản sao", "9").press("Đồng ý và tiếp tục")
    ready.press("Nộp hồ sơ")
    assert (ready.status, filed(database)) == (422, [])
    ready.fill("Mã xác nhận", "ABCDE").tick(DECLARATION).press("Nộp hồ sơ")
    assert ready.heading == "Đã nộp hồ sơ"


@pytest.mark.parametrize("key", ["", "1", "x" * 500, "6fa459ea-ee8a-3ca4-894e-db77e160355e"])
def test_a_key_that_is_none_of_ours_is_refused(
    ready: Robot, client: PageClient, whole: str, database: Database, key: str
) -> None:
    assert client.post(f"{whole}/nop", data={**form_of(ready), "key": key}).status_code == 422
    assert filed(database) == []


def test_a_key_of_another_draft_files_nothing(
    ready: Robot, client: PageClient, database: Database, actor: Actor
) -> None:
    with database.transaction() as session:
        other = f"/ho-so/{a_whole_draft(session, actor).id}"
    taken = form_of(ready)["key"]
    ready.press("Nộp hồ sơ")
    second = Robot(client).open(f"{other}/nop").fill("Mã xác nhận", "ABCDE")
    assert client.post(f"{other}/nop", data={**form_of(second), "key": taken}).status_code == 409
    assert len(filed(database)) == 1


def test_the_qr_picture_opens_the_look_up_of_the_code(
    ready: Robot, client: PageClient, whole: str, database: Database
) -> None:
    ready.press("Nộp hồ sơ")
    picture = client.get(f"{whole}/ma-qr.png")
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.data)))
    assert [one.text for one in read] == [f"http://localhost/tra-cuu/{filed(database)[0]}"]
    assert ready.follow("Tra cứu hồ sơ này").status == 200


def test_the_code_is_shown_to_the_filer_only(ready: Robot, app: Flask, whole: str, database: Database) -> None:
    ready.press("Nộp hồ sơ")
    with database.transaction() as session:
        other = a_person(session)
    assert signed_in(app.test_client(), database, other, "o" * 43).open(f"{whole}/da-nop").status == 404
    assert Robot(app.test_client()).open(f"{whole}/da-nop").path == "/dang-nhap"


def test_before_filing_there_is_no_confirmation(ready: Robot, whole: str) -> None:
    assert ready.open(f"{whole}/da-nop").status == 404


def test_a_filed_draft_is_neither_changed_nor_deleted(ready: Robot, client: PageClient, whole: str) -> None:
    form = form_of(ready)
    ready.press("Nộp hồ sơ")
    for page in ("noi-nop", "nguoi-nop", "to-khai/1", "nhan-ket-qua"):
        response = client.post(f"{whole}/{page}", data={"csrf_token": form["csrf_token"]})
        assert response.headers["Location"] == f"{whole}/da-nop"
    assert client.post(f"{whole}/xoa", data={"csrf_token": form["csrf_token"]}).status_code == 409


def test_what_was_typed_when_the_session_ended_stands_there_after_signing_in(
    client: PageClient, database: Database
) -> None:
    with database.transaction() as session:
        actor = a_person(session, user_name="hen", password_hash=passwords.hashed("Buon-Ma-Thuot-2026"))
        whole = f"/ho-so/{a_whole_draft(session, actor).id}"
    robot = signed_in(client, database, actor, TOKEN).open(f"{whole}/to-khai/5").fill("Số lượng bản sao", "31")
    with database.transaction() as session:
        sessions.end(session, TOKEN)
    robot.press("Đồng ý và tiếp tục")
    assert robot.path == "/dang-nhap"
    robot.fill("Số điện thoại hoặc số định danh", "hen").fill("Mật khẩu", "Buon-Ma-Thuot-2026").press("Đăng nhập")
    assert robot.path == f"{whole}/to-khai/5"
    assert "Đã lấy lại" in robot.words
    assert robot.value("Số lượng bản sao") == "31"
    assert robot.press("Đồng ý và tiếp tục").status == 200
    assert robot.open(f"{whole}/to-khai/5").value("Số lượng bản sao") == "31"
