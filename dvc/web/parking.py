"""Carry a step that was posted after its session had ended through signing in (decisions: 14)."""

import re
import uuid

from flask import current_app, request, session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from dvc.services import parked_posts
from dvc.web.database import transaction
from dvc.web.permissions import visit

PARKED = "parked"
_STEP = re.compile(r"/ho-so/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/[a-z0-9/._-]+")
_OURS = ("csrf_token",)


def keep() -> str:
    """Park the step that this request posted; returns where to go on after signing in, or "" when it is no step."""
    found = _STEP.fullmatch(request.path)
    if request.method != "POST" or found is None:
        return ""
    if not _is_page(request.path):
        return f"/ho-so/{found[1]}"
    items = [(name, text) for name, text in request.form.items(multi=True) if name not in _OURS]
    with transaction() as db:
        key = parked_posts.park(db, uuid.UUID(found[1]), request.path, items)
    if key:
        session[PARKED] = {"key": key, "path": request.path}
    return request.path


def _is_page(path: str) -> bool:
    """Tell whether there is a page to come back to: some addresses only take posts."""
    try:
        current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]  # a request is there
    except HTTPException:
        return False
    return True


def is_waiting() -> bool:
    """Tell whether something typed waits for this visitor to sign in."""
    return PARKED in session


def restored(draft_id: uuid.UUID, path: str) -> MultiDict[str, str] | None:
    """Return what was typed on this step before the session ended, once; None when there is nothing."""
    account_id, waiting = visit().account_id, session.get(PARKED)
    if account_id is None or waiting is None or waiting["path"] != path:
        return None
    del session[PARKED]
    with transaction() as db:
        parked = parked_posts.take(db, waiting["key"], actor_account_id=account_id)
    if parked is None or (parked.draft_id, parked.path) != (draft_id, path):
        return None
    return MultiDict(parked.items)
