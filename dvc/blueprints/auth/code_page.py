"""The page that asks for the code of a message; registering and recovering share it."""

from datetime import datetime
from typing import Any

from flask import Response, request

from dvc import clock
from dvc.errors import TooManyRequests
from dvc.services.one_time_codes import PAUSE
from dvc.web.pages import render


def code_page(flow: dict[str, Any], page: dict[str, Any], errors: dict[str, str], status: int) -> Response:
    """Show the page; `flow` has the letters of the message and when it was sent."""
    since = clock.now() - datetime.fromisoformat(flow["at"])
    wait = max(0, int((PAUSE - since).total_seconds()))
    return render(
        "auth/code.html", status=status, page=page, prefix=flow["prefix"], wait=wait, errors=errors, code=typed_code()
    )


def typed_code() -> str:
    """Return what was typed as the code."""
    return request.form.get("code", "")[:40]


def paused(error: TooManyRequests) -> str:
    """Say how long to wait for another message."""
    seconds = error.retry_after
    wait = f"{seconds} giây" if seconds <= 90 else f"{-(-seconds // 60)} phút"  # noqa: PLR2004 - up to here seconds are plainer
    return f"Vừa gửi tin nhắn đến số này. Hãy đợi {wait} rồi gửi lại."
