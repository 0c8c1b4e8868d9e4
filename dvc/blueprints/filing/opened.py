"""Open one page of somebody's draft, and lead from page to page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Response, current_app, redirect, request, url_for

from dvc import clock, i18n
from dvc.db import Session
from dvc.domain import filing as pages
from dvc.domain.dossier_codes import provisional_code
from dvc.domain.filing import BEFORE_SIGN_IN, STEP_WORDS, Page, Step, Writing
from dvc.errors import InvalidAnswer, SignInRequired
from dvc.services import agencies, drafts, filing
from dvc.services.agencies import Agency
from dvc.services.drafts import Draft
from dvc.web import parking
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor

BACK_TO = "ve"
# Pages that ask neither for the agencies nor for the files.
ALONE = frozenset({Step.PEOPLE, Step.FORM, Step.RESULT})
# Pages where the agency's own offer matters: its cases, fees, limits, ways of returning the result.
OFFERED = frozenset({Step.PLACE, Step.RESULT, Step.REVIEW, Step.SUBMIT})
ENDPOINTS: Mapping[Step, str] = {
    Step.PLACE: "filing.place",
    Step.PEOPLE: "filing.people",
    Step.FORM: "filing.section",
    Step.PAPERS: "filing.papers",
    Step.RESULT: "filing.result",
    Step.REVIEW: "filing.review",
    Step.SUBMIT: "filing.confirm",
}


@dataclass(frozen=True)
class Opened:
    """A draft on one of its pages, in the transaction of this request."""

    db: Session
    draft: Draft
    writing: Writing
    page: Page
    typed: Mapping[str, str] | None = None

    @cached_property
    def agency(self) -> Agency | None:
        """Return the agency that resolves the dossier, once it is chosen; a page asks for it once."""
        return agencies.get(self.db, self.draft.agency_id) if self.draft.agency_id else None

    def again(self) -> "Opened":
        """Return the same after something was saved."""
        return replace(self, writing=_writing(self.db, self.draft, self.page))


def open_page(db: Session, draft_id: UUID, page: Page, *, lock: bool = False) -> Opened:
    """Open a page of this person's draft.

    Raises:
        NotFound: there is none for him.
        SignInRequired: the page asks about people, and nobody has signed in.

    """
    actor = current_actor()
    draft = drafts.get(db, draft_id, actor=actor, lock=lock)
    if actor.account_id is None and page.step not in BEFORE_SIGN_IN:
        raise SignInRequired
    return Opened(db, draft, _writing(db, draft, page), page)


def _writing(db: Session, draft: Draft, page: Page) -> Writing:
    return filing.writing(db, draft, clock.today(), whole=page.step not in ALONE, offer=page.step in OFFERED)


def address(draft: Draft, page: Page) -> str:
    """Return the address of a page; when one came from the check, it goes back there."""
    back = (
        "?ve=kiem-tra"
        if request.args.get(BACK_TO) == Step.REVIEW and page.step not in (Step.REVIEW, Step.SUBMIT)
        else ""
    )
    return f"/ho-so/{draft.id}/{page.key}{back}"


def filed_page(draft: Draft) -> Response:
    """Lead to the confirmation: what is filed is not written any more."""
    url = url_for("filing.filed", draft_id=draft.id)
    return after_post(url) if request.method == "POST" else redirect_to(url)


def show(opened: Opened, template: str, *, errors: Mapping[str, str] | None = None, **context: Any) -> Response:
    """Render a page of the wizard; 422 when there are errors."""
    number, of = pages.step_number(opened.page)
    before = pages.page_before(opened.writing, opened.page)
    frame = {
        "draft": opened.draft,
        "procedure": opened.writing.procedure,
        "action": address(opened.draft, opened.page),
        "back": f"/ho-so/{opened.draft.id}/{before.key}"
        if before
        else url_for("filing.tasks", draft_id=opened.draft.id),
        "step": {"number": number, "of": of, "words": STEP_WORDS[opened.page.step]},
        "desk": opened.agency,
        "saved": saved_words(opened),
        "errors": errors or {},
        "restored": opened.typed is not None and request.method == "GET",
    }
    return render(template, block="step", status=422 if errors else 200, **frame, **context)


def saved_words(opened: Opened) -> str:
    """Say when and where the draft was saved."""
    draft = opened.draft
    if not draft.steps:
        return ""
    when = i18n.format_datetime(draft.updated_at)
    until = i18n.format_date(draft.expires_at)
    return f"Đã lưu lúc {when}. Nháp {provisional_code(draft.id)} giữ đến {until}."


def showing(draft_id: UUID, page: Page, render_page: Callable[[Opened], Response]) -> Response:
    """Answer a GET: the page with what is saved, or with what was typed before the session ended."""
    typed = parking.restored(draft_id, request.path)
    with reading() as db:
        opened = open_page(db, draft_id, page)
        if opened.draft.submitted_at is not None:
            return filed_page(opened.draft)
        return render_page(replace(opened, typed=typed))


def saving(draft_id: UUID, page: Page, save: Callable[[Opened], Response | None]) -> Response:
    """Answer a POST: `save` keeps what was typed and returns the page again when it is not in order.

    What is kept is committed either way; what comes next is read only after that.
    """
    with transaction() as db:
        opened = open_page(db, draft_id, page, lock=True)
        if opened.draft.submitted_at is not None:
            return filed_page(opened.draft)
        shown_again = save(replace(opened, typed=request.form))
        onward = pages.next_page(opened.again().writing, page)
    if "later" in request.form:
        return after_post(url_for("filing.tasks", draft_id=draft_id))
    if shown_again is not None:
        return shown_again
    if request.args.get(BACK_TO) == Step.REVIEW:
        onward = Page(Step.REVIEW)
    return after_post(f"/ho-so/{draft_id}/{onward.key}", _view(draft_id, onward))


def _view(draft_id: UUID, page: Page) -> Callable[[], Response] | None:
    # A visitor is sent to sign in by the page's own address, so that he comes back to it.
    view = current_app.view_functions.get(ENDPOINTS[page.step])
    if view is None or current_actor().account_id is None:
        return None
    values: dict[str, Any] = {"draft_id": draft_id}
    if page.step is Step.FORM:
        values["number"] = page.number
    return lambda: current_app.make_response(current_app.ensure_sync(view)(**values))


def redirect_to(url: str) -> Response:
    """Lead a GET elsewhere."""
    return current_app.make_response(redirect(url, 303))


def sentences(problems: Mapping[str, InvalidAnswer]) -> dict[str, str]:
    """Return the words of what is wrong, by the input's name."""
    return {name: i18n.words(why.code, **why.params) for name, why in problems.items()}
