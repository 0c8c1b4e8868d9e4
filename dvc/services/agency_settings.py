"""Administer the agencies: what is kept of each, under which other it stands, what became of it.

An administrator edits his own agency, those under it, and those that were merged into one of them; the others he reads.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import reference
from dvc.domain.actor import Actor
from dvc.domain.agency_facts import Facts, facts_problems, tidied
from dvc.domain.dossier_codes import written
from dvc.domain.ledger import Event
from dvc.domain.permissions import Permission, allowed
from dvc.errors import Conflict, Forbidden, Invalid, InvalidAnswer, NotFound
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier
from dvc.services import ledger

__all__ = ["Agency", "Facts", "add", "check", "editable", "every", "facts_of", "save", "to_change"]

OTHERS = "Ông/bà chỉ sửa được cơ quan của mình, các cơ quan ở dưới và các cơ quan đã nhập vào đó."
CHANGED = "Cơ quan này vừa được người khác sửa, nên lần lưu này chưa được ghi."


def every(session: Session, *, actor: Actor) -> list[Agency]:
    """Return all agencies, by name."""
    _check(actor)
    return list(session.scalars(select(Agency).order_by(Agency.province_name, Agency.name, Agency.valid_from)))


def editable(session: Session, *, actor: Actor) -> frozenset[int]:
    """Return the ids of the agencies that an administrator may edit."""
    return _tree(every(session, actor=actor), actor)


def facts_of(agency: Agency) -> Facts:
    """Return what is kept of an agency."""
    return Facts(**{field: getattr(agency, field) for field in Facts.__dataclass_fields__})


def to_change(session: Session, agency_id: int, rev: int | None, *, actor: Actor) -> Agency:
    """Return an agency for a change, its row locked; `rev` is what the page showed, None where it does not matter.

    Raises:
        NotFound: there is none.
        Forbidden: it is in another's tree.
        Conflict: somebody has changed it since.

    """
    check(session, agency_id, actor=actor)
    query = select(Agency).where(Agency.id == agency_id).with_for_update().execution_options(populate_existing=True)
    agency = session.scalars(query).one()
    if rev is not None and agency.rev != rev:
        raise Conflict(CHANGED)
    return agency


def check(session: Session, agency_id: int, *, actor: Actor) -> None:
    """Raise NotFound or Forbidden unless an administrator may edit an agency."""
    if agency_id not in editable(session, actor=actor):
        raise Forbidden(OTHERS) if session.get(Agency, agency_id) else NotFound


def save(session: Session, agency: Agency, facts: Facts, *, actor: Actor) -> tuple[str, ...]:
    """Keep the facts of an agency got by `to_change`; returns the fields that changed.

    Raises:
        Forbidden: it is in another's tree.
        Invalid: by field.

    """
    check(session, agency.id, actor=actor)
    facts = tidied(facts)
    _check_facts(session, (facts, agency.commune_code), agency, actor)
    new, old = asdict(facts), asdict(facts_of(agency))
    changed = tuple(field for field in new if new[field] != old[field])
    for field in changed:
        setattr(agency, field, new[field])
    if changed:
        session.flush()  # a change that somebody else made at once is found here
        data: dict[str, object] = {"agency": agency.id, "fields": list(changed)}
        ledger.record(session, Event.AGENCY_CHANGED, data, actor=actor)
    return changed


def add(session: Session, facts: Facts, commune_code: str, *, actor: Actor) -> Agency:
    """Add an agency of a commune, named by its statistics number, under one of the administrator's.

    Raises:
        Invalid: by field, `commune_code` among them.

    """
    _check(actor)
    facts = tidied(facts)
    try:
        commune = reference.commune(commune_code)
    except NotFound:
        wrong = {"commune_code": InvalidAnswer("agency.commune_unknown")}
        raise Invalid(wrong | _problems(session, (facts, ""), None, actor)) from None
    _check_facts(session, (facts, commune.code), None, actor)
    province = reference.province(commune.province_code)
    place = {"commune_code": commune.code, "province_code": province.code, "province_name": province.name}
    agency = Agency(**asdict(facts), **place)
    session.add(agency)
    session.flush()  # the page that follows needs its id
    ledger.record(session, Event.AGENCY_CREATED, {"identifier_code": agency.identifier_code}, actor=actor)
    return agency


def _check(actor: Actor) -> None:
    if not allowed(actor, Permission.AGENCY_SETTINGS_EDIT):
        raise Forbidden


def _check_facts(session: Session, what: tuple[Facts, str], agency: Agency | None, actor: Actor) -> None:
    problems = _problems(session, what, agency, actor)
    if problems:
        raise Invalid(problems)


def _problems(
    session: Session, what: tuple[Facts, str], agency: Agency | None, actor: Actor
) -> dict[str, InvalidAnswer]:
    """Return what is wrong with the facts, by field, of this agency or (None) of a new one of a commune."""
    facts, commune_code = what
    own_id = agency.id if agency is not None else None
    everyone = every(session, actor=actor)
    wrong = dict(_wrong_relations(facts, agency, everyone, _tree(everyone, actor)))
    wrong |= _second_desk(everyone, facts, agency, commune_code)
    holder = next((one for one in everyone if one.id != own_id and _clashes(one, facts)), None)
    if holder is not None:
        wrong["identifier_code"] = InvalidAnswer("agency.identifier_taken", name=holder.name)
    elif _used_today(session, facts, own_id):
        wrong["identifier_code"] = InvalidAnswer("agency.identifier_used")
    return wrong | facts_problems(facts)


def _clashes(other: Agency, facts: Facts) -> bool:
    """Tell whether another agency bears the code on a day on which this one would."""
    return other.identifier_code == facts.identifier_code and not _apart(other, facts)


def _second_desk(
    everyone: Sequence[Agency], facts: Facts, agency: Agency | None, commune_code: str
) -> dict[str, InvalidAnswer]:
    """Return the fault of a second desk for a commune; one that has been there before may be saved on."""
    for one in everyone:
        if agency is not None and (one.id == agency.id or _serves_same(one, facts_of(agency), commune_code)):
            continue
        if _serves_same(one, facts, commune_code):
            return {"receives": InvalidAnswer("agency.commune_served", name=one.name)}
    return {}


def _serves_same(other: Agency, facts: Facts, commune_code: str) -> bool:
    """Tell whether another agency receives the dossiers of the commune on a day on which this one would."""
    both = other.receives and facts.receives and other.commune_code == commune_code
    return both and not _apart(other, facts)


def _apart(other: Agency, facts: Facts) -> bool:
    """Tell whether the days of an agency and of the facts have none in common."""
    return _ends_before(other.valid_to, facts.valid_from) or _ends_before(facts.valid_to, other.valid_from)


def _ends_before(last: date | None, first: date | None) -> bool:
    return last is not None and first is not None and last < first


def _used_today(session: Session, facts: Facts, own_id: int | None) -> bool:
    """Tell whether dossiers of another agency bear today's codes: numbers begin anew with each agency."""
    start = f"{written(facts.identifier_code, 'left_to_right')}-{clock.today():%y%m%d}-"
    turned = f"{written(facts.identifier_code, 'right_to_left')}-{clock.today():%y%m%d}-"
    query = select(Dossier.id).where(
        Dossier.code.startswith(start, autoescape=True) | Dossier.code.startswith(turned, autoescape=True),
        Dossier.filing_agency_id != (own_id or 0),
    )
    return session.scalar(query.limit(1)) is not None


def _wrong_relations(
    facts: Facts, agency: Agency | None, everyone: Sequence[Agency], tree: frozenset[int]
) -> Iterator[tuple[str, InvalidAnswer]]:
    by_id = {one.id: one for one in everyone}
    kept = agency is not None and facts.parent_id == agency.parent_id
    # Who stands under nobody of ours could never be mended by us again.
    if not kept and facts.parent_id not in tree:
        yield "parent_id", InvalidAnswer("agency.parent_foreign")
    elif agency is not None and _leads_to(by_id, facts.parent_id, agency.id, lambda one: one.parent_id):
        yield "parent_id", InvalidAnswer("agency.parent_circle")
    if facts.succeeded_by_id is None:
        return
    if facts.succeeded_by_id not in by_id or (agency is not None and facts.succeeded_by_id == agency.id):
        yield "succeeded_by_id", InvalidAnswer("agency.heir_itself")
    elif agency is not None and _leads_to(by_id, facts.succeeded_by_id, agency.id, lambda one: one.succeeded_by_id):
        yield "succeeded_by_id", InvalidAnswer("agency.heir_circle")


def _leads_to(by_id: dict[int, Agency], start: int | None, goal: int, onward: Callable[[Agency], int | None]) -> bool:
    seen: set[int] = set()
    while start is not None and start in by_id and start not in seen:
        if start == goal:
            return True
        seen.add(start)
        start = onward(by_id[start])
    return False


def _tree(everyone: Sequence[Agency], actor: Actor) -> frozenset[int]:
    found = {actor.agency_id} if actor.agency_id is not None else set()
    size = -1
    while size != len(found):
        size = len(found)
        found |= {one.id for one in everyone if one.parent_id in found or one.succeeded_by_id in found}
    return frozenset(one for one in found if one is not None)
