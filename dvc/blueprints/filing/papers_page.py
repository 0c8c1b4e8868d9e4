"""The page of the papers: what is said of each."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response

from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import Opened, saving, sentences, show, showing
from dvc.blueprints.filing.paper_files_page import (
    PAPERS,
    count_files,
    files_address,
    show_files,
    without_files,
)
from dvc.domain.filing_papers import TICK_WORDS, in_data, paper_problem, paper_words, split_name
from dvc.domain.paper_choices import ONE_IS_ENOUGH, edges, lacking
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Component
from dvc.services import drafts
from dvc.web.pages import after_post
from dvc.web.permissions import requires

TO_SEND = "filing.paper_without_file"
HELD_WHY = 5_000  # letters of a reason that are kept as typed; those too many for a dossier are said


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


def show_papers(opened: Opened, errors: Mapping[str, str] | None = None) -> Response:
    """Render the list of the papers."""
    begins, ends = edges(_to_say(opened))
    items = [
        {
            "paper": one,
            "words": split_name(one.name),
            "said": _said(opened, one),
            "files": count_files(opened, one),
            "href": files_address(opened, one),
            "begins": one.key in begins,
            "ends": one.key in ends,
        }
        for one in _to_say(opened)
    ]
    kept = opened.draft.papers
    known = [
        (one.name, paper_words(kept[one.key], 0))
        for one in opened.writing.components
        if one.asked and in_data(kept.get(one.key, {}))
    ]
    notes = [one for one in opened.writing.components if not one.asked]
    ticks = tuple(TICK_WORDS.items())
    context = {"items": items, "known": known, "notes": notes, "ticks": ticks, "one_is_enough": ONE_IS_ENOUGH}
    return show(opened, "filing/papers.html", errors=errors, **context)


def _to_say(opened: Opened) -> list[Component]:
    """Return the papers of which something must be said; those that the state's data answers are not asked."""
    kept = opened.draft.papers
    return [one for one in opened.writing.components if one.asked and not in_data(kept.get(one.key, {}))]


def _said(opened: Opened, component: Component) -> Mapping[str, Any]:
    if opened.typed is not None:
        return _read(opened.typed, component)
    found: Mapping[str, Any] = opened.draft.papers.get(component.key, {})
    return found


def _read(sent: Mapping[str, str], component: Component) -> dict[str, str]:
    tick = sent.get(f"tick-{component.key}", "")
    why = sent.get(f"why-{component.key}", "").strip()[:HELD_WHY]
    return {"tick": tick if tick in TICK_WORDS else "", "why": why}


def save_papers(opened: Opened) -> Response | None:
    """Save what was said; None when one may go on."""
    sent = opened.typed or {}
    asked = _to_say(opened)
    said = {one.key: _read(sent, one) for one in asked}
    drafts.save_papers(opened.draft, said, step=PAPERS.key)
    found = ((one.key, paper_problem(one, said[one.key], count_files(opened, one))) for one in asked)
    errors = {_place(key, why.code): why for key, why in found if why is not None and why.code != TO_SEND}
    groups = lacking(opened.writing.components, opened.draft.papers)
    errors |= {_place(key, why.code): why for key, why in groups.items()}
    if errors:
        return show_papers(opened, sentences(errors))
    unsent = without_files(opened)
    return _to_files(opened, unsent[0]) if unsent else None


def _place(key: str, code: str) -> str:
    return f"{'tick' if code.endswith('unsaid') else 'why'}-{key}"


def _to_files(opened: Opened, component: Component) -> Response:
    url = files_address(opened, component)
    return after_post(url, lambda: show_files(replace(opened, typed=None), component.key))
