"""The procedures: a list to search, and for each one everything that the law asks to publish."""

from flask import Blueprint, Response, request

from dvc import clock
from dvc.blueprints.catalogue import words
from dvc.catalogue import loader
from dvc.services import agencies, catalogue_search
from dvc.services.catalogue_search import Wanted
from dvc.web.database import reading
from dvc.web.pages import public_page, render
from dvc.web.permissions import public

bp = Blueprint("catalogue", __name__)

LONGEST = 100


@bp.get("/thu-tuc")
@public
@public_page
def procedures() -> Response:
    """List the procedures that fit; sends nothing while one types."""
    asked = {name: request.args.get(name, "").strip()[:LONGEST] for name in ("q", "muc-do", "linh-vuc")}
    wanted = Wanted(asked["q"], asked["muc-do"], asked["linh-vuc"])
    return render(
        "catalogue/list.html",
        block="found",
        asked=asked,
        found=catalogue_search.search(wanted),
        levels=catalogue_search.LEVEL_OPTIONS,
        fields=[(name, name) for name in catalogue_search.service_fields()],
        words=words,
    )


@bp.get("/thu-tuc/<code>")
@public
@public_page
def procedure(code: str) -> Response:
    """Show one procedure."""
    found = loader.procedure(code)
    with reading() as session:
        desks = agencies.receiving(session, clock.today())
    return render("catalogue/procedure.html", procedure=found, words=words, desks=desks)
