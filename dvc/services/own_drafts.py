"""Show a person what he is writing: how far it is and until when it is kept."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from dvc.catalogue import reference
from dvc.domain import forms
from dvc.domain.actor import Actor
from dvc.models.draft import Draft
from dvc.services import drafts, procedure_versions


@dataclass(frozen=True, slots=True)
class DraftCard:
    """One draft; `done` of `sections` sections of the form are complete, `to_fix` have something wrong."""

    id: UUID
    name: str
    done: int
    to_fix: int
    sections: int
    updated_at: datetime
    expires_at: datetime

    @property
    def state(self) -> str:
        """Return the state of a task list."""
        if self.to_fix:
            return "fix"
        return "todo" if not self.done else "doing"


def cards(session: Session, today: date, *, actor: Actor) -> list[DraftCard]:
    """Return the person's drafts, the one written last first."""
    return [_card(session, draft, today) for draft in drafts.own(session, actor=actor)]


def _card(session: Session, draft: Draft, today: date) -> DraftCard:
    procedure = procedure_versions.pinned(session, draft.procedure_code, draft.procedure_version)
    states = list(forms.section_states(procedure, draft.answers, today, reference=reference).values())
    return DraftCard(
        id=draft.id,
        name=procedure.short_name,
        done=states.count("done"),
        to_fix=states.count("fix"),
        sections=len(states),
        updated_at=draft.updated_at,
        expires_at=draft.expires_at,
    )
