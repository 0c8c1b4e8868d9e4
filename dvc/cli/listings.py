"""List what tests and the demo need to see, one JSON object a line; never in production."""

import argparse
import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dvc.cli import ground
from dvc.config import Settings
from dvc.models.account import Account
from dvc.models.dossier import Dossier
from dvc.models.outbox import OutboxMessage
from dvc.models.upload import Upload

Row = dict[str, Any]


def accounts(settings: Settings, chosen: argparse.Namespace) -> int:
    """List the demo people with their passwords."""
    ground.demo_only(settings, "accounts")
    return _print(import_module("dvc.services.demo").sign_ins(), as_json=chosen.json)


def print_sign_ins(settings: Settings) -> None:
    """Show the demo sign-ins to a person."""
    ground.demo_only(settings, "accounts")
    print("Đăng nhập mẫu (tên đăng nhập / mật khẩu):")
    for row in import_module("dvc.services.demo").sign_ins():
        print(f"  {row['sign_in']:<14} {row['password']:<16} {row['full_name']} ({row['role']})")


def outbox(settings: Settings, chosen: argparse.Namespace) -> int:
    """List every notice and one-time code."""
    ground.demo_only(settings, "outbox")
    return _list(settings, chosen, _messages)


def dossiers(settings: Settings, chosen: argparse.Namespace) -> int:
    """List every filed dossier with its answers and files."""
    ground.demo_only(settings, "dossiers")
    return _list(settings, chosen, _dossiers)


def _list(settings: Settings, chosen: argparse.Namespace, rows: Any) -> int:
    database = ground.open_database(settings)
    try:
        with database.reading() as session:
            return _print(rows(session), as_json=chosen.json)
    finally:
        database.close()


def _print(rows: Any, *, as_json: bool) -> int:
    for row in rows:
        if as_json:
            print(json.dumps(row, ensure_ascii=False))
        else:
            print("; ".join(f"{name}: {value}" for name, value in row.items()))
    return 0


def _messages(session: Session) -> Iterator[Row]:
    codes = {key: code for key, code in session.execute(select(Dossier.id, Dossier.code))}  # noqa: C416 - rows are no pairs to mypy
    for message in session.scalars(select(OutboxMessage).order_by(OutboxMessage.created_at, OutboxMessage.id)):
        yield {
            "id": str(message.id),
            "key": message.key,
            "to": message.to,
            "channel": message.channel,
            "event": message.event,
            "dossier": codes.get(message.dossier_id) if message.dossier_id else None,
            "text": message.content["text"],
            "state": message.state,
            "attempts": message.attempts,
            "created_at": _moment(message.created_at),
            "sent_at": _moment(message.sent_at),
        }


def _dossiers(session: Session) -> Iterator[Row]:
    for dossier in session.scalars(select(Dossier).order_by(Dossier.submitted_at, Dossier.id)):
        yield {
            "code": dossier.code,
            "state": dossier.state,
            "owner": _owner(session, dossier),
            "answers": dossier.answers,
            "files": list(_files(session, dossier.id)),
        }


def _owner(session: Session, dossier: Dossier) -> str:
    account = session.get(Account, dossier.owner_id) if dossier.owner_id else None
    if account is not None:
        return account.full_name
    return str(dossier.people.get("owner", {}).get("full_name", ""))


def _files(session: Session, dossier_id: uuid.UUID) -> Iterator[Row]:
    for upload in session.scalars(select(Upload).where(Upload.dossier_id == dossier_id).order_by(Upload.id)):
        yield {"name": upload.name, "sha256": upload.digest, "bytes": upload.size}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
