"""The world outside, for real: a mail server and an SMS provider in this process."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.gateways.peers import Mailbox, MailServer


@dataclass
class SmsPeer:
    """An SMS provider over HTTP: keeps what came, answers with `status`; `after` runs between the two."""

    url: str = ""
    status: int = 200
    messages: list[dict[str, Any]] = field(default_factory=list)
    after: Callable[[], None] = lambda: None

    def take(self, request: Request) -> Response:
        """Take one message."""
        if self.status == 200:
            self.messages.append(json.loads(request.get_data()))
            self.after()
        return Response(status=self.status)


@pytest.fixture
def sms_peer() -> Iterator[SmsPeer]:
    """Start an SMS provider; its address goes into DVC_SMS_URL."""
    peer = SmsPeer()
    server = HTTPServer()
    server.expect_request("/sms").respond_with_handler(peer.take)
    server.start()
    peer.url = server.url_for("/sms")
    yield peer
    server.clear()
    server.stop()


@pytest.fixture
def mailbox() -> Mailbox:
    """Return the post room of `mail_server`."""
    return Mailbox()


@pytest.fixture
def mail_server(mailbox: Mailbox) -> Iterator[Controller]:
    """Start a mail server; `smtp://127.0.0.1:<port>` goes into DVC_SMTP_URL."""
    controller = MailServer(mailbox, hostname="127.0.0.1", port=0)
    controller.start()
    yield controller
    controller.stop()
