"""The pages of the papers: what is said of each, and its files on a page of its own.

The file page holds nothing but the file field: opening the camera may kill the browser of a small phone, and then
nothing typed may be lost with it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, request, url_for
from werkzeug.datastructures import FileStorage

from dvc import i18n
from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import Opened, filed_page, open_page, saving, sentences, show, showing
from dvc.domain.file_limits import ALLOWED_EXTENSIONS, MAX_DOSSIER_BYTES, MAX_FILE_BYTES, MAX_FILES_PER_COMPONENT
from dvc.domain.filing import Page, Step
from dvc.domain.filing_papers import TICK_WORDS, Tick, paper_problem
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Component
from dvc.errors import InvalidAnswer, NotFound
from dvc.services import drafts, uploads
from dvc.services.uploads import Kept
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post
from dvc.web.permissions import requires

PAPERS = Page(Step.PAPERS)
LONGEST_WHY = 500
LIMITS = {
    "file_mb": MAX_FILE_BYTES // 1_000_000,
    "dossier_mb": MAX_DOSSIER_BYTES // 1_000_000,
    "files": MAX_FILES_PER_COMPONENT,
    "kinds": ", ".join(f".{ending}" for ending in ALLOWED_EXTENSIONS),
}


@bp.get("/ho-so/<uuid:draft_id>/giay-to")
@requires(Permission.OWN_DRAFT_EDIT)
def papers(draft_id: UUID) -> Response:
    """Ask of each paper whether it is attached, brought, or missing and why."""
    return showing(draft_id, PAPERS, show_papers)


@bp.post("/ho-so/<uuid:draft_id>/giay-to")
@requires(Permission.OWN_DRAFT_EDIT)
def papers_sent(draft_id: UUID) -> Response:
    """Save what was said of the papers; a paper to attach without a file leads to its page first."""
    return saving(draft_id, PAPERS, save_papers)


@bp.get("/ho-so/<uuid:draft_id>/giay-to/<key>")
@requires(Permission.OWN_DRAFT_EDIT)
def paper_files(draft_id: UUID, key: str) -> Response:
    """Show the files of one paper and take more."""
    return showing(draft_id, PAPERS, lambda opened: show_files(opened, key))


@bp.post("/ho-so/<uuid:draft_id>/giay-to/<key>")
@requires(Permission.OWN_DRAFT_EDIT)
def paper_files_sent(draft_id: UUID, key: str) -> Response:
    """Keep what can be kept and say of each other file, by its name, why it cannot."""
    with reading() as db:
        _asked(open_page(db, draft_id, PAPERS), key)
    kept, refused = _keep(request.files.getlist("files"))
    with transaction() as db:
        opened = open_page(db, draft_id, PAPERS, lock=True)
        if opened.draft.submitted_at is not None:
            return filed_page(opened.draft)
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
        for upload in uploads.of(db, opened.draft):
            if str(upload.id) == request.form.get("upload"):
                uploads.remove(db, upload)
    return _files_again(draft_id, key, [])


def show_papers(opened: Opened, errors: Mapping[str, str] | None = None) -> Response:
    """Render the list of the papers."""
    base = f"/ho-so/{opened.draft.id}/giay-to"
    items = [
        {
            "paper": one,
            "said": _said(opened, one),
            "files": len(opened.writing.files.get(one.key, ())),
            "href": f"{base}/{one.key}",
        }
        for one in opened.writing.components
        if one.asked
    ]
    notes = [one for one in opened.writing.components if not one.asked]
    ticks = tuple(TICK_WORDS.items())
    return show(opened, "filing/papers.html", errors=errors, items=items, notes=notes, ticks=ticks)


def _said(opened: Opened, component: Component) -> Mapping[str, Any]:
    if opened.typed is not None:
        return _read(opened.typed, component)
    found: Mapping[str, Any] = opened.draft.papers.get(component.key, {})
    return found


def _read(sent: Mapping[str, str], component: Component) -> dict[str, str]:
    tick = sent.get(f"tick-{component.key}", "")
    why = sent.get(f"why-{component.key}", "").strip()[:LONGEST_WHY]
    return {"tick": tick if tick in TICK_WORDS else "", "why": why}


def save_papers(opened: Opened) -> Response | None:
    """Save what was said; None when one may go on."""
    sent = opened.typed or {}
    asked = [one for one in opened.writing.components if one.asked]
    said = {one.key: _read(sent, one) for one in asked}
    drafts.save_papers(opened.draft, said, step=PAPERS.key)
    errors: dict[str, InvalidAnswer] = {}
    unsent = []
    for one in asked:
        files = len(opened.writing.files.get(one.key, ()))
        problem = paper_problem(one, said[one.key], files)
        if problem is not None and said[one.key]["tick"] == Tick.ATTACHED:
            unsent.append(one)
        elif problem is not None:
            errors[f"tick-{one.key}"] = problem
    if errors:
        return show_papers(opened, sentences(errors))
    return _to_files(opened, unsent[0]) if unsent else None


def _to_files(opened: Opened, component: Component) -> Response:
    url = url_for("filing.paper_files", draft_id=opened.draft.id, key=component.key)
    return after_post(url, lambda: show_files(replace(opened, typed=None), component.key))


def show_files(opened: Opened, key: str, refused: tuple[str, ...] = ()) -> Response:
    """Render the page of one paper's files."""
    component = _asked(opened, key)
    base = f"/ho-so/{opened.draft.id}/giay-to"
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
    context = {"paper": component, "files": files, "base": base, "limits": LIMITS, "refused": refused}
    return show(opened, "filing/paper_files.html", errors={"files": " ".join(refused)} if refused else None, **context)


def _asked(opened: Opened, key: str) -> Component:
    for component in opened.writing.components:
        if component.key == key and component.asked:
            return component
    raise NotFound


def _keep(sent: list[FileStorage]) -> tuple[list[Kept], list[InvalidAnswer]]:
    kept: list[Kept] = []
    refused: list[InvalidAnswer] = []
    for file in [file for file in sent if file.filename]:
        if len(kept) == MAX_FILES_PER_COMPONENT:
            refused.append(InvalidAnswer("file.component_full", name=file.filename, limit=MAX_FILES_PER_COMPONENT))
            continue
        try:
            kept.append(uploads.keep(file.filename or "", file.stream.read(MAX_FILE_BYTES + 1)))
        except InvalidAnswer as why:
            refused.append(why)
    return kept, refused if kept or refused else [InvalidAnswer("file.none")]


def _add(opened: Opened, key: str, kept: list[Kept]) -> list[InvalidAnswer]:
    refused = []
    for one in kept:
        try:
            uploads.add(opened.db, opened.draft, uploads.Place(key), one)
        except InvalidAnswer as why:
            refused.append(why)
    if len(refused) < len(kept):
        drafts.save_papers(opened.draft, {key: {"tick": Tick.ATTACHED.value, "why": ""}}, step=PAPERS.key)
    return refused


def _files_again(draft_id: UUID, key: str, refused: list[InvalidAnswer]) -> Response:
    words = tuple(i18n.words(why.code, **why.params) for why in refused)
    if words:
        return showing(draft_id, PAPERS, lambda opened: show_files(opened, key, words))
    return after_post(url_for("filing.paper_files", draft_id=draft_id, key=key), lambda: paper_files(draft_id, key))
