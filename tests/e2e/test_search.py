"""The search in a real browser: typing with an input method sends nothing, each way of asking sends one request."""

import pytest
from playwright.sync_api import CDPSession, Page, Request

from tests.support.portal import Portal

FIELD = "#f-q"
# What an input method shows on the way to «tiếng»: the word so far, each time all of it.
STEPS = ("t", "ti", "tie", "tiê", "tiên", "tiêng", "tiếng")
# Longer than what a changed field waits before it asks.
QUIET_MS = 900


class Asked:
    """The requests that a page sends for the list."""

    def __init__(self, page: Page) -> None:
        self.urls: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/thu-tuc" in request.url:
            self.urls.append(request.url)


@pytest.fixture
def listed(page: Page, server: Portal) -> Page:
    """Open the list of procedures on a phone."""
    page.clock.install()
    page.goto(f"{server.url}/thu-tuc")  # its modules have run when it has loaded
    return page


@pytest.fixture
def asked(listed: Page) -> Asked:
    """Count what is asked for from now on."""
    return Asked(listed)


def compose(page: Page) -> None:
    """Type «tiếng» as an input method does: composition events, no plain keys."""
    page.focus(FIELD)
    method: CDPSession = page.context.new_cdp_session(page)
    for text in STEPS:
        method.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    method.send("Input.insertText", {"text": STEPS[-1]})


def found_for(page: Page, typed: str) -> None:
    """Wait for the list that answers."""
    page.wait_for_url(lambda url: f"q={typed}" in url)
    page.wait_for_load_state("networkidle")


def test_composing_a_word_sends_nothing_and_enter_sends_one_request(listed: Page, asked: Asked) -> None:
    events = "composed = []; for (const kind of ['compositionstart', 'compositionupdate', 'compositionend'])"
    listed.evaluate(f"window.{events} document.addEventListener(kind, (event) => composed.push(event.type))")
    compose(listed)
    listed.clock.run_for(QUIET_MS)
    assert listed.input_value(FIELD) == "tiếng"
    seen = listed.evaluate("window.composed")
    assert {"compositionstart", "compositionupdate", "compositionend"} <= set(seen)
    assert asked.urls == []
    listed.press(FIELD, "Enter")
    found_for(listed, "ti%E1%BA%BFng")
    listed.clock.run_for(QUIET_MS)
    assert len(asked.urls) == 1


def test_typing_sends_nothing_and_leaving_the_field_sends_one_request(listed: Page, asked: Asked) -> None:
    listed.focus(FIELD)
    listed.keyboard.type("khai sinh")
    listed.clock.run_for(QUIET_MS)
    assert asked.urls == []
    listed.locator("h1").click()
    listed.evaluate("document.activeElement.blur()")
    found_for(listed, "khai%20sinh")
    listed.clock.run_for(QUIET_MS)
    assert len(asked.urls) == 1
    assert "Đăng ký khai sinh" in listed.locator("#found .card h3").first.inner_text()
    assert listed.input_value(FIELD) == "khai sinh"


def test_the_button_sends_one_request(listed: Page, asked: Asked) -> None:
    listed.focus(FIELD)
    listed.keyboard.type("khai sinh")
    listed.locator("form.search button[type=submit]").click()
    found_for(listed, "khai%20sinh")
    listed.clock.run_for(QUIET_MS)
    assert len(asked.urls) == 1
