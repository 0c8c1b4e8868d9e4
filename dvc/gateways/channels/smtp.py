"""Send mail by SMTP."""

import hashlib
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_LINES
from email.utils import formatdate
from ipaddress import ip_address
from typing import Final, Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from dvc.gateways.channels.base import ChannelBusy, ChannelRefused, Message, Receipt

KEY_HEADER: Final = "X-Dvc-Key"

Tls = Literal["none", "starttls", "smtps"]

_PORTS: Final[dict[Tls, int]] = {"none": 25, "starttls": 587, "smtps": 465}
_PERMANENT: Final = 500
_ADDRESS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True, slots=True)
class SmtpChannel:
    """A mail server, and the address our mail comes from. `timeout` is in seconds and for each answer."""

    host: str
    port: int
    tls: Tls
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 20.0
    context: ssl.SSLContext | None = field(default=None, repr=False)

    @classmethod
    def from_url(cls, url: str, *, sender: str = "", context: ssl.SSLContext | None = None) -> "SmtpChannel":
        """Read `smtp://user:password@host:port?tls=none|starttls|smtps&from=address`.

        Without `tls` a server on this machine is spoken to in clear, any other by STARTTLS. Raises ValueError
        when the address says something else; the message never quotes it, for it holds a password.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        wanted = dict(parse_qsl(parts.query))
        asked = wanted.get("tls") or ("none" if _is_here(host) else "starttls")
        tls = next((known for known in _PORTS if known == asked), None)
        if parts.scheme != "smtp" or not host or not tls or wanted.keys() - {"tls", "from"}:
            raise ValueError("a mail server is named smtp://user:password@host:port?tls=starttls|smtps|none")
        if parts.password and tls == "none" and not _is_here(host):
            raise ValueError("a mail password goes to another machine only by tls=starttls or tls=smtps")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        if not (user + password).isascii():
            raise ValueError("a mail server's user and password are ASCII")
        return cls(
            host=host,
            port=parts.port or _PORTS[tls],
            tls=tls,
            sender=_address(wanted.get("from") or sender).addr_spec,
            user=user,
            password=password,
            context=context,
        )

    def send(self, message: Message) -> Receipt:
        """Hand the mail to the server."""
        mail = self._mail(message)
        try:
            server = self._connected()
        except (OSError, smtplib.SMTPException) as error:
            raise ChannelBusy(f"smtp connection: {_said(error)}") from None
        try:
            server.send_message(mail, from_addr=self.sender, to_addrs=[message.to])
        except (OSError, smtplib.SMTPException) as error:
            raise _sorted_out(error) from None
        finally:
            # The mail is taken or not by now: a server that hangs up without a good-bye changes nothing.
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()
        return Receipt(str(mail["Message-ID"]))

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage(policy=SMTP_LINES)
        try:
            mail["From"] = _address(self.sender)
            mail["To"] = _address(message.to)
            mail["Subject"] = message.subject
            mail["Date"] = formatdate()
            mail["Message-ID"] = self._message_id(message.key)
            mail["Auto-Submitted"] = "auto-generated"
            mail[KEY_HEADER] = message.key
        except (ValueError, MessageError):
            raise ChannelRefused("no such recipient, or a line break in a header") from None
        mail.set_content(message.text)
        if message.html is not None:
            mail.add_alternative(message.html, subtype="html")
        return mail

    def _message_id(self, key: str) -> str:
        """Name the mail by its key alone, so that mailboxes that drop repeats can."""
        name = hashlib.sha256(key.encode()).hexdigest()[:32]
        return f"<{name}@{self.sender.rpartition('@')[2]}>"

    def _connected(self) -> smtplib.SMTP:
        context = self.context or ssl.create_default_context()
        server: smtplib.SMTP
        if self.tls == "smtps":
            server = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout)
        try:
            if self.tls == "starttls":
                server.starttls(context=context)
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _address(text: str) -> Address:
    """Return exactly one plain address: a comma in it must not reach a second person.

    Raises ValueError or MessageError.
    """
    if not _ADDRESS.fullmatch(text):
        raise ValueError("an address is name@domain, in ASCII")
    return Address(addr_spec=text)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _sorted_out(error: Exception) -> ChannelBusy | ChannelRefused:
    """Tell what will never pass from what may pass later; the server's words may name a person: dropped."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = next(code for code, _ in error.recipients.values())
    elif isinstance(error, smtplib.SMTPDataError):
        code = error.smtp_code
    else:
        # A refused sender, say, is our own setting: the message waits until it is mended.
        return ChannelBusy(f"smtp: {_said(error)}")
    return (ChannelRefused if code >= _PERMANENT else ChannelBusy)(f"smtp: {code}")


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    return type(error).__name__
