"""The home page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask import Blueprint, Response

from dvc import clock
from dvc.catalogue import loader
from dvc.domain.procedures import Procedure
from dvc.domain.text import CollateKey, collate_key
from dvc.i18n import format_date, format_datetime
from dvc.services import own_drafts
from dvc.services.own_drafts import DraftCard
from dvc.web.database import reading
from dvc.web.pages import public_page, render
from dvc.web.permissions import current_actor, public

bp = Blueprint("pages", __name__)

# What most people come for stands first.
PICTURES: Mapping[str, str] = {"1.001193": "baby", "1.004873": "rings", "2.000635": "copy"}
MOST_WORDS = 2
ENTERPRISES = "doanh nghiệp"


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
    """Show the search, what is being written, what people come for, the look-up, whom to call."""
    with reading() as session:
        drafts = own_drafts.cards(session, clock.today(), actor=current_actor())
    procedures = sorted(loader.procedures().values(), key=_rank)
    return render(
        "pages/home.html",
        drafts=[_draft_card(draft) for draft in drafts],
        citizens=_cards(procedure for procedure in procedures if not _for_enterprises(procedure)),
        enterprises=_cards(procedure for procedure in procedures if _for_enterprises(procedure)),
    )


def _rank(procedure: Procedure) -> tuple[int, CollateKey]:
    wanted = list(PICTURES)
    place = wanted.index(procedure.code) if procedure.code in wanted else len(wanted)
    return place, collate_key(procedure.short_name)


def _draft_card(draft: DraftCard) -> Card:
    done = f"Tờ khai: xong {draft.done} trên {draft.sections} phần."
    last = f"Viết lần cuối: {format_datetime(draft.updated_at)}."
    kept = f"Giữ đến ngày {format_date(draft.expires_at)}."
    return Card(f"Làm tiếp: {draft.name}", f"/ho-so/{draft.id}", "file", state=draft.state, lines=(done, last, kept))


def _cards(procedures: Iterable[Procedure]) -> list[Card]:
    return [
        Card(
            procedure.short_name,
            f"/thu-tuc/{procedure.code}",
            PICTURES.get(procedure.code, "paper"),
            text="; ".join(procedure.words[:MOST_WORDS]).capitalize(),
        )
        for procedure in procedures
    ]


def _for_enterprises(procedure: Procedure) -> bool:
    return bool(procedure.audience) and all(ENTERPRISES in who.lower() for who in procedure.audience)
