"""Keep every version of a procedure that somebody began to write with: drafts and dossiers pin theirs."""

from functools import lru_cache

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.domain.procedures import Procedure
from dvc.errors import NotFound
from dvc.models.draft import ProcedureVersion


def publish(session: Session, procedure: Procedure) -> str:
    """Keep this version for ever, once; returns its hash."""
    if session.get(ProcedureVersion, (procedure.code, procedure.version)) is None:
        try:
            with session.begin_nested():
                session.add(
                    ProcedureVersion(
                        code=procedure.code,
                        version=procedure.version,
                        definition=loader.to_json(procedure),
                        published_at=clock.now(),
                    )
                )
        except IntegrityError:  # two first drafts at once: the other one kept it
            pass
    return procedure.version


def pinned(session: Session, code: str, version: str) -> Procedure:
    """Return a procedure as it was in a version: the catalogue's own, or the one that was kept.

    Raises:
        NotFound: there never was such a version.

    """
    try:
        return loader.version(code, version)
    except NotFound:
        kept = session.get(ProcedureVersion, (code, version))
        if kept is None:
            raise
        return _read(kept.definition, version)


@lru_cache(maxsize=64)
def _read(definition: str, version: str) -> Procedure:
    return loader.from_json(definition).with_version(version)
