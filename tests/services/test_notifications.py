import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.domain.notices import RULES, Channel, Notice
from dvc.gateways.channels.sms_template import unaccented
from dvc.models.dossier import Dossier
from dvc.models.outbox import OutboxMessage
from dvc.services import letters, notifications, setup
from tests.support.dossiers import FILER, OWNER, a_dossier, a_draft, an_event

TOLD_OF_DOSSIERS = [notice for notice in Notice if notice.startswith("dossier.")]
PEOPLE = {"owner": OWNER}
FACTS = {"reason": "Giấy chứng sinh <mờ>, bệnh viện không đọc được", "items": ["Giấy chứng sinh"], "officer": "Hoà"}


@pytest.fixture
def environment(environment: dict[str, str]) -> dict[str, str]:
    return environment | {"DVC_PUBLIC_URL": "https://dichvucong.eakao.daklak.gov.vn"}


@pytest.fixture
def session(database: Database, settings: Settings) -> Iterator[Session]:
    setup.install(settings)
    with database.transaction() as session:
        yield session


def told(session: Session, notice: Notice, dossier: Dossier) -> dict[str, OutboxMessage]:
    return {message.channel: message for message in notifications.tell(session, notice, dossier, FACTS)}


@pytest.mark.parametrize("notice", TOLD_OF_DOSSIERS)
def test_an_sms_is_one_plain_sms_that_names_the_dossier_and_no_person(session: Session, notice: Notice) -> None:
    dossier = a_dossier(session, PEOPLE)
    text = told(session, notice, dossier)["sms"].content["text"]
    assert len(text) <= 160
    assert text.isascii()
    assert dossier.code in text
    for person in (FILER, OWNER):
        assert unaccented(person["full_name"]) not in text
        assert person["id_number"] not in text
    assert "mo" not in re.findall(r"\w+", text)
    assert "benh vien" not in text


@pytest.mark.parametrize("notice", [one for one in TOLD_OF_DOSSIERS if one is not Notice.OWNER_TOLD])
def test_a_mail_says_code_and_procedure_in_text_and_html(session: Session, notice: Notice) -> None:
    dossier = a_dossier(session)
    message = told(session, notice, dossier)["email"]
    assert message.to == FILER["email"]
    assert "\n" not in message.content["subject"]
    for part in (message.content["text"], html.unescape(message.content["html"])):
        assert dossier.code in part
        assert "Thủ tục đăng ký khai sinh" in part
        assert FILER["id_number"] not in part
    assert message.content["html"].count("<h1>") == 1


def test_the_mail_of_filing_says_where_to_look_it_up_without_the_code_in_the_address(session: Session) -> None:
    text = told(session, Notice.FILED, a_dossier(session))["email"].content["text"]
    assert "https://dichvucong.eakao.daklak.gov.vn/tra-cuu (" in text
    assert "Ủy ban nhân dân xã Ea Kao" in text


def test_the_notice_of_reception_says_desk_code_steps_and_appointed_time(session: Session) -> None:
    due = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
    dossier = a_dossier(session, due_at=due, accepted_at=clock.now(), unit="Tư pháp - Hộ tịch")
    messages = told(session, Notice.ACCEPTED, dossier)
    text = messages["email"].content["text"]
    for fact in (dossier.code, "Bộ phận Một cửa xã Ea Kao", "17 giờ, ngày 27/11/2026", "Hoà", "Tư pháp - Hộ tịch"):
        assert fact in text
    assert "ký kết quả" in text  # a step that is still ahead
    assert "Tiep theo: giai quyet, hen tra 27/11/2026" in messages["sms"].content["text"]


def test_the_reason_of_a_refusal_stands_in_the_mail_alone_and_escaped(session: Session) -> None:
    messages = told(session, Notice.REFUSED, a_dossier(session))
    assert FACTS["reason"] in messages["email"].content["text"]
    assert "&lt;mờ&gt;" in messages["email"].content["html"]
    assert "chung sinh" not in messages["sms"].content["text"]
    assert "khong duoc tiep nhan" in messages["sms"].content["text"]


def test_a_request_for_supplement_lists_what_is_asked(session: Session) -> None:
    messages = told(session, Notice.SUPPLEMENT, a_dossier(session))
    assert "- Giấy chứng sinh\n" in messages["email"].content["text"]
    assert "/ca-nhan" in messages["sms"].content["text"]


def test_the_owner_hears_that_somebody_filed_for_him(session: Session) -> None:
    messages = told(session, Notice.OWNER_TOLD, a_dossier(session, PEOPLE))
    assert {channel: message.to for channel, message in messages.items()} == {"sms": OWNER["phone"]}


def test_the_same_act_is_told_once(session: Session) -> None:
    dossier = a_dossier(session)
    assert len(told(session, Notice.FILED, dossier)) == 2
    assert told(session, Notice.FILED, dossier) == {}


def test_the_next_act_of_the_same_kind_is_told_again(session: Session) -> None:
    dossier = a_dossier(session)
    first = told(session, Notice.SUPPLEMENT, dossier)
    an_event(session, dossier, 2)
    second = told(session, Notice.SUPPLEMENT, dossier)
    assert first["sms"].key == f"{dossier.code}:dossier.supplement:1:sms"
    assert second["sms"].key == f"{dossier.code}:dossier.supplement:2:sms"


def test_a_one_time_code_says_what_it_is_for_and_to_whom_it_must_not_be_given(session: Session) -> None:
    expires = clock.now() + timedelta(minutes=5)
    (message,) = notifications.send_code(
        session, "0912345678", "ABC-123456", purpose="reset_password", expires_at=expires
    )
    text = message.content["text"]
    assert text.startswith("ABC-123456 la ma xac nhan de dat lai mat khau")
    assert "5 phut" in text
    assert "Khong dua ma nay cho ai" in text
    assert len(text) <= 160
    assert (message.channel, message.expires_at) == ("sms", expires)


def test_two_codes_for_one_phone_are_two_messages(session: Session) -> None:
    for code in ("ABC-123456", "DEF-654321"):
        notifications.send_code(session, "0912345678", code, purpose="register", expires_at=clock.now())
    assert len(session.scalars(select(OutboxMessage)).all()) == 2


def test_a_writer_is_warned_once_for_each_time_at_which_his_draft_expires(session: Session) -> None:
    draft = a_draft(session)
    assert {one.channel for one in notifications.warn_of_expiry(session, draft)} == {"sms", "email"}
    assert notifications.warn_of_expiry(session, draft) == []
    draft.expires_at += timedelta(days=30)
    assert len(notifications.warn_of_expiry(session, draft)) == 2


def test_production_without_a_mail_server_puts_no_mail_into_the_outbox(session: Session, tmp_path: Path) -> None:
    environ = {"DVC_ENV": "production", "DVC_INSTANCE": str(tmp_path), "DVC_SMS_URL": "http://127.0.0.1:9/sms"}
    setup.install(Settings.from_environ(environ))
    assert set(told(session, Notice.FILED, a_dossier(session))) == {"sms"}


def test_every_notice_has_the_templates_of_its_channels() -> None:
    folder = Path(letters.__file__).parents[1] / "templates" / "notices"
    wanted = {Channel.SMS: ["sms.txt"], Channel.EMAIL: ["body.html", "body.txt", "subject.txt"]}
    for notice, rule in RULES.items():
        files = sorted(file for channel in rule.channels for file in wanted[channel])
        assert sorted(path.name for path in (folder / notice).iterdir()) == files
