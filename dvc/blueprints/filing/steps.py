"""The pages that are filled in: where, who, the form, how the result is returned.

Each POST saves what was typed, in order or not; then it goes on, or shows the page again with 422.
"""

from uuid import UUID

from flask import Response

from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import saving, showing
from dvc.blueprints.filing.people_page import ask_registers, save_people, show_people
from dvc.blueprints.filing.place_page import save_place, show_place
from dvc.blueprints.filing.result_page import save_result, show_result
from dvc.blueprints.filing.section_page import save_section, show_section
from dvc.domain.filing import Page, Step
from dvc.domain.permissions import Permission
from dvc.web.permissions import requires


@bp.get("/ho-so/<uuid:draft_id>/noi-nop")
@requires(Permission.OWN_DRAFT_EDIT)
def place(draft_id: UUID) -> Response:
    """Ask which agency resolves the dossier, where it is filed, and which case it is."""
    return showing(draft_id, Page(Step.PLACE), show_place)


@bp.post("/ho-so/<uuid:draft_id>/noi-nop")
@requires(Permission.OWN_DRAFT_EDIT)
def place_sent(draft_id: UUID) -> Response:
    """Save the place and the case."""
    return saving(draft_id, Page(Step.PLACE), save_place)


@bp.get("/ho-so/<uuid:draft_id>/nguoi-nop")
@requires(Permission.OWN_DRAFT_EDIT)
def people(draft_id: UUID) -> Response:
    """Ask who files and whose the dossier is."""
    return showing(draft_id, Page(Step.PEOPLE), show_people)


@bp.post("/ho-so/<uuid:draft_id>/nguoi-nop")
@requires(Permission.OWN_DRAFT_EDIT)
def people_sent(draft_id: UUID) -> Response:
    """Save the people; what the state's data knows of the filer is asked before, outside the transaction."""
    known = ask_registers(draft_id)
    return saving(draft_id, Page(Step.PEOPLE), lambda opened: save_people(opened, known))


@bp.get("/ho-so/<uuid:draft_id>/to-khai/<int:number>")
@requires(Permission.OWN_DRAFT_EDIT)
def section(draft_id: UUID, number: int) -> Response:
    """Ask the questions of one section."""
    return showing(draft_id, Page(Step.FORM, number), show_section)


@bp.post("/ho-so/<uuid:draft_id>/to-khai/<int:number>")
@requires(Permission.OWN_DRAFT_EDIT)
def section_sent(draft_id: UUID, number: int) -> Response:
    """Save the answers of one section."""
    return saving(draft_id, Page(Step.FORM, number), save_section)


@bp.get("/ho-so/<uuid:draft_id>/nhan-ket-qua")
@requires(Permission.OWN_DRAFT_EDIT)
def result(draft_id: UUID) -> Response:
    """Ask how the result is returned."""
    return showing(draft_id, Page(Step.RESULT), show_result)


@bp.post("/ho-so/<uuid:draft_id>/nhan-ket-qua")
@requires(Permission.OWN_DRAFT_EDIT)
def result_sent(draft_id: UUID) -> Response:
    """Save how the result is returned."""
    return saving(draft_id, Page(Step.RESULT), save_result)
