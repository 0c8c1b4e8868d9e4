"""The page of one paper's files.

It holds nothing but the file field: opening the camera may kill the browser of a small phone, and then nothing typed
may be lost with it.
"""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from dvc import i18n
from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import BACK_TO, Opened, address, filed_page, open_page, show, showing
from dvc.domain.filing import Page, Step
from dvc.domain.filing_papers import Tick, split_name
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Component
from dvc.errors import Conflict, InvalidAnswer, NotFound
from dvc.services import drafts, uploads
from dvc.services.uploads import Kept
from dvc.web.database import reading, transaction
from dvc.web.kept_files import LIMITS, add_rows, dropping, keep_sent
from dvc.web.pages import after_post
from dvc.web.permissions import requires
from dvc.web.request_body import takes_files

PAPERS = Page(Step.PAPERS)
FEW = 3  # as many refusals are said in full beside the field too
FILED = "Hồ sơ này vừa được nộp ở một trang khác, không nhận thêm tệp ở đây nữa."


@bp.get("/ho-so/<uuid:draft_id>/giay-to/<key>")
@requires(Permission.OWN_DRAFT_EDIT)
def paper_files(draft_id: UUID, key: str) -> Response:
    """Show the files of one paper and take more."""
    return showing(draft_id, PAPERS, lambda opened: show_files(opened, key))


@bp.post("/ho-so/<uuid:draft_id>/giay-to/<key>")
@requires(Permission.OWN_DRAFT_EDIT)
@takes_files
def paper_files_sent(draft_id: UUID, key: str) -> Response:
    """Keep what can be kept and say of each other file, by its name, why it cannot."""
    with reading() as db:
        opened = open_page(db, draft_id, PAPERS)
        if opened.draft.submitted_at is not None:
            return filed_page(opened.draft)
        room = uploads.room(db, opened.draft, _place(opened, key))
    kept, refused = keep_sent("files", room)
    with dropping(kept), transaction() as db:
        opened = open_page(db, draft_id, PAPERS, lock=True)
        if opened.draft.submitted_at is not None:
            raise Conflict(FILED)
        refused += _add(opened, key, kept)
    return _files_again(draft_id, key, refused)


@bp.post("/ho-so/<uuid:draft_id>/giay-to/<key>/bo")
@requires(Permission.OWN_DRAFT_EDIT)
def paper_file_removed(draft_id: UUID, key: str) -> Response:
    """Remove one file; removed twice is removed."""
    with transaction() as db:
        opened = open_page(db, draft_id, PAPERS, lock=True)
        if opened.draft.submitted_at is not None:
            return filed_page(opened.draft)
        _asked(opened, key)
        for upload in uploads.of(db, opened.draft):
            if str(upload.id) == request.form.get("upload"):
                uploads.remove(db, upload)
    return _files_again(draft_id, key, [])


def show_files(opened: Opened, key: str, refused: tuple[str, ...] = ()) -> Response:
    """Render the page of one paper's files; from it one goes on to the next paper without files, or to the list."""
    component = _asked(opened, key)
    files = [
        {
            "id": upload.id,
            "name": upload.name,
            "size": i18n.format_size(upload.size),
            "href": url_for("uploads.file", upload_id=upload.id),
        }
        for upload in uploads.of(opened.db, opened.draft)
        if upload.component_key == key
    ]
    name, more = split_name(component.name)
    others = [one for one in without_files(opened) if one.key != key]
    context = {
        "name": name,
        "more": more[:1].upper() + more[1:],
        "files": files,
        "send": files_address(opened, component),
        "remove": url_for("filing.paper_file_removed", draft_id=opened.draft.id, key=key, **_back()),
        "list": address(opened.draft, PAPERS),
        "done": files_address(opened, others[0]) if others and files else address(opened.draft, PAPERS),
        "next": split_name(others[0].name)[0] if others and files else "",
        "limits": LIMITS,
        "refused": refused,
    }
    return show(opened, "filing/paper_files.html", errors=_beside(refused), **context)


def _beside(refused: tuple[str, ...]) -> dict[str, str]:
    if len(refused) <= FEW:
        return {"files": " ".join(refused)} if refused else {}
    return {"files": f"{len(refused)} tệp chưa được nhận. Vì sao thì có ở đầu trang."}


def _asked(opened: Opened, key: str) -> Component:
    for component in opened.writing.components:
        if component.key == key and component.asked:
            return component
    raise NotFound


def _place(opened: Opened, key: str) -> uploads.Place:
    return uploads.Place(_asked(opened, key).key)


def _add(opened: Opened, key: str, kept: list[Kept]) -> list[InvalidAnswer]:
    refused = add_rows(kept, lambda one: uploads.add(opened.db, opened.draft, uploads.Place(key), one))
    if len(refused) < len(kept):
        drafts.save_papers(opened.draft, {key: {"tick": Tick.ATTACHED.value, "why": ""}}, step=PAPERS.key)
    return refused


def _files_again(draft_id: UUID, key: str, refused: list[InvalidAnswer]) -> Response:
    words = tuple(i18n.words(why.code, **why.params) for why in refused)
    if words:
        return showing(draft_id, PAPERS, lambda opened: show_files(opened, key, words))
    url = url_for("filing.paper_files", draft_id=draft_id, key=key, **_back())
    return after_post(url, lambda: paper_files(draft_id, key))


def _back() -> dict[str, Any]:
    return {BACK_TO: Step.REVIEW.value} if request.args.get(BACK_TO) == Step.REVIEW else {}


def count_files(opened: Opened, component: Component) -> int:
    """Return how many files of a paper are here."""
    return len(opened.writing.files.get(component.key, ()))


def files_address(opened: Opened, component: Component) -> str:
    """Return the address of the page of a paper's files."""
    return url_for("filing.paper_files", draft_id=opened.draft.id, key=component.key, **_back())


def without_files(opened: Opened) -> list[Component]:
    """Return the papers whose files are still to be sent."""
    asked = [one for one in opened.writing.components if one.asked and not count_files(opened, one)]
    return [one for one in asked if opened.draft.papers.get(one.key, {}).get("tick") == Tick.ATTACHED]
