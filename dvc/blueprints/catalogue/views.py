"""The procedures: a list to search, and for each one everything that the law asks to publish."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, Response, make_response, request

from dvc import clock
from dvc.blueprints.catalogue import preview, words
from dvc.blueprints.catalogue.kept_pages import LONGEST_KEPT, kept
from dvc.blueprints.catalogue.list_page import asked_of, clean, list_page
from dvc.blueprints.catalogue.procedure_page import chosen_agency, procedure_page
from dvc.db import Session
from dvc.domain.listing_filters import AGENCY
from dvc.errors import NotFound
from dvc.services import agencies, blank_forms, catalogue, catalogue_search, offers
from dvc.services.agencies import Agency
from dvc.services.catalogue_search import Wanted
from dvc.web.context import portal_agency
from dvc.web.database import reading
from dvc.web.pages import must_make, public_page, render, wants_block
from dvc.web.permissions import public

__all__ = ["bp", "preview"]

bp = Blueprint("catalogue", __name__)


@bp.get("/thu-tuc")
@public
@public_page
def procedures() -> Response:
    """List the procedures that fit; sends nothing while one types."""
    asked = asked_of(request.args.get)
    with reading() as session:
        desks = agencies.receiving(session, clock.today())
        shown = tuple((desk.identifier_code, desk.name, desk.hotline, desk.hours) for desk in desks)
        key = (catalogue_search.state(session), shown, portal_agency(), wants_block(), *asked.items())
        return kept(key, lambda: _listed(session, asked, desks))


def _listed(session: Session, asked: Mapping[str, str], desks: Sequence[Agency]) -> tuple[Response, bool]:
    places = [desk.identifier_code for desk in desks]
    found = catalogue_search.find(session, Wanted(asked["q"], asked, asked["sau"]), places)
    page = list_page(asked, found, desks)
    worth = found.total > 0 and len(asked["q"]) <= LONGEST_KEPT
    return render("catalogue/list.html", block="found", page=page, words=words), worth


@bp.get("/thu-tuc/<code>")
@public
@public_page
def procedure(code: str) -> Response:
    """Show one procedure as the chosen agency offers it; where there is none, offer the search with what was asked."""
    wanted = request.args.get(AGENCY, "")
    with reading() as session:
        try:
            standing = catalogue_search.published(session, code)
        except NotFound:
            return render("catalogue/unknown.html", status=404, asked=clean(code))
        found = catalogue.procedure(session, code)
        desks = agencies.receiving(session, clock.today())
        agency = chosen_agency(desks, wanted)
        found = offers.offered(session, found, agency.id, clock.today()) if agency else found
        names = catalogue_search.names(session)
    page = procedure_page(standing, found, names=names, desks=desks, wanted=wanted)
    options = [(desk.identifier_code, desk.name) for desk in desks]
    return render("catalogue/procedure.html", procedure=found, page=page, words=words, desk_options=options)


@bp.get("/thu-tuc/<code>/to-khai-trong.pdf")
@public
@public_page
def blank_form(code: str) -> Response:
    """Print the empty declaration; a browser that has this version is not sent it again."""
    with reading() as session:
        catalogue_search.published(session, code)
        found = catalogue.procedure(session, code)
    response = make_response()
    response.mimetype = "application/pdf"
    response.headers["Content-Disposition"] = f'inline; filename="to-khai-{found.code}.pdf"'
    if must_make(response, blank_forms.tag(found)):
        response.set_data(blank_forms.printed(found))
    return response
