"""Render pages: whole for a plain request, one named block for htmx."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from flask import Response, current_app, make_response, redirect, render_template, request
from flask import session as flask_session

P = ParamSpec("P")


def wants_block() -> bool:
    """Tell whether htmx asks for a part; its requests for history get the whole page."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-History-Restore-Request") != "true"


def render(template: str, *, block: str = "", status: int = 200, **context: Any) -> Response:
    """Render a page, or only its `block` when htmx asks and the page has one to swap."""
    context["has_errors"] = status == 422  # noqa: PLR2004 - HTTP's number for what cannot be processed
    part = block and wants_block()
    body = block_of(template, block, context) if part else render_template(template, **context)
    response = make_response(body, status)
    response.vary.add("HX-Request")
    return response


def block_of(template: str, block: str, context: dict[str, Any]) -> str:
    """Return one named block of a page."""
    current_app.update_template_context(context)
    found = current_app.jinja_env.get_template(template)
    inner = found.blocks[block]
    return "".join(inner(found.new_context(context)))


def after_post(url: str, page: Callable[[], Response] | None = None) -> Response:
    """Answer a valid POST: 303 to the page that shows the result, or for htmx that page's block at once.

    `page` renders the next step; without it htmx is told to go there.
    """
    if not wants_block():
        return _plain(redirect(url, 303))
    if page is None:
        response = make_response("", 200)
        response.headers["HX-Redirect"] = url
        return response
    response = page()
    response.headers["HX-Push-Url"] = url
    return response


def _plain(response: Any) -> Response:
    found: Response = response
    return found


def _keeps_pages() -> bool:
    found: bool = flask_session.visit.id is None  # type: ignore[attr-defined]  # DvcSession
    return found


def must_make(response: Response, tag: str) -> bool:
    """Mark a public answer with its version; tell whether its body must be made, or the browser has it."""
    if not _keeps_pages():
        return True
    response.set_etag(tag)
    return not request.if_none_match.contains(tag)


def public_page(view: Callable[P, Response]) -> Callable[P, Response]:
    """Let browsers keep a public page of a visitor without a session, checked by its ETag each time."""

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> Response:
        response = view(*args, **kwargs)
        if _keeps_pages():
            response.headers["Cache-Control"] = "no-cache"
            response.vary.add("Cookie")
            response.add_etag()
            response.make_conditional(request)
        return response

    return kept
