from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.models.draft import Draft, SubmitKey
from dvc.models.ledger import LedgerEntry
from dvc.models.outbox import OutboxMessage
from dvc.models.session import Attempt, WebSession
from dvc.models.upload import Upload
from dvc.services import expiry, outbox, sessions, setup
from dvc.services.outbox import About, Letter
from tests.support.dossiers import a_dossier, a_draft

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def when() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=False) as when:
        yield when


@pytest.fixture
def session(database: Database, settings: Settings, when: time_machine.Traveller) -> Iterator[Session]:  # noqa: ARG001 - the clock stands still first
    setup.install(settings)
    with database.transaction() as session:
        yield session


def an_upload(session: Session, sealed: str, **given: object) -> Upload:
    upload = Upload(
        component_key="giay_chung_sinh",
        name="IMG_0001.JPG",
        kind="jpeg",
        size=3,
        digest="0" * 64,
        sealed_sha256=sealed,
        created_at=clock.now(),
        **given,
    )
    session.add(upload)
    session.flush()
    return upload


def events(session: Session) -> list[str]:
    return list(session.scalars(select(OutboxMessage.event)))


def test_a_writer_is_warned_some_days_before_and_once(session: Session, when: time_machine.Traveller) -> None:
    draft = a_draft(session)
    when.move_to(draft.expires_at - expiry.WARN_BEFORE - timedelta(seconds=1))
    assert expiry.warn(session) == 0
    when.shift(timedelta(seconds=1))
    assert (expiry.warn(session), expiry.warn(session)) == (1, 0)
    assert events(session) == ["draft.expires", "draft.expires"]  # by SMS and by mail


def test_a_warning_is_no_save_for_the_person_who_writes(session: Session, when: time_machine.Traveller) -> None:
    draft = a_draft(session)
    rev = draft.rev
    when.move_to(draft.expires_at - timedelta(days=1))
    expiry.warn(session)
    session.refresh(draft)
    assert draft.rev == rev
    assert draft.warned_at == clock.now()


def test_a_filed_draft_is_not_warned_of(session: Session, when: time_machine.Traveller) -> None:
    draft = a_draft(session, submitted_at=START)
    when.move_to(draft.expires_at - timedelta(days=1))
    assert expiry.warn(session) == 0


def test_a_draft_goes_with_its_files_and_keys_when_its_time_is_over(
    session: Session, when: time_machine.Traveller
) -> None:
    draft = a_draft(session)
    kept = a_draft(session, expires_at=START + timedelta(days=31))
    an_upload(session, "a" * 64, draft_id=draft.id)
    an_upload(session, "b" * 64, draft_id=kept.id)
    session.add(
        SubmitKey(
            key="k" * 36,
            draft_id=draft.id,
            fingerprint=b"",
            created_at=START,
            expires_at=START + timedelta(days=60),
        )
    )
    session.flush()
    when.move_to(draft.expires_at)
    assert expiry.drafts(session) == 1
    assert session.scalars(select(Draft.id)).all() == [kept.id]
    assert session.scalars(select(Upload.sealed_sha256)).all() == ["b" * 64]
    assert session.scalars(select(SubmitKey.key)).all() == []
    assert "draft.deleted" in session.scalars(select(LedgerEntry.event)).all()


def test_the_files_of_a_filed_draft_stay_with_its_dossier(session: Session, when: time_machine.Traveller) -> None:
    draft = a_draft(session, submitted_at=START)
    dossier = a_dossier(session, draft_id=draft.id)
    upload = an_upload(session, "c" * 64, draft_id=draft.id, dossier_id=dossier.id)
    when.move_to(draft.expires_at)
    assert expiry.drafts(session) == 1
    session.refresh(upload)
    assert (upload.draft_id, upload.dossier_id) == (None, dossier.id)
    assert "draft.deleted" not in session.scalars(select(LedgerEntry.event)).all()


def test_a_visitors_draft_goes_when_his_session_is_gone(session: Session) -> None:
    visit = sessions.save(session, sessions.new_token(), {})
    a_draft(session, session_id=visit)
    assert expiry.drafts(session) == 0
    session.delete(session.get_one(WebSession, visit))
    session.flush()
    assert expiry.drafts(session) == 1


def test_what_is_short_lived_goes_when_it_is_over(session: Session, when: time_machine.Traveller) -> None:
    minute = timedelta(minutes=1)
    session.add_all(Attempt(key=name, expires_at=START + life) for name, life in ((b"1", minute), (b"2", 3 * minute)))
    sessions.save(session, sessions.new_token(), {})
    when.shift(2 * minute)
    assert expiry.short_lived(session) == 1
    when.shift(sessions.IDLE)
    assert expiry.short_lived(session) == 2


def test_a_code_that_is_over_leaves_the_outbox_a_day_later(session: Session, when: time_machine.Traveller) -> None:
    letter = Letter("sms", "0912345678", "ABC-123456")
    outbox.put(session, "1", letter, About("account.one_time_code", expires_at=START + timedelta(minutes=5)))
    outbox.put(session, "2", letter, About("dossier.filed"))
    session.flush()
    when.shift(timedelta(hours=23))
    expiry.short_lived(session)
    assert len(events(session)) == 2
    when.shift(timedelta(hours=2))
    expiry.short_lived(session)
    assert events(session) == ["dossier.filed"]


def test_names_that_no_row_knows_are_found(session: Session) -> None:
    an_upload(session, "d" * 64, draft_id=a_draft(session).id, derivative_sha256="e" * 64)
    names = ["d" * 64, "e" * 64, "f" * 64]
    assert list(expiry.unnamed(session, names)) == ["f" * 64]
