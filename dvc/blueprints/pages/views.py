"""The home page."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, Response

from dvc import clock
from dvc.catalogue import life_events
from dvc.catalogue.life_events import LifeEvent
from dvc.domain.listings import Listing
from dvc.i18n import format_date, format_datetime
from dvc.services import catalogue, own_drafts
from dvc.services.own_drafts import DraftCard
from dvc.web.database import reading
from dvc.web.pages import public_page, render
from dvc.web.permissions import current_actor, public

bp = Blueprint("pages", __name__)

# What most people come for, with its picture.
MOST_WANTED: Mapping[str, str] = {"1.001193": "baby", "1.004873": "rings", "2.000635": "copy"}


@dataclass(frozen=True, slots=True)
class Card:
    """One card of a list: what it is, where it leads, what else to say."""

    title: str
    href: str
    icon: str = "paper"
    text: str = ""
    state: str = ""
    lines: tuple[str, ...] = ()


@bp.get("/")
@public
@public_page
def home() -> Response:
    """Show the search, what is being written, what happens in people's lives, the look-up, whom to call."""
    with reading() as session:
        drafts = own_drafts.cards(session, clock.today(), actor=current_actor())
        known = {one.listing.code: one for one in catalogue.standings(session) if one.listing.code in MOST_WANTED}
    events = life_events.life_events().values()
    return render(
        "pages/home.html",
        drafts=[_draft_card(draft) for draft in drafts],
        wanted=[_card(known[code].listing) for code in MOST_WANTED if code in known and known[code].open],
        citizens=[_event_card(event) for event in events if event.who == "citizen"],
        businesses=[_event_card(event) for event in events if event.who == "business"],
    )


def _draft_card(draft: DraftCard) -> Card:
    done = f"Tờ khai: xong {draft.done} trên {draft.sections} phần."
    last = f"Viết lần cuối: {format_datetime(draft.updated_at)}."
    kept = f"Giữ đến ngày {format_date(draft.expires_at)}."
    return Card(f"Làm tiếp: {draft.name}", f"/ho-so/{draft.id}", "file", state=draft.state, lines=(done, last, kept))


def _card(listing: Listing) -> Card:
    return Card(listing.short_name, f"/thu-tuc/{listing.code}", MOST_WANTED[listing.code])


def _event_card(event: LifeEvent) -> Card:
    return Card(event.title, f"/thu-tuc?su-kien={event.key}", event.icon, text=event.text)
