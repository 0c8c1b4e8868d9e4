"""Files of a draft's papers, put where the pages and the downloads find them."""

from pathlib import Path

from sqlalchemy import select

from dvc.config import Settings
from dvc.db import Database
from dvc.models.draft import Draft
from dvc.models.upload import Upload
from dvc.services import uploads
from tests.gateways import samples

BIRTH_KEY = "giay-chung-sinh"
PHOTO = ("anh.JPG", samples.jpeg(6))


def kept(database: Database) -> list[Upload]:
    """Return all uploads, the oldest first."""
    with database.reading() as session:
        return list(session.scalars(select(Upload).order_by(Upload.id)))


def said(database: Database, key: str) -> dict[str, str]:
    """Return what the only draft says of a paper."""
    with database.reading() as session:
        found: dict[str, str] = session.scalars(select(Draft)).one().papers.get(key, {})
    return found


def bytes_kept(settings: Settings) -> int:
    """Return how many files the store holds."""
    root = Path(settings.storage_url.removeprefix("file://"))
    return sum(path.is_file() for path in root.rglob("*"))


def a_file(database: Database, draft: Draft, data: bytes = PHOTO[1], name: str = PHOTO[0]) -> str:
    """Add a file to a draft's birth notification and return its address."""
    with database.transaction() as session:
        upload = uploads.add(session, draft, uploads.Place(BIRTH_KEY), uploads.keep(name, data))
    return f"/tep/{upload.id}"
