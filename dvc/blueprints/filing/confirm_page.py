"""The last page: the letters of the picture, the declaration, and the button that files."""

from collections.abc import Mapping
from uuid import UUID

from flask import Response, request, url_for

from dvc.blueprints.filing.opened import Opened, filed_page, open_page, redirect_to, sentences, show
from dvc.db import new_id
from dvc.domain import filing_gaps
from dvc.domain.filing import Page, Step
from dvc.domain.identity import is_uuid7
from dvc.domain.procedures import DECLARATION
from dvc.errors import InvalidAnswer
from dvc.services import captcha, catalogue, drafts, filing
from dvc.services.captcha import Bond
from dvc.web.captcha import asks_for_another, new_challenge, visitor
from dvc.web.database import transaction
from dvc.web.pages import after_post
from dvc.web.permissions import current_actor

PAGE = Page(Step.SUBMIT)


def show_confirm(opened: Opened, errors: Mapping[str, str] | None = None, challenge: str = "") -> Response:
    """Render the page; what is not complete leads back to the check."""
    if _hindered(opened):
        url = f"/ho-so/{opened.draft.id}/{Page(Step.REVIEW).key}"
        return redirect_to(url) if request.method == "GET" else after_post(url)
    sent = request.form.get("key", "")
    context = {
        "key": sent if is_uuid7(sent) else str(new_id()),
        "content": filing_gaps.fingerprint(opened.writing).hex(),
        "challenge": challenge or new_challenge(_thing(opened.draft.id)),
        "letters": request.form.get("captcha", "") if challenge else "",
        "declared": request.form.get("declared") == "1",
        "declaration": DECLARATION,
    }
    return show(opened, "filing/confirm.html", errors=errors, **context)


def _hindered(opened: Opened) -> bool:
    return bool(filing_gaps.gaps(opened.writing) or catalogue.closed(opened.db, opened.draft.procedure_code))


def _thing(draft_id: UUID) -> str:
    return f"draft:{draft_id}"


def file(draft_id: UUID) -> Response:
    """Let the key pass the captcha, then file in one transaction.

    The key is noted in the captcha's own transaction: a double click finds it there and is not asked twice.
    """
    with transaction() as db:
        opened = open_page(db, draft_id, PAGE, lock=True)
        if opened.draft.submitted_at is not None:
            return filed_page(opened.draft)
        if "later" in request.form:
            return after_post(url_for("filing.tasks", draft_id=draft_id))
        incomplete = asks_for_another() or _hindered(opened)
        refused = show_confirm(opened) if incomplete else _admit(opened)
    if refused is not None:
        return refused
    with transaction() as db:
        draft = drafts.get(db, draft_id, actor=current_actor(), lock=True)
        filing.submit(db, draft, request.form.get("key", ""), actor=current_actor())
    return filed_page(draft)


def _admit(opened: Opened) -> Response | None:
    key, seen = request.form.get("key", ""), request.form.get("content", "")
    if filing.admitted(opened.db, opened.draft, key):
        return None
    if not is_uuid7(key) or seen != filing_gaps.fingerprint(opened.writing).hex():
        return show_confirm(opened, sentences({"declared": InvalidAnswer("filing.key")}))
    challenge, typed = request.form.get("captcha_id", ""), request.form.get("captcha", "")
    if request.form.get("declared") != "1":
        errors = sentences({"declared": InvalidAnswer("filing.declaration_empty")})
        return show_confirm(opened, errors, challenge)
    wrong = captcha.spend(opened.db, challenge, Bond(visitor(), _thing(opened.draft.id)), typed)
    if wrong is not None:
        return show_confirm(opened, sentences({"captcha": wrong}), challenge if wrong.code == "captcha.empty" else "")
    filing.admit(opened.db, opened.draft, key)
    return None
