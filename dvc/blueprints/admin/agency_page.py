"""One agency: everything that an administrator may set, and what somebody else has changed meanwhile."""

from typing import Any

from flask import Response, request, url_for

from dvc import i18n
from dvc.blueprints.admin import agency_form
from dvc.blueprints.admin.agency_words import span
from dvc.blueprints.admin.blueprint import bp, read_rev, sentences
from dvc.domain.agency_facts import ORDER_WORDS
from dvc.domain.permissions import Permission
from dvc.errors import Conflict, Invalid
from dvc.services import agencies, agency_settings
from dvc.services.agency_settings import Agency
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

PATH = "/quan-tri/co-quan/<int(max=2147483647):agency_id>"


@bp.get(PATH)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def agency(agency_id: int) -> Response:
    """Show what is kept of an agency; who may not edit it reads it."""
    return _show(agency_id)


@bp.post(PATH)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def save_agency(agency_id: int) -> Response:
    """Keep what was typed."""
    sent, actor = agency_form.read_facts(), current_actor()
    try:
        with transaction() as session:
            found = agency_settings.to_change(session, agency_id, read_rev(), actor=actor)
            agency_settings.save(session, found, sent.facts, actor=actor)
            agency_form.refuse(sent.problems)
    except Invalid as wrong:
        return _show(agency_id, errors=sentences(wrong.problems | sent.problems), rev=read_rev())
    except Conflict as why:
        return _show(agency_id, conflict=why.message)
    return after_post(url_for("admin.agency", agency_id=agency_id, luu=1))


def _show(agency_id: int, *, errors: dict[str, str] | None = None, conflict: str = "", rev: int = 0) -> Response:
    typed = request.method == "POST"
    with reading() as session:
        found = agencies.get(session, agency_id)
        everyone = agency_settings.every(session, actor=current_actor())
        mine = agency_settings.editable(session, actor=current_actor())
    kept = agency_form.values_of(agency_settings.facts_of(found))
    values = agency_form.typed_values() if typed else kept
    context = {
        **agency_form.choices(everyone, mine, found),
        "one": found,
        "span": span(found, {one.id: one.name for one in everyone}),
        "mine": agency_id in mine,
        "values": values,
        "errors": errors or {},
        "conflict": conflict,
        "others": _differences(found, everyone, values) if conflict else [],
        # After a conflict the newest count is taken along: the person has seen what the other wrote.
        "rev": rev or found.rev,
        "saved": not typed and "luu" in request.args,
    }
    return render("admin/agency.html", status=422 if errors else 409 if conflict else 200, **context)


def _differences(found: Agency, everyone: list[Agency], typed: dict[str, Any]) -> list[tuple[str, str]]:
    """Return label and words of each fact that stands otherwise than it was typed."""
    facts = agency_settings.facts_of(found)
    kept = agency_form.values_of(facts)
    names = {one.id: one.name for one in everyone}
    changed = [name for name in agency_form.LABELS if _text(kept[name]) != _text(typed[name])]
    return [(agency_form.LABELS[name], _said(getattr(facts, name), name, names)) for name in changed]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "/".join(part.strip().lstrip("0") for part in value.values())
    return "" if value is None else str(value).strip()


def _said(value: Any, name: str, names: dict[int, str]) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if name in agency_form.IDS:
        return names.get(value or 0, "không có")
    if name == "code_order":
        return ORDER_WORDS[value]
    return i18n.format_date(value) if name in agency_form.DAYS and value else str(value or "để trống")
