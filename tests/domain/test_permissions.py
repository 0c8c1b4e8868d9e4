"""Who has which permission."""

import uuid

import pytest

from dvc.domain.actor import ANONYMOUS, SYSTEM, Actor, Capacity, Role
from dvc.domain.permissions import HOLDERS, Permission, allowed

RESIDENT = Actor(uuid.UUID(int=1), Capacity.SELF)


def officer(role: Role) -> Actor:
    return Actor(uuid.UUID(int=2), Capacity.DESK_OFFICER, agency_id=1, role=role)


def test_every_permission_has_its_holders() -> None:
    assert set(HOLDERS) == set(Permission)


@pytest.mark.parametrize("permission", [p for p in Permission if p.startswith("agency.")])
def test_residents_and_visitors_do_no_work_of_an_agency(permission: Permission) -> None:
    assert not allowed(RESIDENT, permission)
    assert not allowed(ANONYMOUS, permission)
    assert not allowed(SYSTEM, permission)


def test_an_auditor_reads_and_changes_nothing() -> None:
    auditor = officer(Role.AUDITOR)
    assert allowed(auditor, Permission.AGENCY_DOSSIER_READ)
    assert not allowed(auditor, Permission.AGENCY_DOSSIER_RECEIVE)


def test_an_officer_without_an_agency_is_no_officer() -> None:
    stray = Actor(uuid.UUID(int=2), Capacity.DESK_OFFICER, role=Role.RECEPTION)
    assert not allowed(stray, Permission.AGENCY_DOSSIER_READ)


def test_a_visitor_may_begin_a_draft_but_not_submit_it() -> None:
    assert allowed(ANONYMOUS, Permission.OWN_DRAFT_EDIT)
    assert not allowed(ANONYMOUS, Permission.OWN_DRAFT_SUBMIT)
