from flask import Flask
from sqlalchemy import func, select

from dvc.db import Database
from dvc.models.account import Officer
from dvc.models.ledger import LedgerEntry
from dvc.services import sessions
from tests.security.stage import Stage, addresses, csrf, fetch

NAME = "Hen Niê"


def entries(database: Database, officer: Officer) -> int:
    """Return how much of what the officer did with dossiers and people is on record."""
    with database.reading() as session:
        mine = (LedgerEntry.actor_id == officer.account_id, LedgerEntry.event.not_like("account.%"))
        return session.scalar(select(func.count()).select_from(LedgerEntry).where(*mine)) or 0


def signed_in_anew(database: Database, officer: Officer) -> str:
    token = sessions.new_token()
    with database.transaction() as session:
        sessions.sign_in(session, "", token, officer.account_id)
    return token


def test_no_officer_reads_a_dossier_without_a_trace(app: Flask, database: Database, stage: Stage) -> None:
    with database.reading() as session:
        officer = session.scalars(select(Officer).order_by(Officer.id)).first()
    assert officer is not None
    things = ("/mot-cua/ho-so/", "/tep/", "/giay/")
    shown = 0
    for method in ("GET", "POST"):
        for path in [path for path in addresses(app, stage, method) if path.startswith(things)]:
            client = app.test_client()
            client.set_cookie("dvc", signed_in_anew(database, officer))
            fields = {"csrf_token": csrf(client), "rev": "1", "finding-giay-to-cu-tru": "other"}
            before = entries(database, officer)
            answer = fetch(client, path) if method == "GET" else client.post(path, data=fields)
            told = answer.mimetype != "text/html" or NAME in answer.get_data(as_text=True)
            if answer.status_code in (200, 422) and told:
                shown += 1
                assert entries(database, officer) > before, f"{method} {path} left no trace"
    assert shown >= 4
