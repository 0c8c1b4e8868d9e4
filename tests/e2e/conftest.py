"""A portal with demo people, real mail and SMS peers, and visitors of both kinds."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, BrowserContext

from tests.e2e.hands import Hands
from tests.support.browser import PHONE
from tests.support.peers import SmsPeer
from tests.support.portal import Portal
from tests.support.robot import Robot
from tests.support.transports import HttpTransport

# Bytes a second and milliseconds: a 3G cell on a good day; three photographs must go up within the test's patience.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 750_000}


class PlainVisitor(Robot):
    """A visitor without JavaScript: what scripts do by themselves he does by buttons."""

    def send(self, label: str, *files: tuple[str, bytes]) -> Self:
        """Choose files and press the button that sends them."""
        return self.attach(label, *files).press("Gửi tệp")

    def province(self, question: str, name: str) -> Self:
        """Choose a province and press the button that brings its communes."""
        return self.fill(f"{question}: tỉnh, thành phố", name).press(f"Chọn tỉnh ({question})")


@pytest.fixture
def running(portal: Portal, mail_server: Controller, sms_peer: SmsPeer) -> Portal:
    """Start web server and queue together, with real channels and the demo's people."""
    portal.environment |= {
        "DVC_SMTP_URL": f"smtp://127.0.0.1:{mail_server.port}?from=motcua@eakiet.example",
        "DVC_SMS_URL": sms_peer.url,
        "DVC_PUBLIC_URL": portal.url,
    }
    done = portal.dvc("demo")
    assert done.returncode == 0, done.stderr
    return portal.start("run")


@pytest.fixture
def hands(chromium: Browser, running: Portal, tmp_path: Path) -> Iterator[Callable[[], Hands]]:
    """Lend small phones on a slow line; each call is another person's."""
    contexts: list[BrowserContext] = []

    def lend() -> Hands:
        context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN")  # type: ignore[arg-type]  # a plain dict
        contexts.append(context)
        page = context.new_page()
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", dict(SLOW_LINE))
        return Hands(page, running.url, tmp_path)

    yield lend
    for context in contexts:
        context.close()


@pytest.fixture
def plain(running: Portal) -> PlainVisitor:
    """Return a visitor without JavaScript."""
    return PlainVisitor(HttpTransport(running.url))


def code_sent(running: Portal, sms_peer: SmsPeer) -> str:
    """Wait for the one-time code to arrive at the SMS provider and return it."""

    def codes() -> list[str]:
        return re.findall(r"\b[A-Z]{3}-\d{6}\b", str([one["text"] for one in sms_peer.messages]))

    running.wait_until(lambda: bool(codes()), "no code came")
    return codes()[-1]
