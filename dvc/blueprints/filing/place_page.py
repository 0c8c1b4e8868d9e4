"""The page that asks where: the agencies of today, with the names of the communes they came from."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from dvc import clock
from dvc.blueprints.filing.opened import Opened, sentences, show
from dvc.domain.filing import resident_cases
from dvc.domain.filing_gaps import place_problems
from dvc.errors import InvalidAnswer
from dvc.services import agencies, drafts

# More than these are a list to pick from, where the old names stand too.
MOST_RADIOS = 8


def show_place(opened: Opened, errors: Mapping[str, str] | None = None) -> Response:
    """Render the page."""
    typed = opened.typed or {}
    draft = opened.draft
    context = {
        **_places(opened),
        "agency_value": typed.get("agency", draft.agency_id or ""),
        "filing_value": typed.get("filing_agency", draft.filing_agency_id or ""),
        "case_value": typed.get("case", draft.case_key),
        "cases": [(case.key, case.name, case.note) for case in resident_cases(opened.writing.procedure)],
    }
    return show(opened, "filing/place.html", errors=errors, **context)


def _places(opened: Opened) -> dict[str, Any]:
    found = agencies.receiving(opened.db, clock.today())
    old = agencies.old_names(opened.db, clock.today())
    near = [one for one in found if sum(other.province_code == one.province_code for other in found) > 1]
    few = len(found) <= MOST_RADIOS
    options = [(one.id, one.name, _note(one.province_name, old.get(one.id, ()))) for one in found]
    if not few:
        was = [(key, f"{name} (nay thuộc {one.name})", "") for one in found for key, name in _was(one.id, old)]
        options = [(key, f"{name}, {note}", "") for key, name, note in options] + was
    return {
        "few": few,
        "agencies": options,
        "desks": [(one.id, f"{one.desk_name}, {one.province_name}") for one in near],
    }


def _was(agency_id: int, old: Mapping[int, tuple[str, ...]]) -> list[tuple[int, str]]:
    return [(agency_id, name) for name in old.get(agency_id, ())]


def _note(province: str, old: tuple[str, ...]) -> str:
    if not old:
        return f"{province}."
    return f"{province}. Gồm cả nơi trước đây là: {'; '.join(old)}."


def save_place(opened: Opened) -> Response | None:
    """Save what was chosen."""
    typed = opened.typed or {}
    found = {str(one.id): one for one in agencies.receiving(opened.db, clock.today())}
    agency, desk = found.get(typed.get("agency", "")), found.get(typed.get("filing_agency", ""))
    if agency is None and len(found) == 1:
        agency = next(iter(found.values()))
    # Of all cases, not only those that the place chosen before offers.
    cases = {case.key for case in resident_cases(drafts.procedure_of(opened.db, opened.draft))}
    case = typed.get("case", "") if typed.get("case", "") in cases else ""
    far = bool(agency and desk and agency.province_code != desk.province_code)
    place = drafts.Place(agency.id if agency else None, desk.id if desk and not far else None, case)
    drafts.save_place(opened.draft, place, step=opened.page.key)
    opened = opened.again()
    problems = place_problems(opened.writing)
    if far:
        problems["filing_agency"] = InvalidAnswer("filing.agency_far")
    return show_place(opened, sentences(problems)) if problems else None
