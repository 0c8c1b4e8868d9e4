"""File a draft: one transaction makes the dossier, its code, its event, its ledger row and its messages.

A key made with the page makes a submission happen once: the same key again, or any key on a draft that is filed,
answers with the same dossier.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, select, text
from sqlalchemy.orm import Session

from dvc import clock, crypto
from dvc.catalogue import reference
from dvc.domain import dossier_codes, filing_gaps, forms
from dvc.domain.actor import Actor
from dvc.domain.answered_names import names_in
from dvc.domain.fees import fee_total, fees_for
from dvc.domain.filing import Step, Writing
from dvc.domain.filing_gaps import Gap
from dvc.domain.identity import is_uuid7
from dvc.domain.notices import Notice
from dvc.domain.offers import with_offer
from dvc.domain.procedures import DECLARATION, Case, Procedure
from dvc.domain.states import Need
from dvc.domain.text import folded_words
from dvc.errors import Conflict, Invalid, InvalidAnswer, NotFound
from dvc.models.account import Account
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier, DossierNumber, DossierWord
from dvc.models.draft import Draft, SubmitKey
from dvc.services import accounts, agencies, catalogue, dossiers, drafts, notifications, offers, uploads

WORD_PURPOSE = "dossier.word"
KEY_LIFE = timedelta(days=60)

# One statement on both databases: the row's lock orders those who come at once, the first of the day included.
_NEXT_NUMBER = text(
    "INSERT INTO dossier_sequence (agency_id, day, last) VALUES (:agency, :day, 1) "
    "ON CONFLICT (agency_id, day) DO UPDATE SET last = dossier_sequence.last + 1 RETURNING last"
).bindparams(bindparam("day", type_=Date))


def writing(session: Session, draft: Draft, today: date, *, whole: bool = True, offer: bool = True) -> Writing:
    """Return the draft as the rules see it.

    Not `whole`: without agencies and files, for pages that ask neither; not `offer`: the procedure as it is everywhere.
    """
    receiving = agencies.receiving(session, today) if whole else ()
    procedure, own = drafts.procedure_of(session, draft), None
    if offer and draft.agency_id is not None:
        own = offers.in_force(session, draft.procedure_code, draft.agency_id, today)
    return Writing(
        procedure=procedure if own is None else with_offer(procedure, own.overrides),
        offer_id=None if own is None else own.id,
        today=today,
        for_whom=draft.for_whom,
        # What a deep link chose is no choice of the writer's until he has confirmed it on its page.
        agency_id=draft.agency_id if Step.PLACE in draft.steps else None,
        filing_agency_id=draft.filing_agency_id,
        case_key=draft.case_key,
        open_agencies=frozenset(agency.id for agency in receiving),
        applicant=draft.applicant,
        answers=draft.answers,
        papers=draft.papers,
        delivery=draft.delivery,
        files=_files(session, draft) if whole else {},
        saved=frozenset(draft.steps),
        to_mend=frozenset(draft.to_mend),
        reference=reference,
    )


def _files(session: Session, draft: Draft) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for upload in uploads.of(session, draft):
        found[upload.component_key] = (*found.get(upload.component_key, ()), upload.digest)
    return found


def problems(session: Session, draft: Draft, today: date) -> tuple[Gap, ...]:
    """Return all that keeps the draft from being filed."""
    return filing_gaps.gaps(writing(session, draft, today))


def filed(session: Session, draft: Draft) -> Dossier | None:
    """Return the dossier that a draft became, if it did."""
    return session.scalar(select(Dossier).where(Dossier.draft_id == draft.id))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a filer takes home: the dossier, its procedure and case, and the desk that has it."""

    dossier: Dossier
    procedure: Procedure
    case: Case
    desk: Agency


def receipt(session: Session, draft: Draft) -> Receipt:
    """Return what a filed draft became.

    Raises:
        NotFound: it is not filed.

    """
    dossier = filed(session, draft)
    if dossier is None:
        raise NotFound
    procedure = offers.pinned(session, dossier)
    case = next(case for case in procedure.cases if case.key == dossier.case_key)
    return Receipt(dossier, procedure, case, dossier.filing_agency)


def admitted(session: Session, draft: Draft, key: str) -> bool:
    """Tell whether this key has passed the captcha already, so that a double click is not asked twice."""
    kept = session.get(SubmitKey, key) if is_uuid7(key) else None
    return kept is not None and kept.draft_id == draft.id


def admit(session: Session, draft: Draft, key: str) -> None:
    """Note that a key has passed the captcha for what the draft holds now.

    Raises:
        InvalidAnswer: filing.key when the key is none of ours.
        Conflict: it is another draft's.

    """
    if not is_uuid7(key):
        raise InvalidAnswer("filing.key")
    if session.get(SubmitKey, key) is not None:
        raise Conflict
    now = clock.now()
    seen = fingerprint(session, draft)
    session.add(SubmitKey(key=key, draft_id=draft.id, fingerprint=seen, created_at=now, expires_at=now + KEY_LIFE))
    session.flush()  # a key that comes twice at once fails here, before anything is filed


def fingerprint(session: Session, draft: Draft) -> bytes:
    """Return the fingerprint of what would be filed now, as it is kept."""
    return _kept(filing_gaps.fingerprint(writing(session, draft, clock.today())))


def _kept(seen: bytes) -> bytes:
    # Under a key: who has the database and knows most of a form must not try out the rest of it.
    return crypto.ring().index(seen.hex(), "filing.content")


def submit(session: Session, draft: Draft, key: str, *, actor: Actor) -> Dossier:
    """File the draft, or return the dossier that it became. The draft's row must be locked (`drafts.get`).

    Raises:
        Conflict: the key stands for other content, or the procedure is not filed now.
        Invalid: something is missing or wrong; by the address of its page.

    """
    done = filed(session, draft)
    if done is not None:
        return done
    why = catalogue.closed(session, draft.procedure_code)
    if why is not None:
        raise Conflict(f"{why.sentence} Hồ sơ nháp vẫn còn.")
    now = writing(session, draft, clock.today())
    seen = _kept(filing_gaps.fingerprint(now))
    kept = session.get(SubmitKey, key)
    if kept is None:
        admit(session, draft, key)
    elif kept.draft_id != draft.id or kept.fingerprint != seen:
        raise Conflict("Hồ sơ đã được sửa sau khi mở trang này. Ông/bà xem lại rồi nộp.")
    gaps = filing_gaps.gaps(now)
    if gaps:
        raise Invalid({gap.page.key: gap.why for gap in gaps})
    dossier = _make(session, draft, now, seen)
    met = frozenset({Need.COMPLETE_ANSWERS, Need.DECLARATION})
    dossiers.begin(session, dossier, dossiers.Step(met=met, key=f"submit:{draft.id}"), actor=actor.as_self())
    _index(session, dossier, now)
    uploads.claim(session, draft, dossier)
    notifications.tell(session, Notice.FILED, dossier)
    if draft.for_whom == "other":
        notifications.tell(session, Notice.OWNER_TOLD, dossier)
    session.get_one(SubmitKey, key).dossier_id = dossier.id
    draft.submitted_at = dossier.submitted_at
    return dossier


def _make(session: Session, draft: Draft, now: Writing, seen: bytes) -> Dossier:
    if draft.account_id is None or draft.agency_id is None:
        raise Conflict
    desk = agencies.get(session, draft.filing_agency_id or draft.agency_id)
    return Dossier(
        code=_next_code(session, desk, now.today),
        draft_id=draft.id,
        procedure_code=draft.procedure_code,
        procedure_version=draft.procedure_version,
        agency_id=draft.agency_id,
        filing_agency_id=desk.id,
        case_key=now.case.key,
        offer_id=now.offer_id,
        filer_id=draft.account_id,
        owner_id=_owner(session, draft, now),
        for_whom=draft.for_whom,
        people=now.people.to_json(),
        answers=forms.clean_answers(now.procedure, now.answers),
        papers=_papers(now),
        delivery=dict(now.returning.values),
        fees=fees(now),
        declaration=DECLARATION,
        content_hash=seen,
        origin=draft.origin,
        origin_reference=draft.origin_reference,
        submitted_at=clock.now(),
    )


def _next_code(session: Session, desk: Agency, day: date) -> str:
    number = session.execute(_NEXT_NUMBER, {"agency": desk.id, "day": day}).scalar_one()
    return dossier_codes.format_code(desk.identifier_code, day, number, order=desk.code_order)


def _papers(now: Writing) -> dict[str, Any]:
    return {one.key: now.papers[one.key] for one in now.components if one.asked and one.key in now.papers}


def fees(now: Writing) -> list[dict[str, Any]]:
    """Return the fees as they stand at filing: `total` in đồng, None where the province sets the amount."""
    return [
        {
            "key": fee.key,
            "name": fee.name,
            "amount": fee.amount,
            "total": fee_total(fee, now.current),
            "set_by": fee.set_by,
            "exemptions": fee.exemptions,
        }
        for fee in fees_for(now.procedure, now.current, channel="online", today=now.today, facts=now.facts)
    ]


def _owner(session: Session, draft: Draft, now: Writing) -> uuid.UUID | None:
    """Return the owner's account, if he has proved that the number is his."""
    if draft.for_whom == "self":
        return draft.account_id
    number = now.people.owner.get("id_number")
    if number is None:
        return None
    query = select(Account.id).where(Account.id_index == accounts.number_index(number), Account.id_proved)
    return session.scalar(query)


def _index(session: Session, dossier: Dossier, now: Writing) -> None:
    people = now.people
    part = "filer_self" if dossier.for_whom == "self" else "filer_other"
    numbers = {"owner": people.owner.get("id_number"), part: people.filer.get("id_number")}
    for kind, number in numbers.items():
        if number:
            session.add(DossierNumber(dossier_id=dossier.id, number_index=accounts.number_index(number), part=kind))
    words = {word for name in _names(now) for word in folded_words(name)}
    for word in sorted(words):
        index = crypto.ring().index(word, WORD_PURPOSE)
        session.add(DossierWord(word_index=index, dossier_id=dossier.id))


def _names(now: Writing) -> Iterable[str]:
    yield from (who["full_name"] for who in (now.people.filer, now.people.owner) if "full_name" in who)
    yield from names_in(now.procedure.questions(), now.current)
