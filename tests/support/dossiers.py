"""Dossiers, drafts and their people as rows, for tests that need some and not the way they came about."""

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.db import new_id
from dvc.models.account import Account
from dvc.models.agency import Agency
from dvc.models.dossier import Dossier, DossierEvent
from dvc.models.draft import Draft
from dvc.services import procedure_versions

PROCEDURE = "1.001193"
FILER = {"full_name": "Lò Thị Nết", "id_number": "011190001234", "phone": "0912345678", "email": "net@example.vn"}
OWNER = {"full_name": "Y Moan Êñuôl", "id_number": "066185004321", "phone": "0987654321"}


def an_agency(session: Session, **given: Any) -> Agency:
    """Add an agency."""
    facts = {
        "identifier_code": f"H15.{uuid.uuid4().int % 100_000:05d}",
        "name": "Ủy ban nhân dân xã Ea Kao",
        "desk_name": "Bộ phận Một cửa xã Ea Kao",
        "commune_code": "24265",
        "province_code": "66",
        "province_name": "Đắk Lắk",
        "hotline": "0262 3812 345",
        "hours": "7 giờ 30 đến 17 giờ",
    }
    agency = Agency(**facts | given)
    session.add(agency)
    session.flush()
    return agency


def an_account(session: Session, **given: Any) -> Account:
    """Add a person."""
    now = clock.now()
    facts = {"full_name": FILER["full_name"], "phone": FILER["phone"], "email": FILER["email"]}
    account = Account(**facts | {"created_at": now, "updated_at": now} | given)
    session.add(account)
    session.flush()
    return account


def a_draft(session: Session, **given: Any) -> Draft:
    """Add a draft of a person of its own."""
    now = clock.now()
    facts = {
        "procedure_code": PROCEDURE,
        "procedure_version": procedure_versions.publish(session, loader.procedure(PROCEDURE)),
        "created_at": now,
        "updated_at": now,
        "expires_at": now + timedelta(days=30),
    }
    if not given.keys() & {"account_id", "session_id"}:
        facts["account_id"] = an_account(session).id
    draft = Draft(**facts | given)
    session.add(draft)
    session.flush()
    return draft


def a_dossier(session: Session, people: dict[str, Any] | None = None, **given: Any) -> Dossier:
    """Add a dossier with the event of its filing."""
    agency = an_agency(session)
    now = clock.now()
    facts = {
        "code": f"{agency.identifier_code}-{clock.today():%y%m%d}-0001",
        "draft_id": new_id(),
        "procedure_code": PROCEDURE,
        "procedure_version": procedure_versions.publish(session, loader.procedure(PROCEDURE)),
        "agency": agency,
        "filing_agency": agency,
        "case_key": "on_time",
        "state": "submitted",
        "filer_id": an_account(session).id,
        "for_whom": "self",
        "people": {"filer": FILER, "owner": FILER, "requester": FILER, "messages_to": "filer"} | (people or {}),
        "answers": {},
        "papers": {},
        "delivery": {"method": "at_desk"},
        "declaration": "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên",
        "content_hash": b"\0" * 32,
        "submitted_at": now,
    }
    dossier = Dossier(**facts | given)
    session.add(dossier)
    session.flush()
    an_event(session, dossier, 1)
    return dossier


def an_event(session: Session, dossier: Dossier, number: int) -> None:
    """Add a dossier's n-th event."""
    session.add(
        DossierEvent(
            dossier_id=dossier.id,
            seq=number,
            at=clock.now(),
            action="submit",
            from_state="draft",
            to_state="submitted",
            capacity="self",
        )
    )
    session.flush()
