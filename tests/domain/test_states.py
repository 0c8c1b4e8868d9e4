"""The table of the dossier's life."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvc.domain import states
from dvc.domain.states import ENDS, TRANSITIONS, WORDS, Action, Need, State, Who, next_state, possible
from dvc.errors import Conflict, Forbidden

LIFECYCLE = Path(__file__).parents[2] / "docs" / "lifecycle.md"


# Something was asked for in one of these: nothing is asked of a draft.
ASKED_FROM = [state for state in State if state is not State.DRAFT]


@given(st.sampled_from(State), st.sampled_from(Action), st.sampled_from(Who), st.none() | st.sampled_from(ASKED_FROM))
def test_a_step_either_leads_to_a_state_or_is_refused_by_name(
    state: State, action: Action, who: Who, asked_from: State | None
) -> None:
    try:
        after = next_state(state, action, who, asked_from=asked_from)
    except Conflict:
        assert (state, action) not in TRANSITIONS
    except Forbidden:
        assert who not in TRANSITIONS[(state, action)].who
    else:
        assert after in State
        assert after is not State.DRAFT


def test_nothing_happens_to_a_dossier_that_has_ended() -> None:
    assert {state for state, _ in TRANSITIONS} & ENDS == set()


def test_every_state_but_the_draft_is_reached_and_every_open_one_is_left() -> None:
    reached = {step.to for step in TRANSITIONS.values()} - {None}
    assert reached == set(State) - {State.DRAFT}
    assert {state for state, _ in TRANSITIONS} == set(State) - ENDS


def test_every_action_stands_in_the_table() -> None:
    assert {action for _, action in TRANSITIONS} == set(Action)


def test_national_codes_are_those_of_the_exchange() -> None:
    assert sorted(words.national for words in WORDS.values() if words.national) == list(range(1, 11))


@pytest.mark.parametrize(
    ("asked_from", "after"),
    [
        (State.SUBMITTED, State.SUBMITTED),
        (State.ACCEPTED, State.PROCESSING),
        (State.PROCESSING, State.PROCESSING),
    ],
)
def test_an_answered_supplement_returns_to_the_desk_or_to_the_unit(asked_from: State, after: State) -> None:
    step = next_state(State.SUPPLEMENT_REQUESTED, Action.ANSWER_SUPPLEMENT, Who.RESIDENT, asked_from=asked_from)
    assert step is after


@pytest.mark.parametrize("asked_from", [State.ACCEPTED, State.PROCESSING])
def test_a_payment_returns_to_where_it_was_asked_for(asked_from: State) -> None:
    paid = next_state(State.PAYMENT_REQUESTED, Action.PAY, Who.PAYMENT_GATEWAY, asked_from=asked_from)
    assert paid is asked_from


def test_a_resident_withdraws_until_there_is_a_result() -> None:
    can = {state for state in State if Action.WITHDRAW in possible(state, Who.RESIDENT)}
    assert can == set(State) - ENDS - {State.DRAFT, State.RESOLVED}


def test_a_refusal_needs_its_reason_and_an_acceptance_its_verdicts() -> None:
    assert Need.REASON in TRANSITIONS[(State.SUBMITTED, Action.REFUSE_INTAKE)].needs
    assert Need.VERDICTS in TRANSITIONS[(State.SUBMITTED, Action.ACCEPT)].needs


def test_the_picture_in_the_documents_is_drawn_from_the_table() -> None:
    assert f"```mermaid\n{states.mermaid()}\n```" in LIFECYCLE.read_text(encoding="utf-8")
