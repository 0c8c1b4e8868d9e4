"""A procedure that differs from the shipped one, kept as a version that drafts and dossiers pin."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from dvc.catalogue import loader
from dvc.catalogue.consistency import faults_in
from dvc.catalogue.schema import version_of
from dvc.db import new_id
from dvc.domain.actor import Actor
from dvc.domain.procedures import Procedure
from dvc.models.draft import Draft
from dvc.services import filing, procedure_versions
from tests.support.desks import Desk, an_officer
from tests.support.dossiers import an_agency
from tests.support.filings import PROCEDURE, a_person, a_whole_draft


def changed(session: Session, **given: Any) -> Procedure:
    """Keep the shipped procedure of the tests with other parts; it has no faults."""
    procedure = replace(loader.procedure(PROCEDURE), **given)
    assert list(faults_in(procedure)) == []
    procedure = procedure.with_version(version_of(procedure))
    procedure_versions.publish(session, procedure)
    return procedure


def a_draft_of(session: Session, procedure: Procedure, actor: Actor, **given: Any) -> Draft:
    """Write a draft that lacks nothing of the shipped procedure, in a changed version."""
    draft = a_whole_draft(session, actor, **given)
    draft.procedure_version = procedure.version
    session.flush()
    return draft


def a_desk_with(session: Session, procedure: Procedure, papers: dict[str, Any] | None = None) -> Desk:
    """Make a desk with an officer and one dossier of a changed procedure."""
    agency, filer = an_agency(session), a_person(session)
    officer = an_officer(session, agency)
    draft = a_draft_of(session, procedure, filer, agency_id=agency.id)
    draft.papers = papers or {}
    session.flush()
    return Desk(agency, officer, filer, filing.submit(session, draft, str(new_id()), actor=filer).code)
