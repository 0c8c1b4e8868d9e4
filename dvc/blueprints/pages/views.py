"""The home page."""

from flask import Blueprint, Response

from dvc.web.pages import public_page, render
from dvc.web.permissions import public

bp = Blueprint("pages", __name__)


@bp.get("/")
@public
@public_page
def home() -> Response:
    """Show the search, the look-up box and the drafts to go on with."""
    return render("pages/home.html")
