"""Let an agency's own offer end, or take back one that has not begun."""

from datetime import date
from typing import Any

from flask import Response, url_for

from dvc import clock
from dvc.blueprints.admin.agency_form import seen_day
from dvc.blueprints.admin.blueprint import DATE_PARTS, bp, read_day, sentences
from dvc.blueprints.admin.offer_words import offer_span
from dvc.blueprints.admin.offers_page import PATH
from dvc.db import Session
from dvc.domain.permissions import Permission
from dvc.errors import Conflict, Invalid, InvalidAnswer, NotFound
from dvc.services import agencies, catalogue, offers
from dvc.services.offers import AgencyOffer
from dvc.web.database import reading, transaction
from dvc.web.pages import after_post, render
from dvc.web.permissions import current_actor, requires

ACT = PATH + '/<int(max=2147483647):offer_id>/<any("ngay-cuoi", "bo"):act>'


@bp.get(ACT)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def offer_act(agency_id: int, code: str, offer_id: int, act: str) -> Response:
    """Say what will happen, and ask."""
    today = clock.today()
    return _ask((agency_id, code, offer_id), act, {part: str(getattr(today, part)) for part in DATE_PARTS}, {})


@bp.post(ACT)
@requires(Permission.AGENCY_SETTINGS_EDIT)
def act_on_offer(agency_id: int, code: str, offer_id: int, act: str) -> Response:
    """End the offer, or take it back."""
    place = (agency_id, code, offer_id)
    try:
        with transaction() as session:
            _own(session, *place)
            if act == "bo":
                offers.withdraw(session, offer_id, actor=current_actor())
            else:
                offers.end(session, offer_id, _last_day(), actor=current_actor())
    except Invalid as wrong:
        return _ask(place, act, seen_day("last_day"), sentences(wrong.problems))
    except Conflict as why:
        return _ask(place, act, seen_day("last_day"), {"last_day": why.message})
    return after_post(url_for("admin.agency_offer", agency_id=agency_id, code=code))


def _last_day() -> date:
    found = read_day("last_day")
    if found is None:
        raise Invalid({"last_day": InvalidAnswer("agency.last_day_empty")})
    return found


def _own(session: Session, agency_id: int, code: str, offer_id: int) -> AgencyOffer:
    """Return the offer of this address; another's looks like none."""
    for one in offers.of(session, agency_id):
        if (one.procedure_code, one.id) == (code, offer_id):
            return one
    raise NotFound


def _ask(place: tuple[int, str, int], act: str, values: dict[str, str], errors: dict[str, str]) -> Response:
    with reading() as session:
        offer = _own(session, *place)
        one, short = agencies.get(session, place[0]), catalogue.short_names(session).get(place[1], place[1])
    context: dict[str, Any] = {"one": one, "offer": offer, "name": short, "span": offer_span(offer), "act": act}
    status = 422 if errors else 200
    return render("admin/offer_act.html", status=status, values=values, errors=errors, **context)
