"""Turn what goes wrong into HTTP: the only place that knows both."""

from flask import Flask, Response, make_response, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge

from dvc import errors
from dvc.db import AWAY, StaleDataError
from dvc.services.setup import logger
from dvc.web import parking
from dvc.web.pages import wants_block

STATUS: dict[type[Exception], int] = {
    errors.NotFound: 404,
    errors.Forbidden: 403,
    errors.Conflict: 409,
    errors.TooLarge: 413,
    errors.Invalid: 422,
    errors.InvalidAnswer: 422,
    errors.TooManyRequests: 429,
    errors.Unavailable: 503,
    StaleDataError: 409,
}
LONGEST_TARGET = 300  # what a stranger puts behind «?» is not worth a large row
PAGES = frozenset({403, 404, 409, 413, 422, 429, 500, 503})


def set_up(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(errors.SignInRequired, _sign_in)
    app.register_error_handler(errors.DvcError, _refused)
    app.register_error_handler(StaleDataError, _refused)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _fault)


def error_page(status: int, message: str = "") -> Response:
    """Render the page of an error; htmx gets the same page, swapped by our script's line-failure island."""
    shown = status if status in PAGES else 500 if status >= 500 else 404  # noqa: PLR2004 - HTTP's classes
    response = make_response(render_template(f"errors/{shown}.html", message=message), status)
    if wants_block():
        response.headers["HX-Retarget"] = "#main"
        response.headers["HX-Reswap"] = "outerHTML"
        response.headers["HX-Reselect"] = "#main"
    return response


def _sign_in(_error: errors.SignInRequired) -> Response:
    target = request.full_path.rstrip("?") if request.method == "GET" else parking.keep()
    if target and len(target) <= LONGEST_TARGET:
        session["next"] = target
    url = url_for("auth.sign_in")
    if wants_block():
        response = make_response("", 200)
        response.headers["HX-Redirect"] = url
        return response
    return make_response(redirect(url, 303))


def _refused(error: Exception) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)
    response = error_page(status, getattr(error, "message", ""))
    if isinstance(error, errors.TooManyRequests):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _csrf(_error: CSRFError) -> Response:
    return error_page(403, "Trang đã mở quá lâu. Hãy tải lại trang rồi làm lại bước này.")


def _too_large(_error: RequestEntityTooLarge) -> Response:
    return error_page(413)


def _http(error: HTTPException) -> Response:
    cause = getattr(error, "original_exception", None)
    if isinstance(cause, Exception):  # what failed before a view was chosen or after it had answered: the session
        return _fault(cause)
    if error.code is not None and error.code < 400:  # noqa: PLR2004 - a redirect is no error
        return make_response(error.get_response())
    response = error_page(error.code or 500)
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods or ()))
    return response


def _fault(error: Exception) -> Response:
    # The type and the place, never the message: it may hold what a person typed.
    number = getattr(error, "errno", None)
    logger().error("fault", kind=type(error).__name__, errno=number, endpoint=request.endpoint, at=_frames(error))
    # A full disk or a database that is away: no fault of the program, and what was typed can be sent again.
    return error_page(503 if isinstance(error, (OSError, *AWAY)) else 500)


def _frames(error: Exception) -> str:
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename.rsplit('/dvc/', 1)[-1]}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return " > ".join(frames[-8:])
