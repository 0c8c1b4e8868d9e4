"""The blueprint of the desk, and what its pages share."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import ParamSpec

from flask import Blueprint, Response, request

from dvc import i18n
from dvc.domain import dossier_codes
from dvc.errors import Conflict, InvalidAnswer, NotFound
from dvc.web.pages import render

P = ParamSpec("P")

bp = Blueprint("desk", __name__)


def parsed(code: str) -> str:
    """Return a dossier code from an address.

    Raises:
        NotFound: it is none.

    """
    try:
        return dossier_codes.parse_code(code)
    except InvalidAnswer:
        raise NotFound from None


def tells_changes(view: Callable[P, Response]) -> Callable[P, Response]:
    """Answer an officer whose page is older than the dossier with what has changed since."""

    @wraps(view)
    def told(*args: P.args, **kwargs: P.kwargs) -> Response:
        try:
            return view(*args, **kwargs)
        except Conflict as why:
            code = parsed(str((request.view_args or {}).get("code", "")))
            return render("desk/changed.html", status=409, code=code, change=why.message)

    return told


def sentences(problems: Mapping[str, InvalidAnswer]) -> dict[str, str]:
    """Return the words of what is wrong, by the input's name."""
    return {name: i18n.words(why.code, **why.params) for name, why in problems.items()}
