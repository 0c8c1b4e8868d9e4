"""Tell how the portal does: database, oldest waiting message, free disk."""

import shutil
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dvc import clock
from dvc.models.outbox import OutboxMessage

OLDEST = timedelta(minutes=15)
LEAST_DISK = 500_000_000


def report(session: Session, instance: Path) -> dict[str, object]:
    """Return {"ok", "database", "queue_age_s", "disk_free_bytes"}."""
    waiting = ("waiting", "sending")
    oldest = session.scalar(select(func.min(OutboxMessage.created_at)).where(OutboxMessage.state.in_(waiting)))
    age = max(clock.now() - oldest, timedelta()) if oldest else timedelta()
    free = shutil.disk_usage(instance).free
    return {
        "ok": age < OLDEST and free > LEAST_DISK,
        "database": "ok",
        "queue_age_s": int(age.total_seconds()),
        "disk_free_bytes": free,
    }
