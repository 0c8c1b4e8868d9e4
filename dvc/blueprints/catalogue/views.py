"""The procedures: a list to search, and for each one everything that the law asks to publish."""

from flask import Blueprint, Response, request

from dvc import clock
from dvc.blueprints.catalogue import words
from dvc.blueprints.catalogue.list_page import asked_of, list_page
from dvc.services import agencies, catalogue, catalogue_search
from dvc.services.catalogue_search import Wanted
from dvc.web.database import reading
from dvc.web.pages import public_page, render
from dvc.web.permissions import public

bp = Blueprint("catalogue", __name__)


@bp.get("/thu-tuc")
@public
@public_page
def procedures() -> Response:
    """List the procedures that fit; sends nothing while one types."""
    asked = asked_of(request.args.get)
    with reading() as session:
        found = catalogue_search.find(session, Wanted(asked["q"], asked, asked["sau"]))
        fields = catalogue_search.service_fields(session)
        desks = agencies.receiving(session, clock.today())
    return render("catalogue/list.html", block="found", page=list_page(asked, found, fields, desks), words=words)


@bp.get("/thu-tuc/<code>")
@public
@public_page
def procedure(code: str) -> Response:
    """Show one procedure."""
    with reading() as session:
        found = catalogue.procedure(session, code)
        desks = agencies.receiving(session, clock.today())
    return render("catalogue/procedure.html", procedure=found, words=words, desks=desks)
