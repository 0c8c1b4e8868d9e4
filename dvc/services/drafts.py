"""Write drafts: begin, find, save step by step, hand over at sign-in, delete.

A draft belongs to an account, or until its writer signs in to the visitor's session. Each save changes only its own
part, under the row's lock, so two tabs never lose each other's sections.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy import delete as delete_rows
from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain.actor import Actor
from dvc.domain.ledger import Event
from dvc.domain.procedures import Procedure
from dvc.domain.representation import for_whom_problem
from dvc.domain.standing import closed
from dvc.errors import Conflict, NotFound, SignInRequired
from dvc.models.draft import Draft, SubmitKey
from dvc.services import catalogue, ledger, procedure_versions, uploads

__all__ = [
    "LIFE",
    "Draft",
    "Place",
    "adopt",
    "begin",
    "delete",
    "get",
    "mark",
    "own",
    "procedure_of",
    "save_delivery",
    "save_papers",
    "save_people",
    "save_place",
    "save_section",
]

LIFE = timedelta(days=30)

# Built once: every page of the wizard asks, and building costs more than asking.
_BY_ID = select(Draft).where(Draft.id == bindparam("id"))
_LOCKED = _BY_ID.with_for_update().execution_options(populate_existing=True)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dossier is resolved and filed (None: at the same desk), and the case that the resident chose."""

    agency_id: int | None
    filing_agency_id: int | None = None
    case_key: str = ""


def begin(session: Session, code: str, for_whom: str, *, actor: Actor, visit_id: uuid.UUID | None) -> Draft:
    """Make a draft of the procedure's current version; a visitor's is bound to the row of his session.

    Raises:
        InvalidAnswer: filing.for_whom_empty, filing.self_only.
        NotFound: there is no such procedure, or nobody to whom the draft could belong.
        Conflict: the procedure is not filed now; the message says why.

    """
    if actor.account_id is None and visit_id is None:
        raise NotFound
    stands = catalogue.standing(session, code)
    if stands.status == "draft":
        raise NotFound
    why = closed(stands)
    if why is not None:
        raise Conflict(why.sentence)
    procedure = procedure_versions.pinned(session, code, stands.listing.version)
    wrong = for_whom_problem(procedure, for_whom)
    if wrong is not None:
        raise wrong
    now = clock.now()
    draft = Draft(
        account_id=actor.account_id,
        session_id=None if actor.account_id else visit_id,
        procedure_code=code,
        procedure_version=procedure_versions.publish(session, procedure),
        for_whom=for_whom,
        created_at=now,
        updated_at=now,
        expires_at=now + LIFE,
    )
    session.add(draft)
    session.flush()  # the caller needs the id
    return draft


def get(session: Session, draft_id: uuid.UUID, *, actor: Actor, lock: bool = False) -> Draft:
    """Return a draft of this person, filed or not; `lock` holds its row until the end of the transaction.

    Raises:
        NotFound: there is none, or it is another's.
        SignInRequired: nobody has signed in, and it is not this visitor's.

    """
    draft = session.scalar(_LOCKED if lock else _BY_ID, {"id": draft_id})
    living = draft is not None and (draft.submitted_at is not None or draft.expires_at > clock.now())
    if draft is not None and living and _is_of(draft, actor):
        return draft
    raise NotFound if actor.account_id else SignInRequired


def _is_of(draft: Draft, actor: Actor) -> bool:
    if draft.account_id is not None:
        return draft.account_id == actor.account_id
    return bool(actor.session) and str(draft.session_id) == actor.session


def own(session: Session, *, actor: Actor) -> list[Draft]:
    """Return the person's drafts that are not filed, the one written last first."""
    query = select(Draft).where(Draft.submitted_at.is_(None), Draft.expires_at > clock.now())
    if actor.account_id is not None:
        query = query.where(Draft.account_id == actor.account_id)
    elif actor.session:
        query = query.where(Draft.session_id == uuid.UUID(actor.session), Draft.account_id.is_(None))
    else:
        return []
    return list(session.scalars(query.order_by(Draft.updated_at.desc())))


def adopt(session: Session, visit_id: uuid.UUID | None, account_id: uuid.UUID) -> Draft | None:
    """Give the drafts of a visitor's session to the person who has signed in; returns the newest of them."""
    if visit_id is None:
        return None
    query = select(Draft).where(Draft.session_id == visit_id, Draft.account_id.is_(None)).order_by(Draft.updated_at)
    found = list(session.scalars(query))
    for draft in found:
        draft.account_id, draft.session_id = account_id, None
    return found[-1] if found else None


def procedure_of(session: Session, draft: Draft) -> Procedure:
    """Return the procedure in the version that the draft was begun with."""
    return procedure_versions.pinned(session, draft.procedure_code, draft.procedure_version)


def mark(draft: Draft, step: str) -> None:
    """Note that a step was saved; the draft lives on for its full time from now."""
    if draft.submitted_at is not None:
        raise Conflict("Hồ sơ này đã nộp, không sửa ở đây được nữa.")
    if step not in draft.steps:
        draft.steps = [*draft.steps, step]
    if step in draft.to_mend:
        draft.to_mend = [one for one in draft.to_mend if one != step]
    now = clock.now()
    draft.updated_at, draft.expires_at, draft.warned_at = now, now + LIFE, None


def save_place(draft: Draft, place: Place, *, step: str) -> None:
    """Save where the dossier is filed and which case it is."""
    mark(draft, step)
    draft.agency_id, draft.filing_agency_id, draft.case_key = place.agency_id, place.filing_agency_id, place.case_key


def save_people(draft: Draft, typed: Mapping[str, str], *, step: str) -> None:
    """Save the texts about the people as they were typed."""
    mark(draft, step)
    draft.applicant = {**draft.applicant, **typed}


def save_section(draft: Draft, keys: Iterable[str], values: Mapping[str, Any], *, step: str) -> None:
    """Save the answers of one section; the answers of the others stay as they are."""
    mark(draft, step)
    asked = frozenset(keys)
    kept = {key: value for key, value in draft.answers.items() if key not in asked}
    draft.answers = {**kept, **{key: values[key] for key in values if key in asked}}


def save_papers(draft: Draft, said: Mapping[str, Mapping[str, str]], *, step: str) -> None:
    """Save what was said of papers; those that were not asked about stay as they are."""
    mark(draft, step)
    draft.papers = {**draft.papers, **said}


def save_delivery(draft: Draft, typed: Mapping[str, str], *, step: str) -> None:
    """Save how the result is returned, as it was typed."""
    mark(draft, step)
    draft.delivery = {**draft.delivery, **typed}


def delete(session: Session, draft: Draft, *, actor: Actor) -> None:
    """Delete a draft and what hangs on it for good.

    Raises:
        Conflict: it is filed already.

    """
    if draft.submitted_at is not None:
        raise Conflict("Hồ sơ này đã nộp. Muốn dừng, ông/bà rút hồ sơ ở trang «Cá nhân».")
    subject = ledger.Subject(account_id=draft.account_id)
    ledger.record(session, Event.DRAFT_DELETED, {"procedure": draft.procedure_code}, actor=actor, subject=subject)
    session.execute(delete_rows(SubmitKey).where(SubmitKey.draft_id == draft.id))
    uploads.remove_all(session, draft)
    session.delete(draft)
