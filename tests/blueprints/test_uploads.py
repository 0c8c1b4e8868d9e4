import hashlib
import io
import uuid
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from dvc import clock
from dvc.config import Settings
from dvc.db import Database
from dvc.domain.actor import Actor, Capacity
from dvc.models.account import Account, Officer
from dvc.models.dossier import Dossier
from dvc.models.draft import Draft
from dvc.models.ledger import LedgerEntry
from dvc.services import uploads
from tests.gateways import samples
from tests.support.client import PageClient
from tests.support.dossiers import a_dossier, a_draft, an_account, an_agency
from tests.support.filings import a_person, signed_in
from tests.support.paper_files import BIRTH_KEY, PHOTO, a_file, kept
from tests.support.robot import Robot


@pytest.fixture
def actor(database: Database) -> Actor:
    with database.transaction() as session:
        return a_person(session)


@pytest.fixture
def resident(client: PageClient, database: Database, actor: Actor) -> Robot:
    return signed_in(client, database, actor)


@pytest.fixture
def draft(database: Database, actor: Actor) -> Draft:
    with database.transaction() as session:
        return a_draft(session, account_id=actor.account_id)


def test_people_see_our_picture_and_take_the_original(
    client: PageClient, resident: Robot, database: Database, draft: Draft
) -> None:
    address = a_file(database, draft)
    assert resident.status == 0
    ours, original = client.get(address), client.get(f"{address}?goc=1")
    picture = Image.open(io.BytesIO(ours.data))
    assert (picture.size, len(picture.getexif())) == ((40, 64), 0)
    assert original.data == PHOTO[1]
    assert hashlib.sha256(original.data).hexdigest() == kept(database)[0].digest
    assert ours.headers["Content-Disposition"].startswith("inline")
    assert original.headers["Content-Disposition"] == "attachment; filename=anh.JPG"


@pytest.mark.usefixtures("resident")
@pytest.mark.parametrize(
    ("name", "data"),
    [("a.pdf", samples.pdf()), ("a.docx", samples.docx()), ("a.zip", samples.zipped({"x": b"x"}))],
)
def test_what_is_no_picture_of_ours_is_always_saved(
    client: PageClient, database: Database, draft: Draft, name: str, data: bytes
) -> None:
    address = a_file(database, draft, data, name)
    for path in (address, f"{address}?goc=1"):
        assert client.get(path).headers["Content-Disposition"] == f"attachment; filename={name}"


@pytest.mark.usefixtures("resident")
@pytest.mark.parametrize("query", ["", "?goc=1"])
def test_a_file_runs_nothing_and_is_kept_nowhere(
    client: PageClient, database: Database, draft: Draft, query: str
) -> None:
    headers = client.get(a_file(database, draft) + query).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert headers["Content-Type"] == "image/jpeg"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def a_filed_file(database: Database, filer_id: uuid.UUID | None) -> tuple[Dossier, str]:
    with database.transaction() as session:
        dossier = a_dossier(session, filer_id=filer_id or an_account(session).id)
        upload = uploads.add(session, dossier, uploads.Place(BIRTH_KEY), uploads.keep(*PHOTO))
    return dossier, f"/tep/{upload.id}"


def officer_of(database: Database, agency_id: int) -> Actor:
    with database.transaction() as session:
        account: Account = an_account(session)
        session.add(
            Officer(
                account_id=account.id,
                agency_id=agency_id,
                role="reception_officer",
                active=True,
                appointed_at=clock.now(),
            )
        )
        return Actor(account.id, Capacity.SELF)


@pytest.mark.usefixtures("resident")
def test_another_persons_file_is_not_found_in_draft_and_dossier(client: PageClient, database: Database) -> None:
    with database.transaction() as session:
        other = a_draft(session)
    for address in (a_file(database, other), a_filed_file(database, None)[1], f"/tep/{uuid.uuid4()}"):
        for query in ("", "?goc=1"):
            assert client.get(address + query).status_code == 404


def test_an_officer_sees_the_files_of_his_agency_alone_and_of_no_draft(
    client: PageClient, database: Database, draft: Draft
) -> None:
    dossier, address = a_filed_file(database, None)
    with database.transaction() as session:
        elsewhere = an_agency(session).id
    signed_in(client, database, officer_of(database, elsewhere), "e" * 43)
    assert client.get(address).status_code == 404
    signed_in(client, database, officer_of(database, dossier.agency_id), "h" * 43)
    assert client.get(address).status_code == 200
    assert client.get(a_file(database, draft)).status_code == 404


@pytest.mark.usefixtures("resident")
def test_each_file_that_is_seen_is_on_record_once_a_sign_in(
    client: PageClient, database: Database, actor: Actor
) -> None:
    _, address = a_filed_file(database, actor.account_id)
    for _ in range(2):
        client.get(address)
        client.get(f"{address}?goc=1")
    signed_in(client, database, actor, "n" * 43)
    client.get(address)
    with database.reading() as session:
        entries = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "file.viewed")).all()
    assert [entry.data for entry in entries] == [{"upload": address.removeprefix("/tep/")}] * 2


def test_a_visitor_signs_in_first(browse: Robot, database: Database, draft: Draft) -> None:
    assert browse.open(a_file(database, draft)).path == "/dang-nhap"


@pytest.mark.usefixtures("resident")
def test_a_file_whose_bytes_are_damaged_is_said_to_be_unavailable(
    client: PageClient, database: Database, draft: Draft, settings: Settings
) -> None:
    address = a_file(database, draft)
    root = Path(settings.storage_url.removeprefix("file://"))
    for path in root.rglob("*"):
        if path.is_file():
            path.write_bytes(b"x")
    assert client.get(address).status_code == 503
