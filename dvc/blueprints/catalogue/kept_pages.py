"""Keep the lists that are asked for again and again, as long as nothing that stands on them has changed.

What people look for may hold a name: a page is kept only when the same has been asked for several times, in this
process alone, and only for visitors without a session, whose pages say nothing about them.
"""

from collections import Counter
from collections.abc import Callable, Hashable

from flask import Response
from flask import session as flask_session

MOST_KEPT = 128
LONGEST_KEPT = 60
OFTEN = 3
MOST_COUNTED = 1_000
_pages: dict[Hashable, bytes] = {}
# How often each key was asked for, by its hash: what was asked is not written down here.
_counts: Counter[int] = Counter()


def kept(key: Hashable, make: Callable[[], tuple[Response, bool]]) -> Response:
    """Return the page under its key, or make it; `make` also tells whether the page is worth keeping."""
    personal = flask_session.visit.id is not None  # type: ignore[attr-defined]  # DvcSession
    body = None if personal else _pages.get(key)
    if body is not None:
        response = Response(body, mimetype="text/html")
        response.vary.add("HX-Request")
        return response
    response, worth = make()
    if worth and not personal and _often(hash(key)):
        if len(_pages) >= MOST_KEPT:
            _pages.clear()
        _pages[key] = response.get_data()
    return response


def forget() -> None:
    """Drop all pages, and what was asked for how often."""
    _pages.clear()
    _counts.clear()


def _often(key: int) -> bool:
    if len(_counts) >= MOST_COUNTED:
        _counts.clear()
    _counts[key] += 1
    return _counts[key] >= OFTEN
