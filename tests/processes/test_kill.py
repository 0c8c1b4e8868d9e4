"""Nothing acknowledged is ever lost: residents file while the portal is killed under them, again and again.

The seed is fixed; what a kill hits is chance. `DVC_SOAK=1` kills more often and files more.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from threading import Condition, Event

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.gateways.channels.smtp import KEY_HEADER
from dvc.models.dossier import Dossier, DossierEvent
from dvc.models.draft import Draft, SubmitKey
from dvc.models.ledger import LedgerEntry
from dvc.models.outbox import OutboxMessage
from dvc.models.upload import Upload
from dvc.services import ledger, setup, storage, uploads
from tests.gateways.peers import Mailbox
from tests.processes.killer import Killer
from tests.support.filer import Ready, at_browser, digest, residents
from tests.support.peers import SmsPeer
from tests.support.photos import photo
from tests.support.portal import Portal

SOAK = bool(os.environ.get("DVC_SOAK"))
pytestmark = [pytest.mark.every_database] if SOAK else []
FILINGS = 600 if SOAK else 200
HANDS = 8
SEED = 20261124
# The supervisor gives up after more than three deaths of one child in a minute: `all` begins its count anew.
KILLS = ("web", "worker", "all", "one", "web", "one", "web") * (3 if SOAK else 1)
TRAPPED = 12  # the message after whose arrival the worker is killed before it knows
OTHERS = 5
LEASE_SECONDS = 60
GOOD = {200, 303}


@dataclass
class Filed:
    """What the residents were told, and by how many."""

    codes: dict[Ready, str] = field(default_factory=dict)
    sent: dict[Ready, bytes] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    repeats: int = 0
    more: Condition = field(default_factory=Condition)
    failed: bool = False

    @contextmanager
    def noting_failure(self) -> Iterator[None]:
        """Let the killer know when there is nothing more to wait for."""
        try:
            yield
        except BaseException:
            with self.more:
                self.failed = True
                self.more.notify_all()
            raise

    def tell(self, ready: Ready, code: str, statuses: list[int], repeats: int) -> None:
        """Note an acknowledged code."""
        with self.more:
            self.codes[ready] = code
            self.statuses.update(statuses)
            self.repeats += repeats
            self.more.notify_all()


@pytest.fixture
def environment(environment: dict[str, str], mail_server: Controller, sms_peer: SmsPeer) -> dict[str, str]:
    """Send the messages to real peers."""
    mail = f"smtp://127.0.0.1:{mail_server.port}?tls=none"
    return environment | {"DVC_SMTP_URL": mail, "DVC_SMS_URL": sms_peer.url}


@pytest.fixture
def drafts(database: Database, settings: Settings) -> list[Ready]:
    """Let many residents write whole drafts."""
    setup.install(settings)
    return residents(database, FILINGS, others=OTHERS)


def test_what_is_acknowledged_outlives_every_kill(
    portal: Portal, drafts: list[Ready], database: Database, sms_peer: SmsPeer, mailbox: Mailbox
) -> None:
    filed = Filed()
    portal.start("run")
    killer = Killer(portal, random.Random(SEED))  # noqa: S311 - moments, not secrets
    kill_a_sender(sms_peer, killer)
    with ThreadPoolExecutor(HANDS + 1) as hands:
        killing = hands.submit(kill_now_and_then, killer, filed)
        list(hands.map(lambda ready: file_one(portal, ready, filed), drafts))
        killing.result()
    assert filed.codes.keys() == set(drafts)
    assert filed.statuses.keys() <= GOOD, filed.statuses
    everything_is_in_the_books(database, filed)
    listed_once_with_its_originals(portal, filed)
    wanted = wanted_messages(filed)
    arrived = partial(messages_at, sms_peer, mailbox)
    portal.wait_until(lambda: arrived().keys() >= wanted, "a message was lost", seconds=LEASE_SECONDS + 30)
    portal.wait_until(lambda: all_sent(database), "a sent message stays open", seconds=LEASE_SECONDS + 30)
    assert portal.stop() == 0
    assert arrived().keys() == wanted
    assert max(arrived().values()) > 1  # the killed sender's message came again, with the same key
    assert list(missing_bytes(database)) == []


def kill_a_sender(peer: SmsPeer, killer: Killer) -> None:
    """Kill the worker once when the provider has taken its message and has not answered."""

    def after() -> None:
        if len(peer.messages) == TRAPPED:
            killer.kill("worker")

    peer.after = after


def file_one(portal: Portal, ready: Ready, filed: Filed) -> None:
    """File one draft with a photograph of its own."""
    sent = photo(ready.draft_id.int % 2**32, size=(320, 240))
    with filed.noting_failure(), at_browser(portal.url, ready) as filer:
        code = filer.file("Ảnh giấy tờ.JPG", sent)
        filed.sent[ready] = sent
        filed.tell(ready, code, filer.statuses, filer.repeats)


def kill_now_and_then(killer: Killer, filed: Filed) -> None:
    """Kill something whenever some more have been filed, a random moment later."""
    share = FILINGS // (len(KILLS) + 2)
    for number, what in enumerate(KILLS, start=1):
        with filed.more:
            enough = number * share
            assert filed.more.wait_for(lambda: filed.failed or len(filed.codes) >= enough, 120)  # noqa: B023 - used here only
            if filed.failed:
                return
        Event().wait(killer.chance.random() / 4)
        killer.kill(what)


def listed_once_with_its_originals(portal: Portal, filed: Filed) -> None:
    """Compare what `dvc dossiers` lists with what was acknowledged and sent."""
    listed = portal.listed("dossiers")
    shown = {row["code"]: [(one["sha256"], one["bytes"]) for one in row["files"]] for row in listed}
    assert len(shown) == len(listed)
    assert shown == {filed.codes[ready]: [(digest(sent), len(sent))] for ready, sent in filed.sent.items()}


def everything_is_in_the_books(database: Database, filed: Filed) -> None:
    """Look for each dossier's event, ledger row, key and bytes, and for what belongs to none."""
    with database.reading() as session:
        dossiers = {one.draft_id: one for one in session.scalars(select(Dossier))}
        assert {one: dossiers[one].code for one in dossiers} == {
            ready.draft_id: code for ready, code in filed.codes.items()
        }
        ids = {one.id for one in dossiers.values()}
        assert Counter(session.scalars(select(DossierEvent.dossier_id))) == Counter(ids)
        assert Counter(session.scalars(select(LedgerEntry.dossier_id))) == Counter(ids)
        assert list(ledger.verify(session)) == []
        assert {key.draft_id: key.dossier_id for key in session.scalars(select(SubmitKey))} == {
            one: dossiers[one].id for one in dossiers
        }
        assert session.scalars(select(Draft.id).where(Draft.submitted_at.is_(None))).all() == []
        kept = {upload.dossier_id: upload for upload in session.scalars(select(Upload))}
        for ready, sent in filed.sent.items():
            assert uploads.original(kept[dossiers[ready.draft_id].id]).data == sent


def wanted_messages(filed: Filed) -> set[str]:
    """Return the keys of all messages that the filings promise."""
    wanted = set()
    for ready, code in filed.codes.items():
        wanted |= {f"{code}:dossier.filed:1:sms", f"{code}:dossier.filed:1:email"}
        wanted |= {f"{code}:dossier.filed_for_you:1:sms"} if ready.for_whom == "other" else set()
    return wanted


def messages_at(sms_peer: SmsPeer, mailbox: Mailbox) -> Counter[str]:
    """Count what arrived at the peers, by key."""
    return Counter([one["key"] for one in sms_peer.messages] + [str(one[KEY_HEADER]) for one in mailbox.mails])


def all_sent(database: Database) -> bool:
    """Tell whether the outbox has nothing left to do."""
    with database.reading() as session:
        return set(session.scalars(select(OutboxMessage.state).distinct())) == {"sent"}


def missing_bytes(database: Database) -> Iterator[str]:
    """Yield the addresses that rows name and the store does not know."""
    with database.reading() as session:
        for upload in session.scalars(select(Upload)):
            for address in (upload.sealed_sha256, upload.derivative_sha256):
                if address and not storage.store().exists(address):
                    yield address
