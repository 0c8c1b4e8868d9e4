"""Keep every version of a procedure that somebody began to write with: drafts and dossiers pin theirs."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dvc import clock
from dvc.catalogue import loader
from dvc.domain.procedures import Procedure
from dvc.errors import NotFound
from dvc.models.draft import ProcedureVersion

_MOST_KEPT = 64
_KEPT: dict[tuple[str, str], Procedure] = {}


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
        known = _KEPT.get((code, version))
        return known or _read(session, code, version)


def is_kept(session: Session, code: str, version: str) -> bool:
    """Tell whether a version was kept; `version` may be anything that stood in an address."""
    return _row(session, code, version) is not None


def _row(session: Session, code: str, version: str) -> ProcedureVersion | None:
    named = code.isprintable() and version.isalnum()  # PostgreSQL is not to be asked about signs that it cannot hold
    return session.get(ProcedureVersion, (code, version)) if named else None


def _read(session: Session, code: str, version: str) -> Procedure:
    kept = _row(session, code, version)
    if kept is None:
        raise NotFound
    if len(_KEPT) >= _MOST_KEPT:
        _KEPT.clear()
    # The version is the hash of what it names, so it is the same in every database.
    made = _KEPT[code, version] = loader.from_json(kept.definition).with_version(version)
    return made
