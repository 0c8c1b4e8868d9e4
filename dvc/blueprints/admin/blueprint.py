"""The blueprint of the administrators' pages, and what they share."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, Response, request, url_for

from dvc import i18n
from dvc.blueprints.admin.definition_values import readable
from dvc.errors import Conflict, Invalid, InvalidAnswer
from dvc.web.pages import render

P = ParamSpec("P")
DATE_PARTS = ("day", "month", "year")

bp = Blueprint("admin", __name__)


def tells_conflicts(view: Callable[P, Response]) -> Callable[P, Response]:
    """Answer an act that does not fit any more with why, and with what was typed, so that nothing is lost."""

    @wraps(view)
    def told(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except Conflict as why:
            typed = [
                readable(text)
                for name, text in request.form.items()
                if name not in ("csrf_token", "rev") and text.strip()
            ]
            long = [text for text in typed if len(text) > 1]
            return render("admin/conflict.html", status=409, why=why.message, typed=long, back=_back())

    return told


def _back() -> str:
    """Return the page to go on from: the one that was sent, or of a step that cannot be asked again the edit's."""
    asked = request.view_args or {}
    once = request.method == "GET" or request.endpoint in ("admin.reviewed", "admin.removed")
    return url_for("admin.edit", edit_id=asked["edit_id"]) if once and "edit_id" in asked else request.path


def sentences(problems: Mapping[str, InvalidAnswer]) -> dict[str, str]:
    """Return the words of what is wrong, by the input's name."""
    return {name: i18n.words(why.code, **why.params) for name, why in problems.items()}


def read_rev() -> int:
    """Return the number of changes at which the page showed an edit; none fits what is no number."""
    text = request.form.get("rev", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1  # noqa: PLR2004 - digits of an int


def read_day(name: str) -> date | None:
    """Return the day that three boxes hold, None when they are empty.

    Raises:
        Invalid: there is no such day.

    """
    parts = [request.form.get(f"{name}-{part}", "").strip() for part in DATE_PARTS]
    if not any(parts):
        return None
    try:
        day, month, year = (int(part) for part in parts if part.isascii() and part.isdigit())
        return date(year, month, day)
    except (ValueError, OverflowError):
        raise Invalid({name: InvalidAnswer("admin.day_wrong")}) from None


def typed_day(name: str) -> dict[str, str]:
    """Return what was typed into the boxes of a day."""
    return {part: request.form.get(f"{name}-{part}", "") for part in DATE_PARTS}
