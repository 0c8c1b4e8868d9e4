import io
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import ColumnElement, MetaData, literal_column, select, text

from dvc.config import Settings
from dvc.db import Database
from dvc.models.outbox import OutboxMessage
from dvc.services import one_time_codes, parked_posts, setup, throttle
from dvc.services.one_time_codes import Purpose, Request
from tests.gateways import samples
from tests.security.stage import FILER, OFFICER, Stage, addresses, client_of, csrf, fetch

PLAIN = (
    "Hen Niê", "066190001234", "0905123456", "hen@example.vn", "Buôn Ja Wầm", "Y Moan", "066185004321", "0987654321",
    "Kẻ Tò Mò", "0977000111", "Trần Thị Tiếp", "anh.jpg", "hai.jpg", "Thiếu giấy", "1990-05-11", "192.0.2.77",
    "điều riêng tư",
)  # fmt: skip


def used(app: Flask, database: Database, stage: Stage) -> None:
    """Use the portal so that every kind of row is there."""
    for who in (FILER, OFFICER):
        client = client_of(app, stage, who)
        client.environ_base["REMOTE_ADDR"] = "192.0.2.77"
        for path in addresses(app, stage, "GET"):
            fetch(client, path)
        client.post("/mot-cua/tim", data={"csrf_token": csrf(client), "query": "Hen Niê 066190001234"})
        client.post("/dang-nhap", data={"csrf_token": csrf(client), "name": "0905123456", "password": "x"})
    with database.transaction() as session:
        parked_posts.park(session, stage.draft, f"/ho-so/{stage.draft}/nguoi-nop", [("why", "điều riêng tư")])
        one_time_codes.ask_leave(session, "0905123456", "192.0.2.77")
        one_time_codes.issue(session, Request("0905123456", Purpose.RESET, {"account": "Hen Niê"}))
        throttle.remember(session, "x", "0905123456", window=one_time_codes.LIFE)


def dumped(database: Database) -> bytes:
    """Return every value of every table, as text and as the bytes it is."""
    tables = MetaData()
    tables.reflect(database.engine)
    found: list[bytes] = []
    with database.reading() as session:
        for table in tables.sorted_tables:
            if table.name in ("agency", "procedure_version"):
                continue  # public
            raw: list[ColumnElement[Any]] = [literal_column(f'"{column.name}"') for column in table.columns]
            for row in session.execute(select(*raw).select_from(table)):
                values = (
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                )
                found += [table.name.encode() + b": " + value for value in values]
    return b"\n".join(found)


def test_who_steals_the_disk_learns_nobodys_name(
    app: Flask, database: Database, stage: Stage, settings: Settings, environment: dict[str, str]
) -> None:
    used(app, database, stage)
    stored = [path for path in Path(environment["DVC_INSTANCE"]).rglob("*") if path.is_file()]
    assert any("files" in path.parts for path in stored)
    content = dumped(database) + b"\n".join(path.read_bytes() for path in stored)
    if settings.database_url.startswith("sqlite"):
        file = Path(settings.database_url.removeprefix("sqlite:///"))
        content += b"".join(one.read_bytes() for one in file.parent.glob(file.name + "*"))
    for secret in PLAIN:
        for form in (secret, secret.encode("unicode_escape").decode()):
            assert form.encode() not in content, f"{secret} lies open"
    assert samples.jpeg(1)[100:160] not in content, "a picture lies open"
    assert not re.search(rb"[ACDEHKMNPRTXY]{3}-\d{6}\b", content), "a one-time code lies open"


@pytest.mark.usefixtures("stage")
def test_stored_files_are_for_the_portals_own_user(environment: dict[str, str]) -> None:
    files = Path(environment["DVC_INSTANCE"]) / "files"
    assert {path.stat().st_mode & 0o077 for path in files.rglob("*")} == {0}


def test_a_fault_logs_neither_values_nor_what_was_typed(
    app: Flask, stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    log = tmp_path / "log"
    setup.set_up_logging(str(log))

    def fails() -> str:
        with app.extensions["dvc_database"].transaction() as session:
            session.execute(text("SELECT * FROM no_such WHERE name = :name"), {"name": "Hen Niê 066190001234"})
        return ""

    app.view_functions["pages.home"] = fails
    try:
        with caplog.at_level(logging.DEBUG):
            assert client_of(app, stage, FILER).get("/?q=Hen").status_code >= 500
        said = log.read_text(encoding="utf-8") + caplog.text + "".join(capsys.readouterr())
    finally:
        setup.set_up_logging("-")
    assert "Error" in said, "the fault was not logged"
    assert "Hen" not in said
    assert "066190001234" not in said


@pytest.mark.usefixtures("stage")
def test_no_message_by_sms_names_a_person(database: Database) -> None:
    with database.reading() as session:
        rows = [row for row in session.scalars(select(OutboxMessage)) if row.channel == "sms"]
        assert rows
        for row in rows:
            assert not re.search(r"Hen|Nie|0661|birth|khai sinh", row.content["text"]), row.event


def test_no_address_in_a_page_holds_what_is_personal(app: Flask, stage: Stage) -> None:
    for who in (FILER, OFFICER):
        client = client_of(app, stage, who)
        for path in addresses(app, stage, "GET"):
            answer = fetch(client, path)
            body = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
            links = re.findall(r'(?:href|action|src|hx-[a-z]+)="([^"]*)"', body)
            for address in [*links, answer.headers.get("Location", "")]:
                assert not re.search(r"066190001234|Hen|0905123456|anh\.jpg", address), f"{path}: {address}"


def test_pictures_that_people_see_tell_no_place(app: Flask, stage: Stage) -> None:
    shown = client_of(app, stage, OFFICER).get(f"/tep/{stage.file}")
    assert shown.status_code == 200
    assert not Image.open(io.BytesIO(shown.data)).getexif()
