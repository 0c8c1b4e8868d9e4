"""Tell a writer what has happened to his draft's procedure, and take over the newer version or keep the old one."""

from typing import Any
from uuid import UUID

from flask import Response, request, url_for

from dvc.blueprints.filing.blueprint import bp
from dvc.blueprints.filing.opened import BACK_TO, filed_page
from dvc.db import Session
from dvc.domain.filing import Page, Step
from dvc.domain.permissions import Permission
from dvc.services import catalogue, draft_upgrades, drafts
from dvc.services.drafts import Draft
from dvc.web.database import transaction
from dvc.web.pages import after_post
from dvc.web.permissions import current_actor, requires

# More changes than these are folded away.
FEW = 5


@bp.post("/ho-so/<uuid:draft_id>/ban-moi")
@requires(Permission.OWN_DRAFT_EDIT)
def new_version(draft_id: UUID) -> Response:
    """Take over the newer version, or keep the old one, and go back."""
    version = request.form.get("version", "")
    with transaction() as db:
        draft = drafts.get(db, draft_id, actor=current_actor(), lock=True)
        if draft.submitted_at is not None:
            return filed_page(draft)
        if "take" in request.form:
            draft_upgrades.take(db, draft, version)
        else:
            draft_upgrades.decline(db, draft, version)
    to_review = request.args.get(BACK_TO) == Step.REVIEW and "take" not in request.form
    end = f"/{Page(Step.REVIEW).key}" if to_review else ""
    return after_post(f"/ho-so/{draft_id}{end}")


def news_of(db: Session, draft: Draft, *, back: str = "") -> dict[str, Any]:
    """Return what a page shows of the procedure's news; `back` is the page to come back to."""
    found = draft_upgrades.news(db, draft)
    heir = catalogue.short_names(db)[found.closed.successor] if found.closed and found.closed.successor else ""
    told = [change.text for change in found.upgrade.changes] if found.upgrade else []
    where: dict[str, Any] = {BACK_TO: back} if back else {}
    return {
        "closed": found.closed,
        "heir": heir,
        "upgrade": found.upgrade,
        "told": told[:FEW],
        "told_more": told[FEW:],
        "choose": url_for("filing.new_version", draft_id=draft.id, **where),
    }
