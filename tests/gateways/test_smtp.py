from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from dvc.gateways.channels.base import ChannelBusy, ChannelRefused, Message
from dvc.gateways.channels.smtp import KEY_HEADER, SmtpChannel
from tests.gateways.peers import Mailbox, MailServer, Trust

MESSAGE = Message(
    key="dossier.received:0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b:owner:email",
    to="hoa@example.org",
    subject="Hồ sơ của ông/bà đã được tiếp nhận",
    text="Kính gửi ông/bà Nguyễn Thị Hoà,\nHẹn trả: 24/11/2026.",
)


@pytest.fixture
def channel(mail_server: MailServer) -> SmtpChannel:
    return SmtpChannel("127.0.0.1", mail_server.port, "none", "mot-cua@xa.example", timeout=5)


@contextmanager
def running(controller: MailServer) -> Iterator[MailServer]:
    controller.start()
    try:
        yield controller
    finally:
        controller.stop()


def test_the_mail_arrives_word_for_word(channel: SmtpChannel, mailbox: Mailbox) -> None:
    channel.send(MESSAGE)
    (mail,) = mailbox.mails
    assert mail["Subject"] == MESSAGE.subject
    assert mail["To"] == "hoa@example.org"
    assert mail["From"] == "mot-cua@xa.example"
    assert mail["Date"]
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n").strip() == MESSAGE.text
    assert mailbox.envelopes == [("mot-cua@xa.example", ["hoa@example.org"])]


def test_html_comes_beside_the_text(channel: SmtpChannel, mailbox: Mailbox) -> None:
    channel.send(replace(MESSAGE, html="<p>Kính gửi ông/bà</p>"))
    (mail,) = mailbox.mails
    assert mail.get_content_type() == "multipart/alternative"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().strip().endswith("24/11/2026.")
    assert html.get_content().strip() == "<p>Kính gửi ông/bà</p>"


def test_a_repeat_carries_the_same_key_and_name(channel: SmtpChannel, mailbox: Mailbox) -> None:
    channel.send(MESSAGE)
    channel.send(MESSAGE)
    assert {mail[KEY_HEADER] for mail in mailbox.mails} == {MESSAGE.key}
    (name,) = {mail["Message-ID"] for mail in mailbox.mails}
    assert name.endswith("@xa.example>")


@pytest.mark.parametrize(
    "to",
    [
        "a@example.org, b@example.org",
        "Hoà <a@example.org>",
        "a@example.org b@example.org",
        "hoa",
        "hoa@",
        "hoa..@example.org",
        "@example.org",
        "hoà@example.org",
        "a@xã.example",
    ],
)
def test_only_one_bare_address_is_written_to(channel: SmtpChannel, mailbox: Mailbox, to: str) -> None:
    with pytest.raises(ChannelRefused):
        channel.send(replace(MESSAGE, to=to))
    assert mailbox.mails == []


@pytest.mark.parametrize("changes", [{"subject": "a\r\nBcc: b@example.org"}, {"key": "k\nBcc: b@example.org"}])
def test_no_header_can_be_smuggled_in(channel: SmtpChannel, mailbox: Mailbox, changes: dict[str, str]) -> None:
    with pytest.raises(ChannelRefused):
        channel.send(replace(MESSAGE, **changes))
    assert mailbox.mails == []


@pytest.mark.parametrize(
    ("command", "answer", "error"),
    [
        ("RCPT", "550 no such user hoa@example.org", ChannelRefused),
        ("RCPT", "451 greylisted", ChannelBusy),
        ("DATA", "554 spam", ChannelRefused),
        ("DATA", "452 disk full", ChannelBusy),
        ("MAIL", "553 sender not allowed", ChannelBusy),
    ],
)
def test_a_servers_no_is_final_or_for_now(
    channel: SmtpChannel, mailbox: Mailbox, command: str, answer: str, error: type[Exception]
) -> None:
    mailbox.answers[command] = answer
    with pytest.raises(error) as raised:
        channel.send(MESSAGE)
    assert type(raised.value) is error
    assert answer[:3] in str(raised.value)
    assert "hoa@" not in str(raised.value)


@pytest.mark.parametrize("answer", ["421 shutting down", ""])
def test_a_mail_that_was_taken_stays_taken_when_the_good_bye_fails(
    channel: SmtpChannel, mailbox: Mailbox, answer: str
) -> None:
    mailbox.answers["QUIT"] = answer
    assert channel.send(MESSAGE).reference
    assert len(mailbox.mails) == 1


def signing_in(mailbox: Mailbox, trust: Trust) -> MailServer:
    return MailServer(
        mailbox,
        hostname="127.0.0.1",
        port=0,
        tls_context=trust.server,
        require_starttls=True,
        authenticator=mailbox.authenticate,
        auth_required=True,
    )


def test_password_and_mail_go_by_starttls(mailbox: Mailbox, trust: Trust) -> None:
    with running(signing_in(mailbox, trust)) as server:
        url = f"smtp://xa:mat%20khau%401%3A%2F@127.0.0.1:{server.port}?tls=starttls&from=a@xa.example"
        SmtpChannel.from_url(url, context=trust.client).send(MESSAGE)
    assert mailbox.signed_in == ["xa"]
    assert len(mailbox.mails) == 1


def test_a_wrong_password_is_ours_to_mend(mailbox: Mailbox, trust: Trust) -> None:
    with running(signing_in(mailbox, trust)) as server:
        url = f"smtp://xa:sai@127.0.0.1:{server.port}?tls=starttls&from=a@xa.example"
        with pytest.raises(ChannelBusy, match="535"):
            SmtpChannel.from_url(url, context=trust.client).send(MESSAGE)


def test_a_certificate_nobody_vouches_for_stops_the_mail(mailbox: Mailbox, trust: Trust) -> None:
    with running(signing_in(mailbox, trust)) as server:
        url = f"smtp://127.0.0.1:{server.port}?tls=starttls&from=a@xa.example"
        with pytest.raises(ChannelBusy, match="SSL"):
            SmtpChannel.from_url(url).send(MESSAGE)
    assert mailbox.mails == []


def test_a_server_can_be_spoken_to_by_tls_from_the_first_byte(mailbox: Mailbox, trust: Trust) -> None:
    controller = MailServer(mailbox, hostname="127.0.0.1", port=0, ssl_context=trust.server)
    with running(controller) as server:
        url = f"smtp://127.0.0.1:{server.port}?tls=smtps&from=a@xa.example"
        SmtpChannel.from_url(url, context=trust.client).send(MESSAGE)
    assert len(mailbox.mails) == 1


def test_another_machine_is_spoken_to_by_starttls_unless_said_otherwise() -> None:
    far = SmtpChannel.from_url("smtp://mail.example", sender="a@xa.example")
    assert (far.tls, far.port) == ("starttls", 587)
    near = SmtpChannel.from_url("smtp://localhost", sender="a@xa.example")
    assert (near.tls, near.port) == ("none", 25)
    assert SmtpChannel.from_url("smtp://mail.example?tls=smtps", sender="a@xa.example").port == 465


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example",
        "smtp://",
        "smtp://mail.example?tls=maybe",
        "smtp://mail.example?tsl=none",
        "smtp://u:secret@mail.example?tls=none",
        "smtp://u:secret@mail.example?from=nobody",
        "smtp://u:secret%E1%BA%AD@mail.example",
    ],
)
def test_a_wrong_address_is_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(ValueError, match=r".") as refusal:
        SmtpChannel.from_url(url, sender="a@xa.example")
    assert "secret" not in str(refusal.value)


def test_the_password_is_not_shown() -> None:
    assert "secret" not in repr(SmtpChannel.from_url("smtp://u:secret@mail.example", sender="a@xa.example"))
