"""Who signs for an agency: appoint one, and say until when one signs."""

from datetime import date
from typing import Any

from flask import Response, request, url_for

from dvc import clock
from dvc.blueprints.admin.agency_form import DAYS, refuse, seen_day
from dvc.blueprints.admin.agency_page import PATH
from dvc.blueprints.admin.blueprint import DATE_PARTS, bp, read_day, sentences
from dvc.domain.agency_facts import Signer, visible
from dvc.domain.permissions import Permission
from dvc.errors import Invalid, InvalidAnswer, NotFound
from dvc.services import agencies, agency_settings, agency_signers
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

ENDING = PATH + "/nguoi-ky/<int(max=2147483647):signer_id>"


@bp.get(PATH + "/nguoi-ky")
@requires(Permission.AGENCY_SETTINGS_EDIT)
def signers(agency_id: int) -> Response:
    """List who signs and who signed."""
    return _show(agency_id, {"name": "", "title": "", **{name: {} for name in DAYS}}, {})


@bp.post(PATH + "/nguoi-ky")
@requires(Permission.AGENCY_SETTINGS_EDIT)
def add_signer(agency_id: int) -> Response:
    """Appoint a signer."""
    days, problems = _read_days()
    signer = Signer(request.form.get("name", ""), request.form.get("title", ""), **days)
    try:
        with transaction() as session:
            found = agency_settings.to_change(session, agency_id, None, actor=current_actor())
            agency_signers.add(session, found, signer, actor=current_actor())
            refuse(problems)
    except Invalid as wrong:
        typed = {name: visible(request.form.get(name, "")) for name in ("name", "title")}
        typed_days = {name: seen_day(name) for name in DAYS}
        return _show(agency_id, {**typed, **typed_days}, sentences(wrong.problems | problems))
    return after_post(url_for("admin.signers", agency_id=agency_id))


@bp.get(ENDING)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def signer(agency_id: int, signer_id: int) -> Response:
    """Ask for a signer's last day."""
    today = clock.today()
    return _ask(agency_id, signer_id, {part: str(getattr(today, part)) for part in DATE_PARTS}, {})


@bp.post(ENDING)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def end_signer(agency_id: int, signer_id: int) -> Response:
    """Keep the last day."""
    try:
        last = _last_day()
        with transaction() as session:
            found = agency_settings.to_change(session, agency_id, None, actor=current_actor())
            agency_signers.end(session, found, signer_id, last, actor=current_actor())
    except Invalid as wrong:
        return _ask(agency_id, signer_id, seen_day("last_day"), sentences(wrong.problems))
    return after_post(url_for("admin.signers", agency_id=agency_id))


def _show(agency_id: int, values: dict[str, Any], errors: dict[str, str]) -> Response:
    actor = current_actor()
    with reading() as session:
        context: dict[str, Any] = {
            "one": agencies.get(session, agency_id),
            "signers": agency_signers.of(session, agency_id, actor=actor),
            "mine": agency_id in agency_settings.editable(session, actor=actor),
        }
    status = 422 if errors else 200
    return render("admin/signers.html", status=status, values=values, errors=errors, today=clock.today(), **context)


def _ask(agency_id: int, signer_id: int, values: dict[str, str], errors: dict[str, str]) -> Response:
    with reading() as session:
        one = agencies.get(session, agency_id)
        every = agency_signers.of(session, agency_id, actor=current_actor())
    found = next((one for one in every if one.id == signer_id), None)
    if found is None:
        raise NotFound
    status = 422 if errors else 200
    return render("admin/signer_end.html", status=status, one=one, signer=found, values=values, errors=errors)


def _last_day() -> date:
    found = read_day("last_day")
    if found is None:
        raise Invalid({"last_day": InvalidAnswer("agency.last_day_empty")})
    return found


def _read_days() -> tuple[dict[str, date | None], dict[str, InvalidAnswer]]:
    days: dict[str, date | None] = {}
    problems: dict[str, InvalidAnswer] = {}
    for name in DAYS:
        try:
            days[name] = read_day(name)
        except Invalid as wrong:
            days[name] = None
            problems.update(wrong.problems)
    return days, problems
