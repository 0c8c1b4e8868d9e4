"""The files of one failing paper, on a page that holds nothing but the file field."""

from collections.abc import Sequence
from functools import partial

from flask import Response, request, url_for

from dvc import i18n
from dvc.blueprints.supplements.blueprint import bp, parsed, to_dossier
from dvc.domain.permissions import Permission
from dvc.errors import Conflict, InvalidAnswer
from dvc.services import supplements
from dvc.services.supplements import Supplement
from dvc.web.database import reading, transaction
from dvc.web.kept_files import LIMITS, add_rows, dropping, keep_sent
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires
from dvc.web.request_body import takes_files

PATH = "/ca-nhan/ho-so/<code>/bo-sung/<key>"
ANSWERED = "Bổ sung này vừa được gửi ở một trang khác, không nhận thêm tệp ở đây nữa."


@bp.get(PATH)
@requires(Permission.OWN_DOSSIER_CHANGE)
def files(code: str, key: str) -> Response:
    """Show the files of one paper and take more."""
    with reading() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor())
        return to_dossier(code) if found is None else show_files(found, key)


@bp.post(PATH)
@requires(Permission.OWN_DOSSIER_CHANGE)
@takes_files
def files_sent(code: str, key: str) -> Response:
    """Keep what can be kept and say of each other file, by its name, why it cannot."""
    with reading() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor())
        if found is None:
            return to_dossier(code)
        room = supplements.room(session, found, key)
    kept, refused = keep_sent("files", room)
    with dropping(kept), transaction() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor(), lock=True)
        if found is None:
            raise Conflict(ANSWERED)
        refused += add_rows(kept, partial(supplements.add_file, session, found, key))
    return _again(code, key, refused)


@bp.post(PATH + "/bo")
@requires(Permission.OWN_DOSSIER_CHANGE)
def file_removed(code: str, key: str) -> Response:
    """Remove one file of the answer."""
    with transaction() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor(), lock=True)
        if found is None:
            return to_dossier(code)
        supplements.remove_file(session, found, key, request.form.get("upload", ""))
    return _again(code, key, [])


def show_files(found: Supplement, key: str, refused: Sequence[str] = ()) -> Response:
    """Render the page of one paper's files; 422 when some were refused."""
    item = found.item(key)
    lines = [
        {
            "id": upload.id,
            "name": upload.name,
            "size": i18n.format_size(upload.size),
            "href": url_for("uploads.file", upload_id=upload.id),
        }
        for upload in item.files
    ]
    context = {
        "procedure": found.procedure,
        "desk": found.dossier.filing_agency,
        "item": item,
        "files": lines,
        "back": url_for("supplements.answer", code=found.dossier.code),
        "action": url_for("supplements.files", code=found.dossier.code, key=key),
        "limits": LIMITS,
        "refused": refused,
    }
    return render("supplements/files.html", block="step", status=422 if refused else 200, **context)


def _again(code: str, key: str, refused: Sequence[InvalidAnswer]) -> Response:
    words = tuple(i18n.words(why.code, **why.params) for why in refused)
    if not words:
        return after_post(url_for("supplements.files", code=parsed(code), key=key), lambda: files(code, key))
    with reading() as session:
        found = supplements.opened(session, parsed(code), actor=current_actor())
        return to_dossier(code) if found is None else show_files(found, key, words)
