import zipfile
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from dvc.db import Database
from dvc.domain import workdays
from dvc.domain.workdays import Duration
from dvc.errors import NotFound
from dvc.models.dossier import Dossier
from dvc.models.ledger import LedgerEntry
from dvc.services import desk, desk_export, papers, uploads
from dvc.services.papers import Issue
from tests.support.desks import HOME_KEY, HOME_PAPER, OFFICER, PNG, Desk, a_desk, picture

AT = datetime(2026, 11, 25, 2, 5, tzinfo=UTC)
DUE = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)

OTHER = picture("black")


@pytest.fixture
def database(app: Flask) -> Database:
    found: Database = app.extensions["dvc_database"]
    return found


@pytest.fixture
def here(database: Database) -> Desk:
    """Return a desk whose dossier has two files of the same name."""
    kept = [uploads.keep("../Sổ hộ khẩu.png", one) for one in (PNG, OTHER)]
    with database.transaction() as session:
        made = a_desk(session)
        dossier = session.scalars(select(Dossier)).one()
        dossier.papers = {HOME_KEY: {"tick": "attached", "why": ""}}
        for one in kept:
            uploads.add(session, dossier, uploads.Place(HOME_KEY), one)
    return made


def test_the_receipt_says_who_what_when_and_what_it_costs(database: Database, here: Desk) -> None:
    with database.reading() as session:
        seen = desk.look(session, desk.get(session, here.code, actor=here.officer), actor=here.officer)
        slip = papers.receipt(seen, seen.case, Issue(OFFICER, AT, DUE))
    content: Any = slip.content()
    assert (slip.code, slip.filer.name, slip.officer) == (here.code, "H' Hen Niê", OFFICER)
    assert (slip.letterhead.place, slip.letterhead.day.isoformat()) == ("Ea Kao", "2026-11-25")
    assert content["received"] == "9 giờ 05, ngày 25/11/2026"
    assert content["due"] == "17 giờ, ngày 26/11/2026"
    assert slip.duration == "1 ngày làm việc"
    assert [fee.amount for fee in slip.fees] == ["16.000 đồng, nộp tại bộ phận Một cửa"]
    assert [(line.name, line.copies, line.how) for line in slip.components][1:] == [
        (HOME_PAPER, 1, "tệp kèm theo (2 tệp)")
    ]
    assert slip.lookup_url.endswith(f"/tra-cuu/{here.code}")
    assert slip.return_at == "tại Bộ phận Một cửa xã Ea Kao"


def test_the_form_is_printed_with_its_declaration_and_goes_on_record(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        content = desk_export.answers(session, here.code, actor=here.officer)
    rows = {row.question: row.answer for section in content.sections for row in section.rows}
    assert "H' Hen Niê" in rows.values()
    assert content.pledge == "Tôi xin chịu trách nhiệm trước pháp luật về lời khai trên"
    with database.reading() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "dossier.printed")).one()
    assert entry.data == {"paper": "answers"}


def test_all_originals_go_into_one_archive_under_safe_unique_names(database: Database, here: Desk) -> None:
    with database.transaction() as session:
        export = desk_export.files(session, here.code, actor=here.officer)
    with desk_export.archive(export) as made, zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        contents = {archive.read(name) for name in names}
    assert names == [f"{here.code}/{number:02d}-{HOME_KEY}-Sổ_hộ_khẩu.png" for number in (1, 2)]
    assert contents == {PNG, OTHER}
    with database.reading() as session:
        entry = session.scalars(select(LedgerEntry).where(LedgerEntry.event == "dossier.exported")).one()
    assert (entry.actor_id, entry.data) == (here.officer.account_id, {"what": "files"})


def test_nothing_is_exported_to_who_is_not_of_the_agency(database: Database, here: Desk) -> None:
    for take in (desk_export.files, desk_export.answers):
        with database.transaction() as session, pytest.raises(NotFound):
            take(session, here.code, actor=here.filer)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\\b:c*?.png", "...", "\u202egnp.exe", "a" * 300 + ".png"])
def test_no_name_leads_out_of_the_archive(name: str) -> None:
    safe = desk_export.safe_name(name)
    assert safe
    assert not set(safe) & set("/\\:*?<>|\u202e")
    assert not safe.startswith(".")
    assert len(safe) <= 80


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ({"amount": 8000, "total": 16000}, "16.000 đồng, nộp tại bộ phận Một cửa"),
        ({"amount": 8000, "total": None}, "8.000 đồng một bản, nộp tại bộ phận Một cửa"),
        (
            {"amount": None, "total": None, "set_by": "Hội đồng nhân dân tỉnh"},
            "do Hội đồng nhân dân tỉnh quy định, nộp tại bộ phận Một cửa",
        ),
        ({"amount": None, "total": 13000, "set_by": ""}, "13.000 đồng, nộp tại bộ phận Một cửa"),
        ({"amount": None, "total": None, "set_by": ""}, "cán bộ tính khi nhận hồ sơ, nộp tại bộ phận Một cửa"),
        ({"amount": 0, "total": 0}, "không mất tiền"),
    ],
)
def test_a_fee_is_said_as_far_as_it_is_known(fee: dict[str, int | str | None], words: str) -> None:
    assert papers.fee_words(fee) == words


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        ({"method": "online"}, "bản điện tử, qua mạng"),
        (
            {"method": "post", "receiver": "Y Moan", "receiver_phone": "0987654321", "post_address": "Buôn Jok"},
            "qua bưu điện: Y Moan, 0987654321, Buôn Jok",
        ),
        ({"method": "at_desk"}, "tại Bộ phận Một cửa xã Ea Kao"),
    ],
)
def test_the_way_of_the_result_is_said_in_words(delivery: dict[str, str], words: str) -> None:
    desk_row = SimpleNamespace(desk_name="Bộ phận Một cửa xã Ea Kao")
    dossier: Any = SimpleNamespace(delivery=delivery, filing_agency=desk_row)
    assert papers.return_way(dossier) == words


def test_no_days_are_the_same_day() -> None:
    assert workdays.duration_words(Duration(0, "working_day")) == "trong ngày"
    assert workdays.duration_words(Duration(3, "working_day")) == "3 ngày làm việc"
