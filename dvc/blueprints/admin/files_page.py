"""Begin an edit: of a procedure, of a copy, of a file; and take a version along as a file."""

from collections.abc import Mapping
from io import BytesIO

from flask import Response, request, send_file, url_for

from dvc.blueprints.admin.blueprint import bp, sentences, tells_conflicts
from dvc.blueprints.admin.definition_values import readable
from dvc.domain.permissions import Permission
from dvc.errors import Invalid, InvalidAnswer
from dvc.services import catalogue, procedure_edits
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires
from dvc.web.request_body import sent_files, takes_files
from dvc.web.typed_text import is_piled

MOST_BYTES = 1_000_000


@bp.post("/quan-tri/thu-tuc/<code>/sua")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def begin(code: str) -> Response:
    """Begin to edit a procedure, or go on."""
    with transaction() as session:
        edit_id = procedure_edits.begin(session, code, actor=current_actor()).id
    return after_post(url_for("admin.edit", edit_id=edit_id))


@bp.get("/quan-tri/thu-tuc/<code>/sao-chep")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def copy(code: str) -> Response:
    """Ask for the code of the copy."""
    return _copy(code)


@bp.post("/quan-tri/thu-tuc/<code>/sao-chep")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def copied(code: str) -> Response:
    """Begin a new procedure with a copy."""
    try:
        with transaction() as session:
            new = request.form.get("code", "")
            edit_id = procedure_edits.copy(session, code, new, actor=current_actor()).id
    except Invalid as wrong:
        return _copy(code, sentences(wrong.problems))
    return after_post(url_for("admin.edit", edit_id=edit_id))


def _copy(code: str, errors: Mapping[str, str] | None = None) -> Response:
    with reading() as session:
        standing = catalogue.standing(session, code)
    typed = request.form.get("code", "")
    return render("admin/copy.html", status=422 if errors else 200, standing=standing, typed=typed, errors=errors or {})


@bp.get("/quan-tri/nhap-tep")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def import_file() -> Response:
    """Ask for a file."""
    return render("admin/import.html", errors={})


@bp.post("/quan-tri/nhap-tep")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
@takes_files
@tells_conflicts
def imported() -> Response:
    """Begin an edit with the text of a file; what is in force stays."""
    try:
        text = _text()
        with transaction() as session:
            edit_id = procedure_edits.add_text(session, text, actor=current_actor()).id
    except Invalid as wrong:
        return render("admin/import.html", status=422, errors=sentences(wrong.problems))
    return after_post(url_for("admin.edit", edit_id=edit_id))


def _text() -> str:
    """Return the text of the one file that was sent.

    Raises:
        Invalid: there is none, it is too large, or it is no text.

    """
    file = next(sent_files("file"), None)
    if file is None:
        raise Invalid({"file": InvalidAnswer("admin.file_missing")})
    data = file.read()
    if file.lost or len(data) > MOST_BYTES:
        raise Invalid({"file": InvalidAnswer("admin.file_large")})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid({"file": InvalidAnswer("admin.file_no_text")}) from None
    if is_piled(text):
        raise Invalid({"file": InvalidAnswer("admin.file_no_text")})
    return readable(text)


@bp.get("/quan-tri/thu-tuc/<code>/tep.toml")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def export(code: str) -> Response:
    """Give a version as a file."""
    with reading() as session:
        text = procedure_edits.exported(session, code, request.args.get("ban") or None, actor=current_actor())
    response = send_file(
        BytesIO(text.encode()),
        mimetype="application/toml",
        as_attachment=True,
        download_name=f"{code}.toml",
        etag=False,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
