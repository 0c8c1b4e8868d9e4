"""Ask the state's registers for what a paper would prove, so that nobody hands in what is known already.

Only the person himself is asked about, and only when his ID number is proved: an answer would tell a stranger
something. The registers are asked outside a transaction, for they may be slow.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from dvc.config import Settings
from dvc.domain.actor import Actor
from dvc.domain.filing_papers import IN_DATA, in_data
from dvc.domain.ledger import Event
from dvc.domain.procedures import Procedure
from dvc.domain.text import fold
from dvc.gateways.state_data.base import Extract, Inquiry, Register, RegisterAway
from dvc.models.account import Account
from dvc.models.draft import Draft
from dvc.services import accounts, ledger, setup


@dataclass(frozen=True, slots=True)
class Asked:
    """One paper of a draft that a register was asked about; `found` is None when the register does not know it."""

    component: str
    inquiry: Inquiry
    found: Extract | None = None


def inquiries(session: Session, draft: Draft, procedure: Procedure, *, actor: Actor) -> list[Asked]:
    """Return what may be asked for a draft: nothing unless a person whose number is proved files for himself."""
    if actor.account_id is None or draft.account_id != actor.account_id or draft.for_whom != "self":
        return []
    account = accounts.get(session, actor.account_id)
    if not account.id_proved:
        return []
    return list(_inquiries(account, procedure))


def _inquiries(account: Account, procedure: Procedure) -> Iterable[Asked]:
    for component in procedure.components:
        if component.data is not None:
            person = (account.id_number, account.full_name, account.birth_date)
            yield Asked(component.key, Inquiry(component.data, *person, component.name))


def answers(asked: Iterable[Asked]) -> list[Asked]:
    """Ask the register; one that is away is asked no more, and the papers are then asked for as ever."""
    register = _register(setup.settings())
    found: list[Asked] = []
    if register is None:
        return found
    for one in asked:
        try:
            found.append(Asked(one.component, one.inquiry, register.ask(one.inquiry)))
        except RegisterAway:
            setup.logger().warning("register_away", register=one.inquiry.register)
            break
    return found


def keep(session: Session, draft: Draft, found: Iterable[Asked], filer: Mapping[str, str], *, actor: Actor) -> None:
    """Note in the draft which papers the state's data answers; what is not answered now is asked for again.

    `filer` is the person of the dossier: what is known of the account stands for nobody else's papers.
    """
    papers: dict[str, Mapping[str, str]] = {key: said for key, said in draft.papers.items() if not in_data(said)}
    subject = ledger.Subject(account_id=actor.account_id)
    for one in found:
        if one.found is not None and _is_about(one.inquiry, filer):
            papers[one.component] = {
                "tick": IN_DATA,
                "reference": one.found.reference,
                "as_of": one.found.as_of.isoformat(),
            }
        data = {"register": one.inquiry.register, "component": one.component, "found": one.found is not None}
        ledger.record(session, Event.STATE_DATA_ASKED, data, actor=actor, subject=subject)
    if papers != draft.papers:
        draft.papers = papers


def _is_about(inquiry: Inquiry, filer: Mapping[str, str]) -> bool:
    said = (filer.get("id_number"), fold(filer.get("full_name", "")), filer.get("birth_date"))
    return said == (inquiry.id_number, fold(inquiry.full_name), inquiry.birth_date)


@lru_cache(maxsize=2)
def _register(settings: Settings) -> Register | None:
    if not settings.state_data:
        return None
    from dvc.gateways.state_data.demo import DemoRegister  # noqa: PLC0415 - only the chosen one is imported

    return DemoRegister()
