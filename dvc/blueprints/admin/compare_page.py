"""Tell in words how the current version of a procedure differs from another of its versions."""

from collections.abc import Iterable
from itertools import groupby

from flask import Response, request

from dvc.blueprints.admin.blueprint import bp
from dvc.catalogue import loader
from dvc.db import Session
from dvc.domain.definition_changes import Change, changes
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Procedure
from dvc.services import catalogue, releases
from dvc.web.database import reading
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires


@bp.get("/quan-tri/thu-tuc/<code>/khac-biet")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def compare(code: str) -> Response:
    """Compare a version of the history, or the shipped one, with the current one."""
    version = request.args.get("ban", "")
    with reading() as session:
        current = catalogue.procedure(session, code)
        other = version_of(session, code, version)
    found = by_part(changes(other, current))
    return render("admin/compare.html", procedure=current, changes=found, shipped=not version)


def version_of(session: Session, code: str, version: str) -> Procedure:
    """Return a version of a procedure, the shipped one without a name; raises NotFound."""
    actor = current_actor()
    return releases.version(session, code, version, actor=actor) if version else loader.procedure(code)


def by_part(found: Iterable[Change]) -> list[tuple[str, list[Change]]]:
    """Return what differs, by the part of the procedure."""
    return [(part, list(group)) for part, group in groupby(found, key=lambda one: one.part)]
