"""Declare each event of the ledger with the keys that it must carry.

The ledger tells who, for whom, in what capacity, saw, changed, exported or printed what. It holds no personal data
of its own: people stand as account ids, dossiers as their ids.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum

from dvc.errors import DvcError


class Event(StrEnum):
    """What was done: `thing.done`."""

    ACCOUNT_REGISTERED = "account.registered"
    ACCOUNT_SIGNED_IN = "account.signed_in"
    ACCOUNT_SIGNED_OUT = "account.signed_out"
    ACCOUNT_CHANGED = "account.changed"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - the name of an event
    DRAFT_DELETED = "draft.deleted"
    DOSSIER_STEP = "dossier.step"
    DOSSIER_VIEWED = "dossier.viewed"
    DOSSIER_LOOKED_UP = "dossier.looked_up"
    PERSON_LOOKED_UP = "person.looked_up"
    DOSSIER_PRINTED = "dossier.printed"
    DOSSIER_EXPORTED = "dossier.exported"
    FILE_VIEWED = "file.viewed"
    VERDICT_GIVEN = "verdict.given"
    STATE_DATA_ASKED = "state_data.asked"
    AGENCY_CREATED = "agency.created"
    OFFICER_APPOINTED = "officer.appointed"
    AGENCY_CHANGED = "agency.changed"
    OFFER_CHANGED = "offer.changed"
    PROCEDURE_EDITED = "procedure.edited"
    PROCEDURE_RELEASED = "procedure.released"


REQUIRED: dict[Event, frozenset[str]] = {
    Event.ACCOUNT_REGISTERED: frozenset({"channel"}),
    Event.ACCOUNT_SIGNED_IN: frozenset({"by"}),
    Event.ACCOUNT_SIGNED_OUT: frozenset(),
    Event.ACCOUNT_CHANGED: frozenset({"fields"}),
    Event.PASSWORD_CHANGED: frozenset({"by"}),
    Event.DRAFT_DELETED: frozenset({"procedure"}),
    Event.DOSSIER_STEP: frozenset({"action", "from", "to"}),
    Event.DOSSIER_VIEWED: frozenset(),
    Event.DOSSIER_LOOKED_UP: frozenset({"by"}),
    Event.PERSON_LOOKED_UP: frozenset({"found"}),
    Event.DOSSIER_PRINTED: frozenset({"paper"}),
    Event.DOSSIER_EXPORTED: frozenset({"what"}),
    Event.FILE_VIEWED: frozenset({"upload"}),
    Event.VERDICT_GIVEN: frozenset({"components"}),
    Event.STATE_DATA_ASKED: frozenset({"register", "component", "found"}),
    Event.AGENCY_CREATED: frozenset({"identifier_code"}),
    Event.OFFICER_APPOINTED: frozenset({"role"}),
    Event.AGENCY_CHANGED: frozenset({"agency", "fields"}),
    Event.OFFER_CHANGED: frozenset({"agency", "procedure", "offer", "action"}),
    Event.PROCEDURE_EDITED: frozenset({"procedure", "edit", "action"}),
    Event.PROCEDURE_RELEASED: frozenset({"procedure", "release", "action", "version"}),
}

GENESIS = b"\0" * 32


class BadEntry(DvcError):
    """An entry lacks keys that its event requires, or has others: a fault of the program."""


def check_entry(event: Event, data: Mapping[str, object]) -> None:
    """Refuse an entry whose keys are not those declared.

    Raises:
        BadEntry: keys are missing or too many.

    """
    if frozenset(data) != REQUIRED[event]:
        raise BadEntry(f"{event}: {sorted(data)} ≠ {sorted(REQUIRED[event])}")


def chain_hash(previous: bytes, fields: Mapping[str, object]) -> bytes:
    """Return the hash that binds an entry to the one before: SHA-256 of both."""
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(previous + text.encode()).digest()
