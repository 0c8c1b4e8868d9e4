"""Registering, signing in and out, forgotten passwords, one's own data: through the pages, as a person does."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from dvc.db import Database
from dvc.models.account import Account
from dvc.models.ledger import LedgerEntry
from dvc.models.outbox import OutboxMessage
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


def begin(browse: Robot, *, own: bool = True, **changes: str) -> Robot:
    browse.open("/dang-ky")
    for label, text in {**PERSON, **changes}.items():
        browse.fill(label, text)
    if own:
        browse.tick("Số này là của tôi")
    return browse.press("Đồng ý và tiếp tục")


def register(browse: Robot, messages: Messages, *, own: bool = True, **changes: str) -> Robot:
    begin(browse, own=own, **changes)
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
