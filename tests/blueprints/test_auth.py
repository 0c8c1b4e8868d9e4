"""Registering, signing in and out, forgotten passwords, one's own data: through the pages, as a person does."""

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from dvc import clock
from dvc.blueprints.auth.views import WRONG
from dvc.db import Database
from dvc.models.account import Account
from dvc.models.ledger import LedgerEntry
from dvc.models.outbox import OutboxMessage
from dvc.models.session import WebSession
from dvc.services import one_time_codes
from dvc.web.signing_in import same_site
from tests.support.robot import Robot

PASSWORD = "Buon Ho 2026!"
PERSON = {
    "Họ và tên": "H' Hen Niê",
    "Số định danh cá nhân": "066 185 001 234",
    "Ngày": "5",
    "Tháng": "11",
    "Năm": "1985",
    "Số điện thoại di động": "0912 345 678",
}


@pytest.fixture
def messages(database: Database) -> Callable[[], list[str]]:
    def texts() -> list[str]:
        with database.reading() as session:
            rows = session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at, OutboxMessage.id))
            return [row.content["text"] for row in rows]

    return texts


Messages = Callable[[], list[str]]


def code_in(text: str) -> str:
    found = re.search(r"[A-Z]{3}-\d{6}", text)
    assert found is not None, text
    return found[0]


def begin(browse: Robot, *, own: bool = True, changes: dict[str, str] | None = None) -> Robot:
    browse.open("/dang-ky")
    for label, text in {**PERSON, **(changes or {})}.items():
        browse.fill(label, text)
    if own:
        browse.tick("Số này là của tôi")
    return browse.press("Đồng ý và tiếp tục")


def register(browse: Robot, messages: Messages, *, own: bool = True) -> Robot:
    begin(browse, own=own)
    browse.fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
    return browse.fill("Mật khẩu mới", PASSWORD).press("Đăng ký")


def test_a_person_registers_and_is_signed_in(browse: Robot, messages: Messages, database: Database) -> None:
    register(browse, messages)
    assert browse.path == "/ca-nhan"
    with database.reading() as session:
        account = session.scalars(select(Account)).one()
        assert (account.full_name, account.id_number, account.phone) == ("H' Hen Niê", "066185001234", "0912345678")
        assert (account.id_proved, account.phone_owned) == (False, True)
        events = list(session.scalars(select(LedgerEntry.event).order_by(LedgerEntry.seq)))
        assert events == ["account.registered", "account.signed_in"]


def sign_in(browse: Robot, name: str = "0912345678", password: str = PASSWORD) -> Robot:
    browse.open("/dang-nhap").fill("Số điện thoại hoặc số định danh", name)
    return browse.fill("Mật khẩu", password).press("Đăng nhập")


def visitor(app: Flask, address: str = "127.0.0.1") -> Robot:
    """Return another person's browser, from another address if need be."""
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = address
    return Robot(client)


def is_in(browse: Robot) -> bool:
    return browse.open("/ca-nhan/thong-tin").path == "/ca-nhan/thong-tin"


def test_a_phone_with_an_account_is_told_so_and_the_page_looks_the_same(
    app: Flask, browse: Robot, messages: Messages
) -> None:
    first = begin(browse)
    page = re.sub(r"[A-Z]{3}\b", "", first.words)
    browse.fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
    browse.fill("Mật khẩu mới", PASSWORD).press("Đăng ký")
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        second = begin(visitor(app))
        assert second.path == "/dang-ky/ma"
        assert re.sub(r"[A-Z]{3}\b", "", second.words) == page
        assert len(messages()) == 2
        assert "da co tai khoan" in messages()[-1]
        assert re.search(r"\d{6}", messages()[-1]) is None
        second.fill("Mã trong tin nhắn", "123456").press("Đồng ý và tiếp tục")
        assert second.errors == ["Mã chưa đúng. Ông/bà xem lại tin nhắn; còn 4 lần thử."]


def test_a_borrowed_number_is_a_contact_and_its_writer_signs_in_by_his_id_number(
    app: Flask, browse: Robot, messages: Messages
) -> None:
    register(browse, messages, own=False)
    assert browse.path == "/ca-nhan"
    assert sign_in(visitor(app), "066 185 001 234").path == "/ca-nhan"
    refused = sign_in(visitor(app), "0912345678")
    assert (refused.status, refused.errors) == (422, [WRONG])


def test_an_account_is_made_only_after_the_password(browse: Robot, messages: Messages, database: Database) -> None:
    begin(browse).fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
    assert browse.path == "/dang-ky/mat-khau"
    with database.reading() as session:
        assert session.scalars(select(Account)).all() == []


def test_the_password_page_is_not_reached_without_the_code(browse: Robot) -> None:
    begin(browse)
    assert browse.open("/dang-ky/mat-khau").path == "/dang-ky"


def test_five_wrong_codes_use_a_code_up(browse: Robot, messages: Messages) -> None:
    begin(browse)
    right = code_in(messages()[-1])
    wrong = f"{(int(right[4:]) + 1) % 1_000_000:06}"
    for _ in range(5):
        browse.fill("Mã trong tin nhắn", wrong).press("Đồng ý và tiếp tục")
        assert browse.status == 422
    browse.fill("Mã trong tin nhắn", right).press("Đồng ý và tiếp tục")
    assert browse.errors == ["Đã viết sai 5 lần, mã này không dùng được nữa. Hãy bấm «Gửi lại mã»."]


def test_a_code_is_over_after_five_minutes(browse: Robot, messages: Messages) -> None:
    begin(browse)
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=1)):
        browse.fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
    assert browse.errors == ["Mã này không dùng được nữa. Hãy bấm «Gửi lại mã» để nhận mã mới."]


def test_only_the_newest_code_works(browse: Robot, messages: Messages) -> None:
    begin(browse)
    old = code_in(messages()[-1])
    with time_machine.travel(clock.now() + timedelta(seconds=61)):
        browse.press("Gửi lại mã")
        new = code_in(messages()[-1])
        assert new[:3] in browse.words
        browse.fill("Mã trong tin nhắn", old).press("Đồng ý và tiếp tục")
        assert browse.errors == [f"Mã này ở tin nhắn khác. Hãy tìm tin nhắn có mã bắt đầu bằng {new[:3]}."]
        browse.fill("Mã trong tin nhắn", old[4:]).press("Đồng ý và tiếp tục")
        assert browse.status == 422
        browse.fill("Mã trong tin nhắn", new[4:]).press("Đồng ý và tiếp tục")
        assert browse.path == "/dang-ky/mat-khau"


def test_another_message_is_not_sent_within_a_minute(browse: Robot, messages: Messages) -> None:
    begin(browse).press("Gửi lại mã")
    assert (browse.status, len(messages())) == (429, 1)
    assert browse.errors[0].startswith("Vừa gửi tin nhắn đến số này. Hãy đợi")


def test_a_code_works_once(app: Flask, browse: Robot, messages: Messages) -> None:
    begin(browse)
    code = code_in(messages()[-1])
    browse.fill("Mã trong tin nhắn", code).press("Đồng ý và tiếp tục")
    with browse.way.client.session_transaction() as session:  # type: ignore[attr-defined]  # AppTransport
        codes = session["registering"]["codes"]
    with app.extensions["dvc_database"].transaction() as session:
        checked = one_time_codes.check(session, [uuid.UUID(one) for one in codes], code)
    assert checked.payload is None


def test_what_was_typed_stays_when_something_is_wrong(browse: Robot) -> None:
    browse.open("/dang-ky").fill("Họ và tên", "H' Hen <Niê>").fill("Số định danh cá nhân", "12345")
    browse.fill("Ngày", "31").fill("Tháng", "2").fill("Năm", "1985").fill("Số điện thoại di động", "0112345678")
    browse.tick("Số này là của tôi").press("Đồng ý và tiếp tục")
    assert browse.status == 422
    assert browse.errors == [
        "Họ và tên không có dấu <. Hãy viết như trên thẻ căn cước.",
        "Số định danh có 12 chữ số. Ông/bà đã viết 5.",
        "Không có ngày 31/2/1985. Ông/bà xem lại ngày sinh.",
        "Số di động bắt đầu bằng 03, 05, 07, 08 hoặc 09. Ông/bà đã viết 01.",
    ]
    typed = [browse.value(label) for label in ("Họ và tên", "Số định danh cá nhân", "Ngày", "Số điện thoại di động")]
    assert typed == ["H' Hen <Niê>", "12345", "31", "0112345678"]


def test_an_odd_id_number_is_confirmed_and_never_refused(browse: Robot, messages: Messages) -> None:
    begin(browse, changes={"Số định danh cá nhân": "999192001234"})
    assert browse.status == 422
    assert "Năm sinh không khớp với số định danh." in browse.words
    assert "Ba số đầu của số định danh không phải mã tỉnh" in browse.words
    browse.tick("Tôi đã xem lại, số định danh đúng như trên thẻ").press("Đồng ý và tiếp tục")
    assert (browse.path, len(messages())) == ("/dang-ky/ma", 1)


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("nguyenvana01@D", "Đây là ví dụ trong tờ hướng dẫn, hãy tự đặt mật khẩu khác."),
        (
            "ngan",
            "Mật khẩu cần ít nhất 9 ký tự, có chữ hoa, chữ thường, chữ số và ký tự đặc biệt; hoặc dài từ 15 ký tự.",
        ),
        ("", "Hãy đặt mật khẩu."),
        (
            "Cua toi 0912345678",
            "Mật khẩu có số điện thoại hoặc số định danh của ông/bà, người quen dễ đoán. Hãy đặt mật khẩu khác.",
        ),
    ],
)
def test_a_bad_password_is_refused_with_its_reason_and_not_written_back(
    browse: Robot, messages: Messages, password: str, said: str
) -> None:
    begin(browse).fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
    browse.fill("Mật khẩu mới", password).press("Đăng ký")
    assert (browse.status, browse.errors, browse.value("Mật khẩu mới")) == (422, [said], "")


@pytest.mark.parametrize("name", ["0912345678", "+84 912 345 678", "066185001234"])
def test_a_person_signs_in_by_phone_or_id_number(app: Flask, browse: Robot, messages: Messages, name: str) -> None:
    register(browse, messages)
    other = sign_in(visitor(app), name)
    assert (other.path, is_in(other)) == ("/ca-nhan", True)


def test_unknown_and_wrong_look_the_same(app: Flask, browse: Robot, messages: Messages) -> None:
    register(browse, messages)
    wrong = sign_in(visitor(app), "0912345678", "Khong phai 1!")
    unknown = sign_in(visitor(app), "0987654321", "Khong phai 1!")
    assert (wrong.status, wrong.errors, wrong.words) == (unknown.status, [WRONG], unknown.words)
    assert (wrong.value("Số điện thoại hoặc số định danh"), wrong.value("Mật khẩu")) == ("0912345678", "")


def cookie(browse: Robot) -> str:
    found = browse.way.client.get_cookie("dvc")  # type: ignore[attr-defined]  # AppTransport
    assert found is not None
    return str(found.value)


def test_signing_in_changes_the_token_and_signing_out_ends_it_on_the_server(
    app: Flask, browse: Robot, messages: Messages
) -> None:
    register(browse, messages)
    person = visitor(app)
    person.open("/dang-nhap")
    before = cookie(person)
    sign_in(person)
    inside = cookie(person)
    assert inside != before
    person.open("/dang-xuat").press("Thoát khỏi máy này")
    assert "Ông/bà đã đăng xuất." in person.words
    thief = app.test_client()
    for token in (before, inside):
        thief.set_cookie("dvc", token)
        assert thief.get("/ca-nhan/thong-tin").status_code == 303


def test_the_visitors_session_ends_when_he_signs_in(
    app: Flask, browse: Robot, messages: Messages, database: Database
) -> None:
    register(browse, messages)
    person = visitor(app).open("/ca-nhan/bao-mat")  # where he was going stands in a session of nobody's
    assert kept_sessions(database) == [False, True]
    sign_in(person)
    assert kept_sessions(database) == [True, True]


def kept_sessions(database: Database) -> list[bool]:
    """Return for each session that is kept whether somebody is signed in by it."""
    with database.reading() as session:
        return sorted(account is not None for account in session.scalars(select(WebSession.account_id)))


def test_a_session_that_is_over_is_not_revived(browse: Robot, messages: Messages) -> None:
    register(browse, messages)
    with time_machine.travel(clock.now() + timedelta(hours=3)):
        assert browse.open("/ca-nhan/thong-tin").path == "/dang-nhap"
        assert browse.open("/ca-nhan/thong-tin").path == "/dang-nhap"


def test_after_signing_in_one_lands_where_one_was_going(app: Flask, browse: Robot, messages: Messages) -> None:
    register(browse, messages)
    other = visitor(app)
    assert other.open("/ca-nhan/bao-mat").path == "/dang-nhap"
    other.fill("Số điện thoại hoặc số định danh", "0912345678").fill("Mật khẩu", PASSWORD).press("Đăng nhập")
    assert other.path == "/ca-nhan/bao-mat"


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("/ca-nhan?trang=2", True),
        ("//evil.example", False),
        ("https://evil.example", False),
        ("/\\evil.example", False),
        ("/\t/evil.example", False),
        ("", False),
    ],
)
def test_only_a_path_of_this_site_is_gone_to(target: str, *, kept: bool) -> None:
    assert same_site(target) == (target if kept else "")


def test_guessing_is_slowed_and_the_owner_still_gets_in(app: Flask, browse: Robot, messages: Messages) -> None:
    register(browse, messages)
    assert sign_in(visitor(app, "10.0.0.1")).path == "/ca-nhan"
    for host in range(2, 8):
        for _ in range(8):
            sign_in(visitor(app, f"10.0.0.{host}"), password="Khong phai 1!")
    guess = sign_in(visitor(app, "10.0.0.9"), password="Khong phai 1!")
    assert guess.status == 429
    assert sign_in(visitor(app, "10.0.0.9")).status == 429
    assert sign_in(visitor(app, "10.0.0.1")).path == "/ca-nhan"


def test_a_forgotten_password_is_replaced_and_every_other_session_ends(
    app: Flask, browse: Robot, messages: Messages, database: Database
) -> None:
    register(browse, messages)
    other = visitor(app)
    other.open("/dang-nhap").follow("Quên mật khẩu").fill("Số điện thoại hoặc số định danh", "0912345678")
    with time_machine.travel(clock.now() + timedelta(minutes=2)):
        other.press("Đồng ý và tiếp tục")
        other.fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
        other.fill("Mật khẩu mới", "Mat khau moi 2026!").press("Đổi mật khẩu")
        assert (other.path, is_in(other), is_in(browse)) == ("/ca-nhan", True, False)
        assert sign_in(visitor(app)).status == 422
        assert sign_in(visitor(app), password="Mat khau moi 2026!").path == "/ca-nhan"
    with database.reading() as session:
        assert "account.password_changed" in session.scalars(select(LedgerEntry.event)).all()


def test_a_forgotten_password_page_says_nothing_of_accounts(app: Flask, messages: Messages) -> None:
    stranger = visitor(app).open("/quen-mat-khau").fill("Số điện thoại hoặc số định danh", "0987654321")
    stranger.press("Đồng ý và tiếp tục")
    assert (stranger.path, messages()) == ("/quen-mat-khau/ma", [])
    stranger.fill("Mã trong tin nhắn", "123456").press("Đồng ý và tiếp tục")
    assert stranger.errors == ["Mã chưa đúng. Ông/bà xem lại tin nhắn; còn 4 lần thử."]


def test_the_lender_of_a_phone_does_not_get_the_borrowers_account(
    app: Flask, browse: Robot, messages: Messages
) -> None:
    register(browse, messages, own=False)
    other = visitor(app).open("/quen-mat-khau").fill("Số điện thoại hoặc số định danh", "066185001234")
    other.press("Đồng ý và tiếp tục")
    other.fill("Mã trong tin nhắn", code_in(messages()[-1])).press("Đồng ý và tiếp tục")
    other.fill("Ngày", "1").fill("Tháng", "1").fill("Năm", "1980").fill("Mật khẩu mới", "Mat khau moi 2026!")
    other.press("Đổi mật khẩu")
    assert other.errors == ["Ngày sinh không khớp với tài khoản. Ông/bà xem lại."]
    other.fill("Ngày", "05").fill("Năm", "1985").fill("Tháng", "11").fill("Mật khẩu mới", "Mat khau moi 2026!")
    assert other.press("Đổi mật khẩu").path == "/ca-nhan"


def test_a_person_changes_his_password_and_his_other_machines_are_signed_out(
    app: Flask, browse: Robot, messages: Messages
) -> None:
    register(browse, messages)
    other = sign_in(visitor(app))
    browse.open("/ca-nhan/bao-mat").fill("Mật khẩu đang dùng", "sai").fill("Mật khẩu mới", "Mat khau moi 2026!")
    assert browse.press("Đổi mật khẩu").errors == ["Mật khẩu đang dùng chưa đúng."]
    browse.fill("Mật khẩu đang dùng", PASSWORD).fill("Mật khẩu mới", "Mat khau moi 2026!").press("Đổi mật khẩu")
    assert "Đã đổi mật khẩu." in browse.words
    assert (is_in(browse), is_in(other)) == (True, False)


def test_a_person_sees_his_data_and_adds_what_forms_are_filled_with(browse: Robot, messages: Messages) -> None:
    register(browse, messages)
    browse.open("/ca-nhan/thong-tin")
    for words in ("H' Hen Niê", "066185001234", "05/11/1985", "091••••678"):
        assert words in browse.words
    browse.fill("Địa chỉ thư điện tử", "khong phai thu").fill("Nơi thường trú", "Buôn Jok").press("Lưu thông tin")
    assert (browse.status, browse.value("Nơi thường trú").strip()) == (422, "Buôn Jok")
    browse.fill("Địa chỉ thư điện tử", "hhen@example.vn").press("Lưu thông tin")
    assert "Đã lưu thông tin của ông/bà." in browse.words
    browse.open("/ca-nhan/thong-tin")
    assert browse.value("Địa chỉ thư điện tử") == "hhen@example.vn"
    assert browse.value("Nơi thường trú").strip() == "Buôn Jok"


def test_a_wrong_date_on_the_data_page_is_kept_beside_its_error(browse: Robot, messages: Messages) -> None:
    register(browse, messages)
    browse.open("/ca-nhan/thong-tin").fill("Ngày", "40").fill("Tháng", "x").fill("Năm", "2020").press("Lưu thông tin")
    assert browse.errors == ["Ngày cấp chưa đúng. Hãy viết đủ ngày, tháng, năm, không sau hôm nay."]
    assert browse.value("Tháng") == "x"
