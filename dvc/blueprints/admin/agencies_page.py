"""The tree of agencies, all of it or that of a day, and the page that adds one."""

from typing import Any

from flask import Response, request, url_for

from dvc import i18n
from dvc.blueprints.admin import agency_form
from dvc.blueprints.admin.agency_words import parse_day, tree
from dvc.blueprints.admin.blueprint import bp, sentences
from dvc.domain.agency_facts import Facts, visible
from dvc.domain.permissions import Permission
from dvc.errors import Invalid
from dvc.services import agency_settings, communes
from dvc.services.communes import Commune
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires


@bp.get("/quan-tri/co-quan")
@requires(Permission.AGENCY_SETTINGS_EDIT)
def agencies() -> Response:
    """Show the agencies with what became of each."""
    typed, day, errors = visible(request.args.get("ngay", "")[:40]), None, {}
    try:
        day = parse_day(typed)
    except ValueError:
        errors["ngay"] = i18n.words("admin.day_wrong")
    with reading() as session:
        everyone = agency_settings.every(session, actor=current_actor())
        mine = agency_settings.editable(session, actor=current_actor())
    names = {one.id: one.name for one in everyone}
    shown = [one for one in everyone if day is None or one.valid_on(day)]
    context: dict[str, Any] = {"roots": tree(shown, mine, names), "day": day, "typed": typed, "errors": errors}
    return render("admin/agencies.html", status=422 if errors else 200, **context)


@bp.get("/quan-tri/co-quan/them")
@requires(Permission.AGENCY_SETTINGS_EDIT)
def new_agency() -> Response:
    """Ask for the commune first, then show the form with what is known of it."""
    wanted = visible(request.args.get("tim", "")[:100])
    commune = communes.get(request.args.get("xa", ""))
    if commune is None:
        found = communes.find(wanted)
        return render("admin/agency_commune.html", wanted=wanted, found=found, most=communes.MOST)
    return _form({**agency_form.values_of(_known_of(commune)), "commune_code": commune.code}, {})


@bp.post("/quan-tri/co-quan/them")
@requires(Permission.AGENCY_SETTINGS_EDIT)
def add_agency() -> Response:
    """Add the agency."""
    sent, code = agency_form.read_facts(), visible(request.form.get("commune_code", "")).strip()
    try:
        with transaction() as session:
            added = agency_settings.add(session, sent.facts, code, actor=current_actor())
            agency_form.refuse(sent.problems)
            address = url_for("admin.agency", agency_id=added.id)
    except Invalid as wrong:
        typed = {**agency_form.typed_values(), "commune_code": code}
        return _form(typed, sentences(wrong.problems | sent.problems))
    return after_post(address)


def _form(values: dict[str, Any], errors: dict[str, str]) -> Response:
    actor = current_actor()
    with reading() as session:
        everyone = agency_settings.every(session, actor=actor)
        mine = agency_settings.editable(session, actor=actor)
        context = agency_form.choices(everyone, mine, None)
    commune = communes.get(values["commune_code"])
    status = 422 if errors else 200
    return render("admin/agency_new.html", status=status, values=values, errors=errors, commune=commune, **context)


def _known_of(commune: Commune) -> Facts:
    """Return what an agency of a commune is usually called, under the administrator's own."""
    short = commune.name[:1].lower() + commune.name[1:]
    actor = current_actor()
    with reading() as session:
        same = [
            one for one in agency_settings.every(session, actor=actor) if one.province_code == commune.province_code
        ]
    level1 = next((one.identifier_code.partition(".")[0] for one in same), "")
    code = f"{level1}.{commune.code}" if level1 else ""
    free = all(one.identifier_code != code for one in same)
    return Facts(
        name=f"Ủy ban nhân dân {short}",
        desk_name=f"Bộ phận Một cửa {short}",
        identifier_code=code if free else "",
        parent_id=actor.agency_id,
    )
