"""Map the rows of the database. Importing this package names every table."""

from dvc.models import account, agency, captcha, dossier, draft, ledger, offer, outbox, release, session, upload

__all__ = [
    "account",
    "agency",
    "captcha",
    "dossier",
    "draft",
    "ledger",
    "offer",
    "outbox",
    "release",
    "session",
    "upload",
]
