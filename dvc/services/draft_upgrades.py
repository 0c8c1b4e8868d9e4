"""Offer a draft the newer version of its procedure, and take it over when its writer wants that.

A draft keeps the version it was begun with until its writer says otherwise. He is asked once for each version; what
would be lost is told before. A filed dossier is never touched.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from dvc import clock
from dvc.domain import filing_gaps
from dvc.domain.definition_changes import Change, changes, public
from dvc.domain.filing import Page, Step, resident_cases
from dvc.domain.filing_papers import in_data
from dvc.domain.moved_answers import Moved, moved
from dvc.domain.procedures import Procedure
from dvc.domain.standing import GONE, Closed, closed
from dvc.errors import Conflict, NotFound
from dvc.models.draft import Draft
from dvc.services import catalogue, drafts, filing, procedure_versions, uploads


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A newer version with what changed and what would be lost: the question or paper, and what was given."""

    version: str
    changes: tuple[Change, ...]
    lost: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class News:
    """What has happened to a draft's procedure since it was begun: it is closed, or there is a newer version."""

    closed: Closed | None = None
    upgrade: Upgrade | None = None


def news(session: Session, draft: Draft) -> News:
    """Return what a draft's writer should know of its procedure."""
    try:
        stands = catalogue.standing(session, draft.procedure_code)
    except NotFound:
        return News(closed=GONE)
    why = closed(stands)
    version = stands.listing.version
    if why is not None or version in (draft.procedure_version, draft.declined_version):
        return News(closed=why)
    old, new = drafts.procedure_of(session, draft), procedure_versions.pinned(session, draft.procedure_code, version)
    found = public(changes(old, new))
    if not found:
        return News()
    return News(upgrade=Upgrade(version, found, (*moved(old, new, draft.answers).lost, *_papers(session, draft, new))))


def take(session: Session, draft: Draft, version: str) -> None:
    """Let a draft go on in the newer version that its writer saw. The draft's row must be locked.

    Raises:
        Conflict: it is filed, or there is yet another version by now.

    """
    if draft.submitted_at is not None:
        raise Conflict("Hồ sơ này đã nộp, giữ nguyên bản đã nộp.")
    stands = catalogue.standing(session, draft.procedure_code)
    if stands.listing.version != version or not stands.open:
        raise Conflict("Thủ tục vừa thay đổi lần nữa. Ông/bà mở lại trang để xem.")
    old, new = drafts.procedure_of(session, draft), procedure_versions.pinned(session, draft.procedure_code, version)
    today = clock.today()
    before = filing_gaps.task_states(filing.writing(session, draft, today))
    pages = _pages(old, new)
    _carry(session, draft, new, moved(old, new, draft.answers))
    draft.procedure_version = procedure_versions.publish(session, new)
    draft.steps = [pages[step] for step in draft.steps if step in pages]
    draft.to_mend = []
    after = filing_gaps.task_states(filing.writing(session, draft, today))
    were_done = {pages[page] for page, state in before.items() if state == "done" and page in pages}
    draft.to_mend = [step for step in draft.steps if step in were_done and after.get(step, "done") != "done"]
    now = clock.now()
    draft.updated_at, draft.expires_at, draft.warned_at = now, now + drafts.LIFE, None


def decline(session: Session, draft: Draft, version: str) -> None:
    """Note that the writer keeps the version he began with, so that he is not asked about this newer one again."""
    if draft.submitted_at is None and catalogue.standing(session, draft.procedure_code).listing.version == version:
        draft.declined_version = version


def _carry(session: Session, draft: Draft, new: Procedure, found: Moved) -> None:
    papers = {component.key: component for component in new.components}
    for upload in uploads.of(session, draft):
        if upload.component_key not in papers:
            uploads.remove(session, upload)
    draft.answers = dict(found.answers)
    # A paper that no register may answer any more is asked for.
    kept = {key: said for key, said in draft.papers.items() if key in papers}
    draft.papers = {key: said for key, said in kept.items() if papers[key].data or not in_data(said)}
    if draft.case_key not in {case.key for case in resident_cases(new)}:
        draft.case_key = ""


def _papers(session: Session, draft: Draft, new: Procedure) -> list[tuple[str, str]]:
    kept = {component.key for component in new.components}
    names = {one.key: one.name for one in drafts.procedure_of(session, draft).components}
    files: dict[str, int] = {}
    for upload in uploads.of(session, draft):
        if upload.component_key not in kept:
            files[upload.component_key] = files.get(upload.component_key, 0) + 1
    return [(names.get(key, "Giấy tờ khác"), f"{number} tệp") for key, number in files.items()]


def _pages(old: Procedure, new: Procedure) -> Mapping[str, str]:
    """Return where each page of the old version is found in the new one; the form's pages move with their section."""
    numbers = {section.key: number for number, section in enumerate(new.sections, start=1)}
    form = {
        Page(Step.FORM, number).key: Page(Step.FORM, numbers[section.key]).key
        for number, section in enumerate(old.sections, start=1)
        if section.key in numbers
    }
    return form | {str(step): str(step) for step in Step if step is not Step.FORM}
