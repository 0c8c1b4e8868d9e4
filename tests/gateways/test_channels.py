"""What every channel promises, shown on each with a real peer."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from dvc.gateways.channels.base import Channel, ChannelBusy, ChannelRefused, Message
from dvc.gateways.channels.demo import DemoChannel
from dvc.gateways.channels.sms_http import SmsHttpChannel
from dvc.gateways.channels.smtp import SmtpChannel

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer

    from tests.gateways.peers import MailServer

KEY = "dossier.received:0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b:owner:email"


@dataclass
class Case:
    """A channel, somebody on it, and how many messages its peer has taken."""

    channel: Channel
    to: str
    taken: Callable[[], int]

    def message(self, **changes: str) -> Message:
        """Write a message to that somebody."""
        given = {"key": KEY, "to": self.to, "subject": "Hồ sơ đã được tiếp nhận", "text": "Kính gửi ông/bà"}
        return Message(**(given | changes))


@pytest.fixture(params=["smtp", "sms_http", "demo"])
def case(request: pytest.FixtureRequest) -> Case:
    if request.param == "demo":
        return Case(DemoChannel(), "0912345678", lambda: 0)
    if request.param == "smtp":
        server: MailServer = request.getfixturevalue("mail_server")
        mailbox = request.getfixturevalue("mailbox")
        url = f"smtp://127.0.0.1:{server.port}?from=mot-cua@xa.example"
        return Case(SmtpChannel.from_url(url), "hoa@example.org", lambda: len(mailbox.mails))
    web: HTTPServer = request.getfixturevalue("httpserver")
    web.expect_request("/sms", method="POST").respond_with_json({})
    return Case(SmsHttpChannel.from_url(web.url_for("/sms")), "0912345678", lambda: len(web.log))


def test_a_message_is_taken_with_a_receipt(case: Case) -> None:
    before = case.taken()
    assert case.channel.send(case.message()).reference
    assert case.taken() == before + (not isinstance(case.channel, DemoChannel))


def test_a_message_sent_again_has_the_same_name(case: Case) -> None:
    assert case.channel.send(case.message()) == case.channel.send(case.message())
    assert case.channel.send(case.message(key="another")) != case.channel.send(case.message())


@pytest.mark.parametrize("to", ["", " ", "hoa@example.org\r\nBcc: b@example.org", "0912345678\n"])
def test_a_recipient_that_cannot_be_is_refused_for_good(case: Case, to: str) -> None:
    with pytest.raises(ChannelRefused) as refusal:
        case.channel.send(case.message(to=to))
    assert case.taken() == 0
    assert not to.strip() or to.strip() not in str(refusal.value)


def test_long_vietnamese_text_passes(case: Case) -> None:
    case.channel.send(case.message(text="Hồ sơ đăng ký khai sinh của ông/bà\n" * 100))


def test_a_peer_that_is_away_is_tried_again_later() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))  # bound but not listening: nobody answers there
        port = held.getsockname()[1]
        away: list[tuple[Channel, str]] = [
            (SmtpChannel.from_url(f"smtp://127.0.0.1:{port}", sender="a@xa.example"), "hoa@example.org"),
            (SmsHttpChannel.from_url(f"http://127.0.0.1:{port}/"), "0912345678"),
        ]
        for channel, to in away:
            with pytest.raises(ChannelBusy):
                channel.send(Message(KEY, to, "Hồ sơ", "Kính gửi"))
