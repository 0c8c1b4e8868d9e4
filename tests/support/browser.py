"""Debian's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE = {"width": 320, "height": 568}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start one browser for the run."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "no chromium: scripts/prepare_tests.sh installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    """Lend a small phone: 320 by 568 points, a finger, Vietnamese."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True, locale="vi-VN")  # type: ignore[arg-type]  # a plain dict
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    """Open a page on the phone."""
    return phone.new_page()
