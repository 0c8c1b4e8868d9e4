"""Looking up: through the page, as anybody does (decisions: 11)."""

from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from dvc import clock
from dvc.db import Database
from dvc.models.dossier import Dossier
from tests.support import filed
from tests.support.client import PageClient
from tests.support.filed import HOTLINE, Filing
from tests.support.robot import Robot

NUMBER = "066185001234"
CODE = "H15.24265-261124-0001"
NAME = "Y Moan Êñuôl"
FIELD = "Mã hồ sơ hoặc số định danh"
BUTTON = "Tra cứu hồ sơ"


@pytest.fixture(autouse=True)
def token(database: Database) -> str:
    """File one dossier; return the session of its owner."""
    with database.transaction() as session:
        me = filed.person(session, NAME, NUMBER)
        filed.dossier(session, 1, Filing(me, me, ((NUMBER, "owner"), (NUMBER, "filer_self"))))
        return filed.sign_in(session, me)


def ask(browse: Robot, typed: str, letters: str = "abcde") -> Robot:
    browse.open("/tra-cuu").fill(FIELD, typed).fill("Mã xác nhận", letters)
    return browse.press(BUTTON)


@pytest.mark.parametrize("typed", [CODE, "h15.24265 261124 0001", "  H15.24265 - 261124 - 0001 "])
def test_a_code_leads_to_its_address_and_shows_state_date_and_desk_only(browse: Robot, typed: str) -> None:
    ask(browse, typed)
    assert browse.path == f"/tra-cuu/{CODE}"
    assert browse.heading == "Mới đăng ký – chờ tiếp nhận"
    assert CODE in browse.words
    assert HOTLINE in browse.words
    assert "Bộ phận Một cửa xã Ea Kuêh" in browse.words
    for secret in (NAME, NUMBER, "khai sinh"):
        assert secret not in browse.words


def test_a_code_in_the_address_only_fills_the_form_until_the_letters_are_copied(browse: Robot) -> None:
    browse.open(f"/tra-cuu/{CODE.lower()}")
    assert browse.heading == BUTTON
    assert browse.value(FIELD) == CODE
    browse.fill("Mã xác nhận", "abcde").press(BUTTON)
    assert browse.heading == "Mới đăng ký – chờ tiếp nhận"


def test_the_grant_is_for_one_code_and_ten_minutes(browse: Robot) -> None:
    ask(browse, CODE)
    assert browse.open("/tra-cuu/H15.24265-261124-0002").heading == BUTTON
    assert browse.open(f"/tra-cuu/{CODE}").heading != BUTTON
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        assert browse.open(f"/tra-cuu/{CODE}").heading == BUTTON


def test_an_id_number_shows_last_digits_and_state_where_it_was_posted(browse: Robot) -> None:
    ask(browse, "066 185 001 234")
    assert browse.path == "/tra-cuu"
    assert "số cuối 0001" in browse.words
    assert "Mới đăng ký" in browse.words
    assert CODE not in browse.words
    assert NAME not in browse.words


def test_an_unknown_number_and_code_are_told_plainly(browse: Robot) -> None:
    assert "Không có hồ sơ nào đứng tên số này" in ask(browse, "066000000000").words
    assert ask(browse, "H15.24265-261124-9999").heading == "Không thấy hồ sơ"


@pytest.mark.parametrize(
    ("typed", "letters", "told"),
    [
        ("", "abcde", "Hãy viết mã hồ sơ hoặc số định danh."),
        ("06618500123", "abcde", "Số định danh có 12 chữ số. Ông/bà đã viết 11."),
        ("abc", "abcde", "Mã hồ sơ có dạng"),
        (CODE, "", "Hãy chép lại 5 chữ"),
        (CODE, "XXXXX", "Mã xác nhận chưa đúng"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(browse: Robot, typed: str, letters: str, told: str) -> None:
    ask(browse, typed, letters)
    assert browse.status == 422
    assert len(browse.errors) == 1
    assert browse.errors[0].startswith(told)
    assert browse.value(FIELD) == typed


def test_another_picture_comes_by_a_button_and_keeps_what_was_typed(browse: Robot) -> None:
    browse.open("/tra-cuu").fill(FIELD, CODE).press("Đổi hình khác")
    assert browse.status == 200
    assert browse.errors == []
    assert browse.value(FIELD) == CODE


def test_letters_work_once(browse: Robot) -> None:
    browse.open("/tra-cuu").fill(FIELD, "066000000000").fill("Mã xác nhận", "abcde")
    page, came = browse.root, browse.came
    browse.press(BUTTON)
    browse.root, browse.came = page, came  # Back
    assert browse.press(BUTTON).status == 422


def test_ten_misses_of_a_number_hold_that_number_back_and_no_other(browse: Robot) -> None:
    for _ in range(10):
        assert ask(browse, "066000000000").status == 200
    assert ask(browse, "066000000000").status == 429
    assert ask(browse, NUMBER).status == 200


def test_a_number_that_is_found_is_never_held_back(browse: Robot) -> None:
    for _ in range(12):
        assert ask(browse, NUMBER).status == 200


def test_its_owner_is_led_to_his_own_page_and_others_are_not(app: Flask, database: Database, token: str) -> None:
    owner, other = app.test_client(), app.test_client()
    owner.set_cookie("dvc", token)
    with database.transaction() as session:
        other.set_cookie("dvc", filed.sign_in(session, filed.person(session, "H' Hen Niê")))
    assert owner.get(f"/tra-cuu/{CODE}").headers["Location"] == f"/ca-nhan/ho-so/{CODE}"
    seen = [other.get(f"/tra-cuu/H15.24265-261124-{number}") for number in ("0001", "9999")]
    assert [page.status_code for page in seen] == [200, 200]


def test_htmx_gets_the_result_at_once_and_its_address(client: PageClient) -> None:
    robot = Robot(client)
    robot.open("/tra-cuu").fill(FIELD, CODE).fill("Mã xác nhận", "abcde")
    form = next(form for form in robot.root.iter("form") if form.get("method") == "post")
    data = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    response = client.post("/tra-cuu", data=data, headers={"HX-Request": "true"})
    assert response.headers["HX-Push-Url"] == f"/tra-cuu/{CODE}"
    assert response.get_data(as_text=True).startswith('<div id="step"')


def test_nothing_of_a_look_up_is_kept_by_the_browser(browse: Robot, client: PageClient) -> None:
    ask(browse, CODE)
    for path in ("/tra-cuu", f"/tra-cuu/{CODE}"):
        assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_appointed_date_is_shown_or_said_to_be_missing(browse: Robot, database: Database) -> None:
    with database.transaction() as session:
        session.query(Dossier).one().due_at = None
    assert "chưa hẹn" in ask(browse, CODE).words
