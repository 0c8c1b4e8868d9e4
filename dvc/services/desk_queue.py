"""List and find the dossiers of one agency: those that it resolves and those that its desk received.

A page follows from the last id of the page before, never from a count; UUIDv7 ids are in the order of filing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from dvc import clock, crypto
from dvc.domain import identifiers
from dvc.domain.actor import Actor
from dvc.domain.identifiers import mask_id
from dvc.domain.ledger import Event
from dvc.domain.states import ENDS, WORDS, State
from dvc.domain.text import folded_words
from dvc.errors import InvalidAnswer, NotFound
from dvc.models.account import Account
from dvc.models.dossier import Dossier, DossierNumber, DossierWord
from dvc.services import accounts, catalogue, ledger
from dvc.services.filing import WORD_PURPOSE
from dvc.services.own_dossiers import sign_of

PAGE = 50
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab of the queue: the dossiers in some states; `newest` turns the order round."""

    key: str
    title: str
    states: tuple[State, ...]
    empty: str
    newest: bool = False


TABS = (
    Tab("cho-tiep-nhan", "Mới nộp, chờ tiếp nhận", (State.SUBMITTED,), "Hồ sơ mới nộp sẽ nằm ở đây. Bây giờ chưa có."),
    Tab("cho-bo-sung", "Chờ bổ sung", (State.SUPPLEMENT_REQUESTED,), "Chưa có hồ sơ nào chờ người dân bổ sung."),
    Tab("da-tiep-nhan", "Đã tiếp nhận", (State.ACCEPTED,), "Hồ sơ đã tiếp nhận, chờ chuyển đi, sẽ nằm ở đây."),
    Tab(
        "dang-xu-ly",
        "Đang xử lý",
        (State.PROCESSING, State.PAYMENT_REQUESTED, State.RESOLVED),
        "Chưa có hồ sơ nào đang xử lý.",
    ),
    Tab("ket-thuc", "Đã kết thúc", tuple(sorted(ENDS)), "Chưa có hồ sơ nào kết thúc.", newest=True),
)
OPEN = tuple(state for tab in TABS[:-1] for state in tab.states)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One dossier of a list; `kind` is the sign beside the state."""

    code: str
    name: str
    state: State
    owner: str
    id_number: str
    submitted_at: datetime
    due_at: datetime | None
    handler: str
    late: bool

    @property
    def kind(self) -> str:
        """Return the sign beside the state."""
        return "fix" if self.late else "wait" if self.state is State.SUBMITTED else sign_of(self.state)

    @property
    def words(self) -> str:
        """Return the state as people read it."""
        return WORDS[self.state].words


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of a tab; `after` leads to the next, None at the end."""

    tab: Tab
    lines: list[QueueLine]
    after: UUID | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many open dossiers one officer has, by the key of their tab."""

    name: str
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many open dossiers there are: by tab, and by the officer who has them."""

    tabs: Mapping[str, int]
    shares: list[Share]


def tab(key: str) -> Tab:
    """Return a tab by its key; the first when none is named.

    Raises:
        NotFound: there is no such tab.

    """
    found = next((one for one in TABS if one.key == key), None if key else TABS[0])
    if found is None:
        raise NotFound
    return found


def page(session: Session, chosen: Tab, after: UUID | None, *, actor: Actor) -> QueuePage:
    """Return one page of a tab of the officer's agency."""
    places = (Dossier.agency_id, Dossier.filing_agency_id)
    ways = [_way((column, state), chosen, after, actor) for column in places for state in chosen.states]
    ids = union(*(select(way.subquery().c.id) for way in ways)).subquery()
    order = ids.c.id.desc() if chosen.newest else ids.c.id
    found = session.scalars(select(ids.c.id).order_by(order).limit(PAGE + 1)).all()
    shown = found[:PAGE]
    return QueuePage(chosen, _lines(session, shown), shown[-1] if len(found) > PAGE else None)


def _way(at: tuple[InstrumentedAttribute[int], State], chosen: Tab, after: UUID | None, actor: Actor) -> Select[UUID]:
    # One index each: (agency, state, id). An OR over both columns would sort the whole state.
    column, state = at
    query = select(Dossier.id).where(column == actor.agency_id, Dossier.state == state)
    if after is not None:
        query = query.where(Dossier.id < after if chosen.newest else Dossier.id > after)
    return query.order_by(Dossier.id.desc() if chosen.newest else Dossier.id).limit(PAGE + 1)


def counts(session: Session, *, actor: Actor) -> Counts:
    """Count the open dossiers of the officer's agency; those that are over are not counted."""
    query = (
        select(Dossier.state, Dossier.handler_id, func.count())
        .where(_of(actor), Dossier.state.in_(OPEN))
        .group_by(Dossier.state, Dossier.handler_id)
    )
    tab_of = {state: one.key for one in TABS for state in one.states}
    tabs: dict[str, int] = {one.key: 0 for one in TABS[:-1]}
    people: dict[UUID | None, dict[str, int]] = {}
    for state, handler_id, number in session.execute(query):
        key = tab_of[State(state)]
        tabs[key] += number
        mine = people.setdefault(handler_id, dict.fromkeys(tabs, 0))
        mine[key] = mine.get(key, 0) + number
    names = _names(session, people)
    shares = [Share(names.get(who, "Chưa ai xem"), numbers) for who, numbers in people.items()]
    return Counts(tabs, sorted(shares, key=lambda share: (share.name not in names.values(), share.name)))


def search(session: Session, text: str, *, actor: Actor) -> list[QueueLine]:
    """Find dossiers of the agency by an ID number or by whole words of a name without marks, the newest first.

    Raises:
        InvalidAnswer: desk.search_empty.

    """
    query = select(Dossier.id).where(_of(actor))
    try:
        number = identifiers.parse_id_number(text)
    except InvalidAnswer:
        words = folded_words(text)[:MOST_WORDS]
        if not words:
            raise InvalidAnswer("desk.search_empty") from None
        for word in words:
            index = crypto.ring().index(word, WORD_PURPOSE)
            query = query.where(Dossier.id.in_(select(DossierWord.dossier_id).where(DossierWord.word_index == index)))
    else:
        index = accounts.number_index(number)
        query = query.where(Dossier.id.in_(select(DossierNumber.dossier_id).where(DossierNumber.number_index == index)))
    found = session.scalars(query.order_by(Dossier.id.desc()).limit(PAGE)).all()
    ledger.record(session, Event.PERSON_LOOKED_UP, {"found": len(found)}, actor=actor)
    return _lines(session, found)


def _of(actor: Actor) -> ColumnElement[bool]:
    return or_(Dossier.agency_id == actor.agency_id, Dossier.filing_agency_id == actor.agency_id)


def _lines(session: Session, ids: Iterable[UUID]) -> list[QueueLine]:
    order = list(ids)
    query = select(
        Dossier.id,
        Dossier.code,
        Dossier.procedure_code,
        Dossier.state,
        Dossier.people,
        Dossier.submitted_at,
        Dossier.due_at,
        Dossier.handler_id,
    ).where(Dossier.id.in_(order))
    rows = {row.id: row for row in session.execute(query)}
    names = _names(session, {row.handler_id for row in rows.values()})
    now, called = clock.now(), catalogue.short_names(session)
    return [
        _line(rows[one], called[rows[one].procedure_code], names.get(rows[one].handler_id, ""), now) for one in order
    ]


def _line(row: Any, name: str, handler: str, now: datetime) -> QueueLine:
    owner = row.people.get("owner") or row.people.get("filer") or {}
    state = State(row.state)
    return QueueLine(
        code=row.code,
        name=name,
        state=state,
        owner=owner.get("full_name", ""),
        id_number=mask_id(owner.get("id_number", "")),
        submitted_at=row.submitted_at,
        due_at=row.due_at,
        handler=handler,
        late=state in OPEN and row.due_at is not None and row.due_at < now,
    )


def _names(session: Session, ids: Iterable[UUID | None]) -> dict[UUID | None, str]:
    query = select(Account.id, Account.full_name).where(Account.id.in_([one for one in ids if one is not None]))
    return {row.id: row.full_name for row in session.execute(query)}
