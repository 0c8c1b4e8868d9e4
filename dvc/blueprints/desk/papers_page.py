"""Papers and files to take along: official papers, the tờ khai in print, all originals in one archive."""

from io import BytesIO
from uuid import UUID

from flask import Response, send_file

from dvc.blueprints.desk.blueprint import bp, parsed
from dvc.domain.permissions import Permission
from dvc.services import desk_export, issued_papers
from dvc.web.database import transaction
from dvc.web.permissions import current_actor, requires

PDF = "application/pdf"


@bp.get("/giay/<uuid:paper_id>.pdf")
@requires(Permission.OWN_DOSSIER_READ)
def paper(paper_id: UUID) -> Response:
    """Give an official paper to those whom it concerns, as it was issued."""
    with transaction() as session:
        found = issued_papers.for_reader(session, paper_id, actor=current_actor())
    return _given(BytesIO(issued_papers.content(found)), PDF, f"{issued_papers.FILE_NAMES[found.kind]}.pdf")


@bp.get("/mot-cua/ho-so/<code>/to-khai.pdf")
@requires(Permission.AGENCY_DOSSIER_READ)
def answers(code: str) -> Response:
    """Print the tờ khai as it was filed."""
    with transaction() as session:
        content = desk_export.answers(session, parsed(code), actor=current_actor())
    return _given(BytesIO(issued_papers.printed(content)), PDF, f"to-khai-{content.code}.pdf")


@bp.get("/mot-cua/ho-so/<code>/tep.zip")
@requires(Permission.AGENCY_DOSSIER_READ)
def files(code: str) -> Response:
    """Give all originals in one archive."""
    with transaction() as session:
        export = desk_export.files(session, parsed(code), actor=current_actor())
    return _given(desk_export.archive(export), "application/zip", f"ho-so-{export.code}.zip")


def _given(stream: "BytesIO | desk_export.Archive", media_type: str, name: str) -> Response:
    response = send_file(stream, mimetype=media_type, as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response
