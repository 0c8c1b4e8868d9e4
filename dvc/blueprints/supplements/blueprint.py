"""The blueprint of the resident's answers, and what its pages share."""

from flask import Blueprint, Response, redirect, request

from dvc.domain import dossier_codes
from dvc.errors import InvalidAnswer, NotFound
from dvc.web.pages import after_post

bp = Blueprint("supplements", __name__)


def parsed(code: str) -> str:
    """Return a dossier code from an address.

    Raises:
        NotFound: it is none.

    """
    try:
        return dossier_codes.parse_code(code)
    except InvalidAnswer:
        raise NotFound from None


def to_dossier(code: str) -> Response:
    """Lead to the dossier's own page."""
    url = f"/ca-nhan/ho-so/{parsed(code)}"
    if request.method == "POST":
        return after_post(url)
    response: Response = redirect(url, 303)  # type: ignore[assignment]  # Flask's own response
    return response
