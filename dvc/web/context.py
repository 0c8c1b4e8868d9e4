"""Give every template what it may ask for: addresses, the viewer, the agency, formats."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, request
from flask_login import current_user

from dvc import clock, i18n
from dvc.domain import dossier_codes, identifiers
from dvc.domain.actor import Role
from dvc.services import agencies
from dvc.web.database import reading
from dvc.web.option_tags import option_tags
from dvc.web.permissions import visit
from dvc.web.static_files import static_url

AGENCY_KEPT = timedelta(seconds=60)
FILTERS: dict[str, Callable[..., str]] = {
    "date": i18n.format_date,
    "datetime": i18n.format_datetime,
    "money": i18n.format_money,
    "size": i18n.format_size,
    "mask_id": identifiers.mask_id,
    "mask_phone": identifiers.mask_phone,
    "code_words": dossier_codes.in_words,
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person who looks, as templates and Flask-Login see him."""

    id: str
    name: str
    is_officer: bool
    is_administrator: bool = False

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return the account id for Flask-Login."""
        return self.id


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """What the frame of a page shows of an agency."""

    name: str
    hotline: str
    hours: str


def load_viewer(_request: Any) -> Viewer | None:
    """Load the signed-in person for Flask-Login."""
    now = visit()
    if now.account_id is None:
        return None
    is_officer = now.officer_agency_id is not None
    is_administrator = is_officer and now.officer_role == Role.ADMINISTRATOR
    return Viewer(str(now.account_id), now.name, is_officer, is_administrator)


def set_up(app: Flask) -> None:
    """Register the context processor and the filters."""
    app.jinja_env.globals.update(static=static_url, option_tags=option_tags)
    app.jinja_env.filters.update(FILTERS)
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    viewer = current_user if current_user and current_user.is_authenticated else None
    return {"viewer": viewer, "agency": portal_agency(), "htmx": True, "endpoint": request.endpoint or ""}


def portal_agency() -> AgencyCard | None:
    """Return the portal's only agency; asked of the database once a minute."""
    kept: dict[str, Any] = current_app.extensions["dvc_agency"]
    if kept.get("until", 0.0) < time.monotonic():
        with reading() as session:
            found = agencies.only_one(session, clock.today())
            kept["card"] = AgencyCard(found.name, found.hotline, found.hours) if found else None
        kept["until"] = time.monotonic() + AGENCY_KEPT.total_seconds()
    card: AgencyCard | None = kept["card"]
    return card
