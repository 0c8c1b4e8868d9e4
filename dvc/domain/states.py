"""The life of a dossier as one table: what may be done in which state, by whom, and what it needs.

Source: the lifecycle page of the design, after NĐ 61/2018/NĐ-CP Đ17–Đ20 (to be checked against NĐ 118/2025/NĐ-CP).
`docs/lifecycle.md` is drawn from this table.
"""

from dataclasses import dataclass
from enum import StrEnum

from dvc.errors import Conflict, Forbidden


class State(StrEnum):
    """A main state; sub-states (supplement round, payment, delivery) are machines of their own."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    INTAKE_REFUSED = "intake_refused"
    ACCEPTED = "accepted"
    PROCESSING = "processing"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    PAYMENT_REQUESTED = "payment_requested"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESOLVED = "resolved"
    RETURNED = "returned"


class Action(StrEnum):
    """What can be done to a dossier."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE_INTAKE = "refuse_intake"
    REDIRECT = "redirect"
    REQUEST_SUPPLEMENT = "request_supplement"
    ANSWER_SUPPLEMENT = "answer_supplement"
    REQUEST_PAYMENT = "request_payment"
    PAY = "pay"
    ASSIGN = "assign"
    RESOLVE = "resolve"
    EXTEND = "extend"
    RETURN_RESULT = "return_result"
    WITHDRAW = "withdraw"
    STOP = "stop"


class Who(StrEnum):
    """Who takes a step, as the table sees it."""

    RESIDENT = "resident"
    RECEPTION = "reception_officer"
    PROCESSING = "processing_officer"
    LEADER = "leader"
    CLOCK = "clock"
    PAYMENT_GATEWAY = "payment_gateway"


class Need(StrEnum):
    """What a step must bring along."""

    COMPLETE_ANSWERS = "complete_answers"
    DECLARATION = "declaration"
    VERDICTS = "verdicts"
    REASON = "reason"
    FAILING_ITEMS = "failing_items"
    AMOUNT = "amount"
    UNIT = "unit"
    LEGAL_GROUND = "legal_ground"


@dataclass(frozen=True, slots=True)
class Transition:
    """Where an action leads (`None`: back to where it was asked), who may take it, what it needs."""

    to: State | None
    who: frozenset[Who]
    needs: frozenset[Need] = frozenset()


def _t(to: State | None, *who: Who, needs: tuple[Need, ...] = ()) -> Transition:
    return Transition(to, frozenset(who), frozenset(needs))


S, A, W, N = State, Action, Who, Need

TRANSITIONS: dict[tuple[State, Action], Transition] = {
    (S.DRAFT, A.SUBMIT): _t(S.SUBMITTED, W.RESIDENT, W.RECEPTION, needs=(N.COMPLETE_ANSWERS, N.DECLARATION)),
    (S.SUBMITTED, A.ACCEPT): _t(S.ACCEPTED, W.RECEPTION, needs=(N.VERDICTS,)),
    (S.SUBMITTED, A.REFUSE_INTAKE): _t(S.INTAKE_REFUSED, W.RECEPTION, needs=(N.REASON,)),
    (S.SUBMITTED, A.REDIRECT): _t(S.SUBMITTED, W.RECEPTION, needs=(N.UNIT,)),
    (S.SUBMITTED, A.REQUEST_SUPPLEMENT): _t(S.SUPPLEMENT_REQUESTED, W.RECEPTION, needs=(N.VERDICTS, N.FAILING_ITEMS)),
    (S.ACCEPTED, A.REQUEST_SUPPLEMENT): _t(S.SUPPLEMENT_REQUESTED, W.RECEPTION, needs=(N.VERDICTS, N.FAILING_ITEMS)),
    (S.PROCESSING, A.REQUEST_SUPPLEMENT): _t(S.SUPPLEMENT_REQUESTED, W.RECEPTION, needs=(N.VERDICTS, N.FAILING_ITEMS)),
    (S.SUPPLEMENT_REQUESTED, A.ANSWER_SUPPLEMENT): _t(None, W.RESIDENT),
    (S.ACCEPTED, A.REQUEST_PAYMENT): _t(S.PAYMENT_REQUESTED, W.RECEPTION, needs=(N.AMOUNT,)),
    (S.PROCESSING, A.REQUEST_PAYMENT): _t(S.PAYMENT_REQUESTED, W.RECEPTION, needs=(N.AMOUNT,)),
    (S.PAYMENT_REQUESTED, A.PAY): _t(None, W.RECEPTION, W.PAYMENT_GATEWAY),
    (S.ACCEPTED, A.ASSIGN): _t(S.PROCESSING, W.RECEPTION, W.LEADER, needs=(N.UNIT,)),
    (S.PROCESSING, A.ASSIGN): _t(S.PROCESSING, W.RECEPTION, W.LEADER, needs=(N.UNIT,)),
    (S.PROCESSING, A.RESOLVE): _t(S.RESOLVED, W.LEADER),
    (S.PROCESSING, A.EXTEND): _t(S.PROCESSING, W.LEADER, needs=(N.REASON,)),
    (S.RESOLVED, A.RETURN_RESULT): _t(S.RETURNED, W.RECEPTION, W.CLOCK),
    **{
        (state, A.WITHDRAW): _t(S.WITHDRAWN, W.RESIDENT)
        for state in (S.SUBMITTED, S.ACCEPTED, S.PROCESSING, S.SUPPLEMENT_REQUESTED, S.PAYMENT_REQUESTED)
    },
    **{
        (state, A.STOP): _t(S.STOPPED, W.LEADER, W.CLOCK, needs=(N.LEGAL_GROUND,))
        for state in (S.SUPPLEMENT_REQUESTED, S.PAYMENT_REQUESTED, S.PROCESSING)
    },
}


@dataclass(frozen=True, slots=True)
class StateWords:
    """How a state is exported and read: the national code, the words, whose turn it is."""

    national: int | None
    words: str
    turn: str


WORDS: dict[State, StateWords] = {
    S.DRAFT: StateWords(None, "Đang soạn (chưa nộp)", "resident"),
    S.SUBMITTED: StateWords(1, "Mới đăng ký – chờ tiếp nhận", "desk"),
    S.INTAKE_REFUSED: StateWords(3, "Không được tiếp nhận", ""),
    S.ACCEPTED: StateWords(2, "Được tiếp nhận", "desk"),
    S.PROCESSING: StateWords(4, "Đang xử lý", "unit"),
    S.SUPPLEMENT_REQUESTED: StateWords(5, "Yêu cầu bổ sung giấy tờ", "resident"),
    S.PAYMENT_REQUESTED: StateWords(6, "Yêu cầu nộp phí, lệ phí", "resident"),
    S.WITHDRAWN: StateWords(7, "Đã rút hồ sơ", ""),
    S.STOPPED: StateWords(8, "Dừng xử lý", ""),
    S.RESOLVED: StateWords(9, "Đã xử lý xong – chờ trả kết quả", "desk"),
    S.RETURNED: StateWords(10, "Đã trả kết quả", ""),
}

ENDS = frozenset({S.INTAKE_REFUSED, S.WITHDRAWN, S.STOPPED, S.RETURNED})


def next_state(state: State, action: Action, who: Who, *, asked_from: State | None = None) -> State:
    """Return where an action leads; an answer to a supplement asked after acceptance leads to processing.

    Raises:
        Conflict: the action is not possible in this state.
        Forbidden: it is, but not for this kind of person.

    """
    transition = TRANSITIONS.get((state, action))
    if transition is None:
        raise Conflict(f"Hồ sơ đang ở trạng thái «{WORDS[state].words}» nên không làm được việc này.")
    if who not in transition.who:
        raise Forbidden
    if transition.to is not None:
        return transition.to
    if action is A.ANSWER_SUPPLEMENT and asked_from is not S.SUBMITTED:
        return S.PROCESSING
    return asked_from or S.SUBMITTED


def possible(state: State, who: Who) -> tuple[Action, ...]:
    """Return what this kind of person may do in a state, in the table's order."""
    return tuple(action for (at, action), step in TRANSITIONS.items() if at is state and who in step.who)


def mermaid() -> str:
    """Draw the table as a Mermaid state diagram; `docs/lifecycle.md` holds it."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    for (state, action), step in TRANSITIONS.items():
        ends = (step.to,) if step.to is not None else (State.SUBMITTED, State.ACCEPTED, State.PROCESSING)
        lines += [f"    {state} --> {end}: {action}" for end in ends if step.to or _leads_back(action, end)]
    lines += [f"    {state} --> [*]" for state in State if state in ENDS]
    return "\n".join(lines)


def _leads_back(action: Action, end: State) -> bool:
    # An answered supplement leads to the desk or the unit; a payment to where it was asked for.
    return end is not (State.ACCEPTED if action is Action.ANSWER_SUPPLEMENT else State.SUBMITTED)
