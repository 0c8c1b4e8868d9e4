"""The page that asks who: the filer as the account knows him, the owner where he is somebody else."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from flask import Response

from dvc import clock
from dvc.blueprints.filing.opened import Opened, sentences, show
from dvc.catalogue import reference
from dvc.domain.filing_people import DATE_PARTS, people_fields, read_people
from dvc.i18n import words
from dvc.services import accounts, drafts, state_data, throttle
from dvc.services.state_data import Asked
from dvc.web.database import reading, transaction
from dvc.web.permissions import current_actor

# Of one person: each question is the registers' work and stands in the ledger.
MOST_ASKED, WINDOW = 60, timedelta(hours=1)


def show_people(opened: Opened, errors: Mapping[str, str] | None = None) -> Response:
    """Render the page: what was typed, else what was saved, else what the account knows."""
    draft = opened.draft
    known = draft.applicant or _from_account(opened)
    values = {**known, **_typed(opened)} if opened.typed is not None else known
    birth = {part: values.get(f"birth_date-{part}", "") for part in DATE_PARTS}
    read = read_people(values, draft.for_whom, clock.today(), reference)
    odd = {name: [words(code) for code in codes] for name, codes in read.odd.items()}
    digits = {**read.filer, **{f"owner_{name}": text for name, text in read.owner.items()}}
    context = {"values": values, "birth": birth, "odd": odd, "digits": digits}
    return show(opened, "filing/people.html", errors=errors, **context)


def _from_account(opened: Opened) -> dict[str, str]:
    account = accounts.get(opened.db, opened.draft.account_id)
    year, month, day = (account.birth_date or "--").split("-")
    return {
        "full_name": account.full_name,
        "id_number": account.id_number,
        "phone": account.phone,
        "email": account.email,
        "address": str(account.profile.get("address", "")),
        "birth_date-day": day,
        "birth_date-month": month,
        "birth_date-year": year,
    }


def _typed(opened: Opened) -> dict[str, str]:
    sent = opened.typed or {}
    return {name: sent.get(name, "")[:1000] for name in people_fields(opened.draft.for_whom)}


def ask_registers(draft_id: UUID) -> list[Asked]:
    """Return what the state's registers know of the filer."""
    actor = current_actor()
    with reading() as db:
        draft = drafts.get(db, draft_id, actor=actor)
        asked = state_data.inquiries(db, draft, drafts.procedure_of(db, draft), actor=actor)
    return state_data.answers(asked) if asked and _may_ask(str(actor.account_id)) else []


def _may_ask(account: str) -> bool:
    """Count a question; who has asked too often brings the papers, as if the registers were away."""
    with transaction() as db:
        return throttle.allows(db, "state_data.ask", account, limit=MOST_ASKED, window=WINDOW)


def save_people(opened: Opened, known: list[Asked]) -> Response | None:
    """Save what was typed, and what the registers know."""
    drafts.save_people(opened.draft, _typed(opened), step=opened.page.key)
    people = read_people(opened.draft.applicant, opened.draft.for_whom, clock.today(), reference)
    state_data.keep(opened.db, opened.draft, known, people.filer, actor=current_actor())
    return show_people(opened, sentences(people.problems)) if people.problems else None
