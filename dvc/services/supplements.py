"""Let people answer a supplement request, and withdraw their own dossiers.

The round's number is the key of an answer and the dossier's id that of a withdrawal: a second click answers as the
first, and a page of an old round never answers a new one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dvc import clock
from dvc.catalogue import calendars
from dvc.domain import verdicts as rules
from dvc.domain import workdays
from dvc.domain.actor import Actor, Capacity
from dvc.domain.notices import Notice
from dvc.domain.procedures import Component, Procedure
from dvc.domain.states import Action, State, Who, possible
from dvc.domain.supplement import answer_problem, is_form
from dvc.domain.verdicts import Judgement
from dvc.errors import Conflict, Invalid, InvalidAnswer, NotFound
from dvc.models.dossier import Dossier, SupplementRound
from dvc.models.upload import Upload
from dvc.services import desk, dossiers, notifications, offers, own_dossiers, uploads, verdicts
from dvc.services.dossiers import Step
from dvc.services.uploads import Kept, Place


@dataclass(frozen=True, slots=True)
class Wanted:
    """One failing item: what the desk found, and what the answer holds so far."""

    component: Component
    judgement: Judgement
    files: list[Upload]
    said: Mapping[str, Any]

    @property
    def is_form(self) -> bool:
        """Tell whether the e-form is to be mended, in words."""
        return is_form(self.component)


@dataclass(frozen=True, slots=True)
class Supplement:
    """A request that waits for its answer."""

    dossier: Dossier
    procedure: Procedure
    request: SupplementRound
    items: list[Wanted]

    def item(self, key: str) -> Wanted:
        """Return the item of a paper for which files are taken.

        Raises:
            NotFound: it is not one of this request.

        """
        for one in self.items:
            if one.component.key == key and not one.is_form:
                return one
        raise NotFound


def opened(session: Session, code: str, *, actor: Actor, lock: bool = False) -> Supplement | None:
    """Return the request that waits for this person, None when none does.

    Raises:
        NotFound: the dossier is not his.

    """
    dossier = _own(session, code, actor=actor, lock=lock)
    request = verdicts.last_request(session, dossier)
    if dossier.state != State.SUPPLEMENT_REQUESTED or request is None:
        return None
    procedure = offers.pinned(session, dossier)
    return Supplement(dossier, procedure, request, _items(session, dossier, procedure, request))


def _own(session: Session, code: str, *, actor: Actor, lock: bool) -> Dossier:
    dossier = own_dossiers.get(session, code, actor=actor)
    if not lock:
        return dossier
    desk_too = joinedload(Dossier.filing_agency, innerjoin=True)
    query = select(Dossier).where(Dossier.id == dossier.id).options(desk_too).with_for_update(of=Dossier)
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _items(session: Session, dossier: Dossier, procedure: Procedure, request: SupplementRound) -> list[Wanted]:
    judged = {one.key: one for one in rules.judged(verdicts.components(procedure, dossier), dossier.papers)}
    found = verdicts.rounds(session, dossier).get(request.number - 1, {})
    files: dict[str, list[Upload]] = {}
    for upload in uploads.of(session, dossier):
        if upload.round == request.number:
            files.setdefault(upload.component_key, []).append(upload)
    return [
        Wanted(judged[key], found[key], files.get(key, []), request.answer.get(key, {}))
        for key in request.items
        if key in judged and key in found
    ]


def answered(session: Session, code: str, number: int, *, actor: Actor) -> bool:
    """Tell whether the request of this number was answered already."""
    request = verdicts.last_request(session, own_dossiers.get(session, code, actor=actor))
    if request is None or request.number < number:
        return False
    return request.number > number or request.answered_at is not None


def save(supplement: Supplement, said: Mapping[str, Mapping[str, str]]) -> Supplement:
    """Keep what was said of the items so far, and return the supplement as it is now."""
    keys = {item.component.key for item in supplement.items}
    supplement.request.answer = {key: dict(one) for key, one in said.items() if key in keys}
    items = [replace(item, said=supplement.request.answer.get(item.component.key, {})) for item in supplement.items]
    return replace(supplement, items=items)


def problems(supplement: Supplement) -> dict[str, InvalidAnswer]:
    """Return what keeps the answer from being sent, by component."""
    found = {
        item.component.key: answer_problem(item.component, item.said, len(item.files)) for item in supplement.items
    }
    return {key: why for key, why in found.items() if why is not None}


def answer(session: Session, supplement: Supplement, *, actor: Actor) -> None:
    """Send the answer back to the desk, or to the unit when it was asked for after acceptance.

    The time limit starts again when it ran already (NĐ 61/2018/NĐ-CP Đ19.4). The dossier's row is locked.

    Raises:
        Invalid: an item is not answered; by component.

    """
    wrong = problems(supplement)
    if wrong:
        raise Invalid(wrong)
    dossier, request = supplement.dossier, supplement.request
    step = Step(key=f"{Action.ANSWER_SUPPLEMENT}:{dossier.id}:{request.number}", due_at=_new_due(supplement))
    dossiers.take_step(session, dossier, Action.ANSWER_SUPPLEMENT, step, actor=_as_self(actor))
    request.answered_at = clock.now()
    notifications.tell(session, Notice.SUPPLEMENT_ANSWERED, dossier)


def _new_due(supplement: Supplement) -> datetime | None:
    dossier = supplement.dossier
    if dossier.asked_from == State.SUBMITTED:
        return None
    case = desk.case_of(supplement.procedure, dossier)
    if case.duration is None:
        return _put_off(supplement)
    return workdays.due(clock.now(), case.duration, calendars.calendar())


def _put_off(supplement: Supplement) -> datetime | None:
    """Return the day that the officer appointed, moved on by the working days that the answer took."""
    due, asked = supplement.dossier.due_at, supplement.request.asked_at
    if due is None:
        return None
    return workdays.put_off(due, asked.astimezone(clock.LOCAL).date(), clock.today(), calendars.calendar())


def room(session: Session, supplement: Supplement, key: str) -> int:
    """Return how many more files an item of the request takes; raises NotFound when it was not asked for."""
    supplement.item(key)
    return uploads.room(session, supplement.dossier, Place(key, supplement.request.number))


def add_file(session: Session, supplement: Supplement, key: str, kept: Kept) -> Upload:
    """Add a file to the answer; raises InvalidAnswer as `uploads.add` does."""
    return uploads.add(session, supplement.dossier, Place(key, supplement.request.number), kept)


def remove_file(session: Session, supplement: Supplement, key: str, upload_id: str) -> None:
    """Remove a file of the answer; removed twice is removed."""
    for upload in supplement.item(key).files:
        if str(upload.id) == upload_id:
            uploads.remove(session, upload)


def withdrawable(session: Session, code: str, *, actor: Actor) -> Dossier:
    """Return a dossier that the person may still withdraw.

    Raises:
        NotFound: it is not his.
        Conflict: it is over, or there is a result.

    """
    dossier = own_dossiers.get(session, code, actor=actor)
    if Action.WITHDRAW not in possible(State(dossier.state), Who.RESIDENT):
        raise Conflict("Hồ sơ này đã kết thúc hoặc đã có kết quả nên không rút được nữa.")
    return dossier


def withdraw(session: Session, code: str, reason: str, *, actor: Actor) -> Dossier:
    """Withdraw the person's dossier; withdrawn twice is withdrawn.

    Raises:
        NotFound: it is not his.
        Conflict: it is over, or there is a result.
        Invalid: the reason is too long.

    """
    dossier = _own(session, code, actor=actor, lock=True)
    if dossier.state == State.WITHDRAWN:
        return dossier
    try:
        words = rules.clean_words(reason)
    except InvalidAnswer as why:
        raise Invalid({"reason": why}) from None
    step = Step(key=f"{Action.WITHDRAW}:{dossier.id}", reason=words)
    dossiers.take_step(session, dossier, Action.WITHDRAW, step, actor=_as_self(actor))
    notifications.tell(session, Notice.WITHDRAWN, dossier)
    return dossier


def _as_self(actor: Actor) -> Actor:
    # An officer is a resident in his own matters.
    return replace(actor, capacity=Capacity.SELF, agency_id=None, role=None, unit="")
