"""The list of procedures, drafts and those that have ended included."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for

from dvc.blueprints.admin.blueprint import bp
from dvc.blueprints.admin.standing_words import STATUS, status_line
from dvc.db import Session
from dvc.domain.listings import Standing
from dvc.domain.permissions import Permission
from dvc.domain.text import collate_key, fold
from dvc.services import catalogue, catalogue_search, procedure_doubts, procedure_edits
from dvc.services.catalogue_search import Wanted
from dvc.web.database import reading
from dvc.web.pages import render
from dvc.web.permissions import current_actor, requires

PAGE = 30
LONGEST = 200
MOST_PAGES = 20
EDITED, DOUBTED, NEWER = "dang-sua", "chua-kiem-chung", "ban-moi"
FILTERS: Mapping[str, str] = {
    "dang-dung": "Đang dùng",
    "cho": "Chờ hiệu lực",
    "tam-dung": "Tạm dừng",
    "het-hieu-luc": "Hết hiệu lực, đã thay",
    "nhap": "Nháp",
    EDITED: "Đang sửa",
    DOUBTED: "Chưa kiểm chứng",
    NEWER: "Phần mềm có bản mới",
}
_STATUS: Mapping[str, tuple[str, ...]] = {
    "dang-dung": ("in_force",),
    "cho": ("scheduled",),
    "tam-dung": ("paused",),
    "het-hieu-luc": ("ended", "replaced"),
    "nhap": ("draft",),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One procedure of the list."""

    code: str
    name: str
    service_field: str
    sign: tuple[str, str]
    said: str
    doubts: int
    edited: bool
    newer: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks."""

    text: str
    chosen: str
    after: str

    def address(self, after: str = "") -> str:
        """Return the list's address behind a procedure."""
        parts = {"q": self.text, "loc": self.chosen, "sau": after}
        query = urlencode({name: value for name, value in parts.items() if value})
        return url_for("admin.procedures") + (f"?{query}" if query else "")


@dataclass(frozen=True, slots=True)
class Known:
    """What the list tells of procedures beside how they stand."""

    doubts: Mapping[str, int]
    edited: AbstractSet[str]
    newer: AbstractSet[str]


@bp.get("/quan-tri/thu-tuc")
@requires(Permission.CATALOGUE_PROCEDURE_EDIT)
def procedures() -> Response:
    """List the procedures that fit, a page at a time."""
    asked = _asked()
    with reading() as session:
        known = _known(session)
        standings = _ordered(session, asked.text)
    pairs = [(_line(one, known), one) for one in standings]
    fitting = [line for line, one in pairs if _fits(line, one, asked.chosen)]
    if asked.chosen == DOUBTED:
        fitting.sort(key=lambda line: -line.doubts)
    start = next((at + 1 for at, line in enumerate(fitting) if line.code == asked.after), 0)
    page = fitting[start : start + PAGE]
    onward = asked.address(page[-1].code) if len(fitting) > start + PAGE else ""
    context: dict[str, Any] = {
        "asked": asked,
        "page": page,
        "total": len(fitting),
        "onward": onward,
        "first": start == 0,
    }
    return render("admin/procedures.html", filters=list(FILTERS.items()), **context)


def _known(session: Session) -> Known:
    edits = procedure_edits.open_edits(session, actor=current_actor())
    edited = frozenset(one.code for one in edits)
    return Known(procedure_doubts.counts(session), edited, frozenset(catalogue.shipped_differs(session)))


def _asked() -> Asked:
    chosen = request.args.get("loc", "")
    text = request.args.get("q", "").strip()[:LONGEST]
    return Asked(text, chosen if chosen in FILTERS else "", request.args.get("sau", ""))


def _ordered(session: Session, text: str) -> Sequence[Standing]:
    """Return all procedures by their names, or those that a text finds, best first."""
    every = sorted(
        catalogue.standings(session), key=lambda one: (collate_key(one.listing.short_name), one.listing.code)
    )
    if not text:
        return every
    found = {one.listing.code: one for one in _searched(session, text)}
    words = fold(text).split()
    # The residents' search knows no drafts.
    drafts = [one for one in every if one.listing.code not in found and one.status == "draft" and _says(one, words)]
    return [*found.values(), *drafts]


def _searched(session: Session, text: str) -> Iterator[Standing]:
    after = ""
    for _ in range(MOST_PAGES):
        found = catalogue_search.find(session, Wanted(text, {}, after))
        yield from found.rows
        after = found.next_after
        if not after:
            return


def _says(one: Standing, words: Iterable[str]) -> bool:
    listing = one.listing
    said = fold(f"{listing.code} {listing.name} {listing.short_name} {' '.join(listing.words)}")
    return all(word in said for word in words)


def _line(one: Standing, known: Known) -> Line:
    listing = one.listing
    return Line(
        code=listing.code,
        name=listing.short_name,
        service_field=listing.service_field,
        sign=STATUS[one.status],
        said=status_line(one),
        doubts=known.doubts.get(listing.code, 0),
        edited=listing.code in known.edited,
        newer=listing.code in known.newer,
    )


def _fits(line: Line, one: Standing, chosen: str) -> bool:
    if chosen in _STATUS:
        return one.status in _STATUS[chosen]
    return {EDITED: line.edited, DOUBTED: line.doubts > 0, NEWER: line.newer}.get(chosen, True)
