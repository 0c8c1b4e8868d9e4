import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from aiosmtpd.controller import Controller
from sqlalchemy import LargeBinary, type_coerce, update

from dvc import clock
from dvc.domain.notices import LONGEST_PAUSE, Channel
from dvc.models.outbox import OutboxMessage
from dvc.services import deliveries
from dvc.services.deliveries import Outcome, Parcel
from dvc.tasks import outbox, sweeps
from dvc.tasks.work import Work
from tests.gateways.peers import Mailbox
from tests.support.peers import SmsPeer

Fill = Callable[..., list[str]]
Rows = Callable[[], list[Any]]
START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def claim(working: Work, **chosen: Any) -> list[Parcel]:
    with working.transaction() as session:
        return deliveries.claim(session, Channel.SMS, **chosen)


def settle(working: Work, *outcomes: Outcome) -> None:
    with working.transaction() as session:
        deliveries.settle(session, outcomes)


def states(rows: Rows) -> list[str]:
    return [row.state for row in rows()]


@pytest.fixture
def environment(environment: dict[str, str], sms_peer: SmsPeer, mail_server: Controller) -> dict[str, str]:
    smtp = f"smtp://127.0.0.1:{mail_server.port}?from=mot-cua@example.vn"
    return environment | {"DVC_SMS_URL": sms_peer.url, "DVC_SMTP_URL": smtp}


def test_an_sms_reaches_the_provider_with_its_key(fill: Fill, rows: Rows, sms_peer: SmsPeer) -> None:
    (key,) = fill()
    outbox.deliver("sms")
    assert states(rows) == ["sent"]
    assert rows()[0].sent_at is not None
    (message,) = sms_peer.messages
    assert key in message.values()


def test_a_mail_reaches_the_server_with_its_key(fill: Fill, rows: Rows, mailbox: Mailbox) -> None:
    (key,) = fill(channel="email")
    outbox.deliver("email")
    assert states(rows) == ["sent"]
    assert [mail["X-Dvc-Key"] for mail in mailbox.mails] == [key]


def test_more_than_one_batch_goes_out_in_one_run(fill: Fill, rows: Rows, sms_peer: SmsPeer) -> None:
    fill(deliveries.BATCH + 3)
    outbox.deliver("sms")
    assert set(states(rows)) == {"sent"}
    assert len(sms_peer.messages) == deliveries.BATCH + 3


def test_a_busy_provider_gets_the_same_message_later_with_the_same_key(
    fill: Fill, rows: Rows, sms_peer: SmsPeer
) -> None:
    sms_peer.status = 503
    with time_machine.travel(START, tick=False) as when:
        (key,) = fill()
        outbox.deliver("sms")
        (row,) = rows()
        assert (row.state, row.attempts, row.last_error) == ("waiting", 1, "sms: status 503")
        assert clock.now() < row.next_at <= clock.now() + LONGEST_PAUSE
        sms_peer.status = 200
        outbox.deliver("sms")
        assert states(rows) == ["waiting"]  # not before its time
        when.move_to(row.next_at)
        outbox.deliver("sms")
    assert states(rows) == ["sent"]
    assert [key in message.values() for message in sms_peer.messages] == [True]


def test_a_refused_message_fails_for_good_and_says_no_number(fill: Fill, rows: Rows, sms_peer: SmsPeer) -> None:
    fill()
    sms_peer.status = 400
    outbox.deliver("sms")
    (row,) = rows()
    assert (row.state, row.last_error) == ("failed", "sms: status 400")


def test_a_provider_that_stays_busy_is_left_alone_for_this_run(fill: Fill, rows: Rows, sms_peer: SmsPeer) -> None:
    fill(10)
    sms_peer.status = 503
    outbox.deliver("sms")
    assert Counter(row.attempts for row in rows()) == {1: outbox.BUSY_IN_A_ROW, 0: 10 - outbox.BUSY_IN_A_ROW}
    assert set(states(rows)) == {"waiting"}


def test_a_one_time_code_that_is_over_is_not_sent(fill: Fill, rows: Rows, sms_peer: SmsPeer) -> None:
    with time_machine.travel(START, tick=False) as when:
        fill(life=timedelta(minutes=5))
        when.shift(timedelta(minutes=5))
        outbox.deliver("sms")
    (row,) = rows()
    assert (row.state, row.last_error) == ("failed", "expired")
    assert sms_peer.messages == []


def test_a_message_that_cannot_be_opened_holds_up_no_other(working: Work, fill: Fill, sms_peer: SmsPeer) -> None:
    bad, _good = fill(2)
    broken = type_coerce(b"\x01" + b"broken" * 8, LargeBinary)
    with working.transaction() as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.key == bad).values(content=broken))
    outbox.deliver("sms")
    assert len(sms_peer.messages) == 1
    with working.database.reading() as session:
        query = session.query(OutboxMessage.state, OutboxMessage.last_error).order_by(OutboxMessage.key)
        assert [tuple(row) for row in query] == [("waiting", "fault: BadKeys"), ("sent", "")]
    with working.transaction() as session:
        session.query(OutboxMessage).filter_by(key=bad).delete()


def test_nothing_new_is_begun_once_the_process_is_to_stop(
    working: Work, fill: Fill, rows: Rows, sms_peer: SmsPeer
) -> None:
    fill(3)
    parcels = claim(working)
    working.stopping.set()
    outbox._send_all(working, parcels)
    assert sms_peer.messages == []
    assert [(row.state, row.attempts) for row in rows()] == [("waiting", 0)] * 3


def test_workers_side_by_side_send_no_message_twice(working: Work, fill: Fill, rows: Rows, sms_peer: SmsPeer) -> None:
    keys = fill(60)

    def drain() -> None:
        while parcels := claim(working, limit=5):
            settle(working, *map(deliveries.deliver, parcels))

    workers = [threading.Thread(target=drain) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert set(states(rows)) == {"sent"}
    seen = Counter(key for message in sms_peer.messages for key in message.values() if key in keys)
    assert seen == Counter(keys)


def test_the_sweep_sends_what_no_wake_up_told_of(fill: Fill, rows: Rows, sms_peer: SmsPeer, mailbox: Mailbox) -> None:
    fill()
    fill(channel="email")
    sweeps.messages()
    assert states(rows) == ["sent", "sent"]
    assert (len(sms_peer.messages), len(mailbox.mails)) == (1, 1)
