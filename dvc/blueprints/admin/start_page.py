"""Where an administrator begins: what there is to look after, and what waits."""

from flask import Response

from dvc.blueprints.admin.blueprint import bp
from dvc.domain.permissions import Permission
from dvc.web.pages import render
from dvc.web.permissions import requires


@bp.get("/quan-tri")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def start() -> Response:
    """Show the start page."""
    return render("admin/start.html")
