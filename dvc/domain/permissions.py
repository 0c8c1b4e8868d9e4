"""Name each permission and say as a table who has it."""

from collections.abc import Callable
from enum import StrEnum

from dvc.domain.actor import Actor, Capacity, Role


class Permission(StrEnum):
    """A permission: `scope.resource.action`."""

    OWN_ACCOUNT_USE = "own.account.use"
    OWN_DRAFT_EDIT = "own.draft.edit"
    OWN_DRAFT_SUBMIT = "own.draft.submit"
    OWN_DOSSIER_READ = "own.dossier.read"
    OWN_DOSSIER_CHANGE = "own.dossier.change"
    AGENCY_DOSSIER_READ = "agency.dossier.read"
    AGENCY_DOSSIER_RECEIVE = "agency.dossier.receive"
    AGENCY_SETTINGS_EDIT = "agency.settings.edit"
    CATALOGUE_PROCEDURE_EDIT = "catalogue.procedure.edit"
    CATALOGUE_PROCEDURE_PUBLISH = "catalogue.procedure.publish"


Predicate = Callable[[Actor], bool]
RECEIVERS = frozenset({Role.RECEPTION, Role.ADMINISTRATOR})


def _anybody(actor: Actor) -> bool:
    # A draft may be begun before signing in; the services check that it is this visitor's.
    return actor.capacity is not Capacity.SYSTEM


def _signed_in(actor: Actor) -> bool:
    return actor.account_id is not None


def _officer(actor: Actor) -> bool:
    return actor.is_officer


def _receiver(actor: Actor) -> bool:
    return actor.is_officer and actor.role in RECEIVERS


def _administrator(actor: Actor) -> bool:
    return actor.is_officer and actor.role is Role.ADMINISTRATOR


HOLDERS: dict[Permission, Predicate] = {
    Permission.OWN_ACCOUNT_USE: _signed_in,
    Permission.OWN_DRAFT_EDIT: _anybody,
    Permission.OWN_DRAFT_SUBMIT: _signed_in,
    Permission.OWN_DOSSIER_READ: _signed_in,
    Permission.OWN_DOSSIER_CHANGE: _signed_in,
    Permission.AGENCY_DOSSIER_READ: _officer,
    Permission.AGENCY_DOSSIER_RECEIVE: _receiver,
    Permission.AGENCY_SETTINGS_EDIT: _administrator,
    Permission.CATALOGUE_PROCEDURE_EDIT: _administrator,
    Permission.CATALOGUE_PROCEDURE_PUBLISH: _administrator,
}


def allowed(actor: Actor, permission: Permission) -> bool:
    """Tell whether the actor has the permission; whose dossier it is, the service asks."""
    return HOLDERS[permission](actor)
