"""What an agency offers: its own offers beside the national values, and the page that makes one for a procedure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, request, url_for

from dvc import clock, i18n
from dvc.blueprints.admin import offer_form
from dvc.blueprints.admin.agency_form import refuse, seen_day
from dvc.blueprints.admin.agency_page import PATH as AGENCY
from dvc.blueprints.admin.blueprint import DATE_PARTS, bp, read_day, sentences
from dvc.blueprints.admin.offer_words import differences, longer_cases, offer_span
from dvc.db import Session
from dvc.domain.agency_facts import visible
from dvc.domain.permissions import Permission
from dvc.domain.procedures import Procedure
from dvc.domain.text import fold
from dvc.errors import Conflict, Invalid, InvalidAnswer, NotFound
from dvc.services import accounts, agencies, agency_settings, catalogue, offers
from dvc.services.offers import AgencyOffer, NewOffer
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

LIST = AGENCY + "/thu-tuc"
PATH = LIST + "/<code>"
MOST_FOUND = 30


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One own offer: when it holds, what differs, who made it, and whether it has begun or is over."""

    id: int
    code: str
    name: str
    span: str
    lines: list[str]
    made: str
    coming: bool
    over: bool
    ends: bool


@bp.get(LIST)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def agency_offers(agency_id: int) -> Response:
    """List the agency's own offers that hold or will, and find a procedure to make another."""
    wanted = visible(request.args.get("tim", "")[:100])
    with reading() as session:
        one = agencies.get(session, agency_id)
        mine = agency_id in agency_settings.editable(session, actor=current_actor())
        lines = [line for line in _lines(session, offers.of(session, agency_id)) if not line.over]
        found = _found(session, wanted) if wanted.strip() else []
    context: dict[str, Any] = {"one": one, "mine": mine, "lines": lines, "wanted": wanted, "found": found}
    return render("admin/offers.html", most=MOST_FOUND, **context)


@bp.get(PATH)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def agency_offer(agency_id: int, code: str) -> Response:
    """Show what holds here, the history, and the form of the next offer, filled with the last one."""
    with reading() as session:
        national = catalogue.procedure(session, code)
        last = next((one for one in offers.of(session, agency_id) if one.procedure_code == code), None)
    today = clock.today()
    holds = last is not None and (last.valid_to is None or last.valid_to >= today)
    values = offer_form.values_of(national, last.overrides if last is not None and holds else {})
    values["valid_from"] = {part: str(getattr(today, part)) for part in DATE_PARTS}
    return show(agency_id, national, values, {})


@bp.post(PATH)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def save_offer(agency_id: int, code: str) -> Response:
    """Make the offer; a limit longer than the national one is asked about first."""
    with reading() as session:
        national = catalogue.procedure(session, code)
    overrides = offer_form.read_overrides(national)
    problems: dict[str, InvalidAnswer] = {}
    try:
        begins = _first_day(problems)
        with transaction() as session:
            offers.make(session, NewOffer(agency_id, code, begins, overrides), actor=current_actor())
            problems |= _doubts(national, overrides)
            refuse(problems)
    except Invalid as wrong:
        return show(agency_id, national, _typed(), _sentences(wrong.problems | problems))
    except Conflict as why:
        return show(agency_id, national, _typed(), {"valid_from": why.message})
    return after_post(url_for("admin.agency_offer", agency_id=agency_id, code=code))


def _first_day(problems: dict[str, InvalidAnswer]) -> date:
    """Return the first day, today where none can be read, which is then a problem."""
    try:
        begins = read_day("valid_from")
    except Invalid as wrong:
        problems.update(wrong.problems)
        return clock.today()
    if begins is None:
        problems["valid_from"] = InvalidAnswer("offer.first_day_empty")
    return begins or clock.today()


def _doubts(national: Procedure, overrides: Mapping[str, Any]) -> dict[str, InvalidAnswer]:
    if not overrides:
        return {"service_level": InvalidAnswer("offer.nothing")}
    longer = longer_cases(national, overrides)
    if longer and "longer" not in request.form:
        return {"longer": InvalidAnswer("offer.longer", cases="; ".join(longer))}
    return {}


def _sentences(problems: Mapping[str, InvalidAnswer]) -> dict[str, str]:
    rows = offer_form.added_rows()
    return sentences({offer_form.input_of(place, why.code, rows): why for place, why in problems.items()})


def _typed() -> dict[str, Any]:
    return {**offer_form.typed_values(), "valid_from": seen_day("valid_from")}


def show(agency_id: int, national: Procedure, values: dict[str, Any], errors: dict[str, str]) -> Response:
    """Render the page of a procedure's offer; 422 when there are errors."""
    with reading() as session:
        one = agencies.get(session, agency_id)
        own = [offer for offer in offers.of(session, agency_id) if offer.procedure_code == national.code]
        context: dict[str, Any] = {
            "one": one,
            "mine": agency_id in agency_settings.editable(session, actor=current_actor()),
            "history": list(_lines(session, own)),
        }
    context |= {
        "procedure": national,
        "values": values,
        "errors": errors,
        "cases": offer_form.case_rows(national),
        "fees": offer_form.fee_rows(national),
        "added": offer_form.added_numbers(values),
        "ask_longer": "longer" in errors or "longer" in values,
        **offer_form.choices(),
    }
    return render("admin/offer.html", status=422 if errors else 200, **context)


def _lines(session: Session, own: Iterable[AgencyOffer]) -> Iterable[OfferLine]:
    today = clock.today()
    for offer in own:
        national = _national(session, offer.procedure_code)
        yield OfferLine(
            id=offer.id,
            code=offer.procedure_code,
            name=national.short_name if national else offer.procedure_code,
            span=offer_span(offer),
            lines=differences(national, offer.overrides) if national else [],
            made=_made(session, offer),
            coming=offer.valid_from > today,
            over=offer.valid_to is not None and offer.valid_to < today,
            ends=offer.valid_to is not None,
        )


def _national(session: Session, code: str) -> Procedure | None:
    try:
        return catalogue.procedure(session, code)
    except NotFound:
        return None


def _made(session: Session, offer: AgencyOffer) -> str:
    name = accounts.get(session, offer.made_by).full_name if offer.made_by else "máy"
    return f"{name}, {i18n.format_datetime(offer.made_at)}"


def _found(session: Session, wanted: str) -> list[tuple[str, str]]:
    words = fold(wanted).split()
    every = (one.listing for one in catalogue.standings(session) if one.status in ("in_force", "scheduled", "paused"))
    named = [(one.code, one.short_name, fold(f"{one.code} {one.name} {one.short_name}")) for one in every]
    return [(code, name) for code, name, text in named if all(word in text for word in words)][:MOST_FOUND]
