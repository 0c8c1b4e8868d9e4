"""Make a procedure's page for who sees it before it is published."""

from dvc.blueprints.catalogue import words
from dvc.blueprints.catalogue.procedure_page import procedure_page
from dvc.web.previews import PREVIEWS, PROCEDURE, Preview, Previewed


@PREVIEWS.register(PROCEDURE)
def preview(seen: Previewed) -> Preview:
    """Return the page of a procedure."""
    page = procedure_page(seen.standing, seen.procedure, names=seen.names, desks=seen.desks, wanted="")
    options = [(desk.identifier_code, desk.name) for desk in seen.desks]
    context = {"procedure": seen.procedure, "page": page, "words": words, "desk_options": options}
    return Preview("catalogue/procedure.html", context)
