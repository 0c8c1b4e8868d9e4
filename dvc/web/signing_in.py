"""Let a person in under a new session, and out again; the only place that does either."""

from dataclasses import dataclass
from ipaddress import IPv4Address, ip_address, ip_network

from flask import request, session

from dvc.db import Session
from dvc.errors import NotFound
from dvc.services import accounts, drafts, sessions
from dvc.services.accounts import Account
from dvc.web.database import transaction
from dvc.web.permissions import current_actor, visit

NEXT = "next"
HOUSEHOLD_BITS = 64
# What a visitor's session may bring along; the rest belongs to whom he was before.
KEPT = ("parked",)


@dataclass(frozen=True, slots=True)
class Opened:
    """A new session that stands in the database; `draft` is what the person was writing before."""

    token: str
    draft: str
    is_officer: bool


def open_session(db: Session, account: Account, by: str) -> Opened:
    """Open a session for a person who has proved who he is, and give him the drafts of his visit."""
    before = visit()
    opened = sessions.new_token()
    sessions.sign_in(db, session.token, opened, account.id)  # type: ignore[attr-defined]  # DvcSession
    draft = drafts.adopt(db, before.id, account.id) if before.account_id is None else None
    sessions.end(db, session.token)  # type: ignore[attr-defined]  # as above
    accounts.note_sign_in(db, account, by, actor=current_actor())
    return Opened(opened, str(draft.id) if draft else "", is_officer=account.officer is not None)


def change_token() -> None:
    """Go on under a new token: whoever planted the old one in this browser must not share what is proved now."""
    fresh = sessions.new_token()
    with transaction() as db:
        sessions.rename(db, session.token, fresh)  # type: ignore[attr-defined]  # DvcSession
    session.replace_token(fresh)  # type: ignore[attr-defined]  # as above


def go_in(opened: Opened) -> str:
    """Put the visitor's browser under the new session, once it is committed; returns where he was going."""
    target = same_site(session.get(NEXT, ""))
    kept = {key: session[key] for key in KEPT if key in session}
    session.clear()
    session.update(kept)
    session.replace_token(opened.token)  # type: ignore[attr-defined]  # DvcSession
    if target:
        return target
    if opened.draft:
        return f"/ho-so/{opened.draft}"
    return home_of(is_officer=opened.is_officer)


def home_of(*, is_officer: bool) -> str:
    """Return the page where a person begins."""
    return "/mot-cua" if is_officer else "/ca-nhan"


def go_out() -> None:
    """End the session on the server, and let the browser go on as nobody."""
    with transaction() as db:
        if visit().account_id is not None:
            accounts.note_sign_out(db, actor=current_actor())
        sessions.end(db, session.token)  # type: ignore[attr-defined]  # DvcSession
    session.clear()
    session.replace_token(sessions.new_token())  # type: ignore[attr-defined]  # as above
    session.modified = False  # nobody has nothing to keep


def same_site(target: str) -> str:
    """Return a target when it is a path of this site, else ""; backslashes and control signs fool browsers."""
    ours = target.startswith("/") and not target.startswith("//")
    return target if ours and target.isprintable() and "\\" not in target else ""


def address() -> str:
    """Return the network from which a request comes; of IPv6 the half that a household has."""
    remote = request.remote_addr or ""
    try:
        known = ip_address(remote.partition("%")[0])
    except ValueError:
        return remote
    if isinstance(known, IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ip_network((known, HOUSEHOLD_BITS), strict=False))


def signed_in_account(db: Session) -> Account:
    """Return the account of the person who looks.

    Raises:
        NotFound: it is gone.

    """
    account_id = visit().account_id
    if account_id is None:
        raise NotFound
    return accounts.get(db, account_id)
