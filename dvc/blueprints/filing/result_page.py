"""The page that asks how the result is returned."""

from collections.abc import Mapping

from flask import Response

from dvc.blueprints.filing.opened import Opened, sentences, show
from dvc.domain.filing_people import POST_TO, read_delivery
from dvc.services import agencies, drafts

NAMES = ("method", *(item.name for item in POST_TO))


def show_result(opened: Opened, errors: Mapping[str, str] | None = None) -> Response:
    """Render the page; the post's address is first the filer's own."""
    draft, filer = opened.draft, opened.writing.people.filer
    suggested = {
        "receiver": filer.get("full_name", ""),
        "receiver_phone": filer.get("phone", ""),
        "post_address": filer.get("address", ""),
    }
    values = {**suggested, **draft.delivery, **(_typed(opened) if opened.typed is not None else {})}
    methods = opened.writing.procedure.return_methods
    if len(methods) == 1 and not values.get("method"):
        values["method"] = methods[0]
    desk_id = draft.filing_agency_id or draft.agency_id
    place = agencies.get(opened.db, desk_id) if desk_id else None
    return show(opened, "filing/result.html", errors=errors, values=values, methods=methods, place=place)


def _typed(opened: Opened) -> dict[str, str]:
    sent = opened.typed or {}
    return {name: sent.get(name, "")[:1000] for name in NAMES}


def save_result(opened: Opened) -> Response | None:
    """Save what was chosen and typed."""
    drafts.save_delivery(opened.draft, _typed(opened), step=opened.page.key)
    found = read_delivery(opened.draft.delivery, opened.writing.procedure.return_methods)
    return show_result(opened, sentences(found.problems)) if found.problems else None
