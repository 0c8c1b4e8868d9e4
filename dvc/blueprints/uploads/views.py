"""Give files to those who may see them, always as an attachment or as a picture that we made."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, Response, request, send_file

from dvc.domain.permissions import Permission
from dvc.services import uploads
from dvc.services.uploads import Given
from dvc.web.database import transaction
from dvc.web.permissions import current_actor, requires

bp = Blueprint("uploads", __name__)


@bp.get("/tep/<uuid:upload_id>")
@requires(Permission.OWN_DOSSIER_READ)
def file(upload_id: UUID) -> Response:
    """Give the cleaned copy of a file; with `?goc=1` the original, byte for byte."""
    with transaction() as db:
        upload = uploads.for_reader(db, upload_id, actor=current_actor())
    given = uploads.original(upload) if request.args.get("goc") == "1" else uploads.shown(upload)
    return _send(given)


def _send(given: Given) -> Response:
    # Only a picture that we made is shown in the page's own origin; everything else is saved, never opened.
    inline = given.cleaned and given.media_type == "image/jpeg"
    response = send_file(
        BytesIO(given.data),
        mimetype=given.media_type,
        as_attachment=not inline,
        download_name=given.name,
        etag=False,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    return response
