"""A refused decision raises with a code and a sentence, and leaves no trace."""

import contextlib
import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import play
from cases.engine.state import Decided, Started, State
from tests.engine.fixtures import BEST, played, small
from tests.engine.generated import attempts, quick


def refusal(state: State, decided: Decided) -> str:
    """The code with which it is refused, the state being what it was."""
    before = copy.deepcopy(snapshot(state))
    with pytest.raises(play.Refused) as refused:
        play.decide(small(), state, decided)
    assert refused.value.message.endswith(".")
    assert snapshot(state) == before
    return refused.value.code


def snapshot(state: State) -> dict:
    return {
        "step": state.step,
        "day": state.day,
        "over": state.over,
        "variables": dict(state.variables),
        "visits": [(visit.step, visit.day, dict(visit.variables), visit.decision) for visit in state.visits],
        "revealed": state.revealed,
        "trends": dict(state.trends),
    }


def test_no_pick_where_something_is_asked():
    assert refusal(played(small()), Decided("staging")) == "none-picked"


def test_more_picks_than_allowed():
    state = played(small())
    assert refusal(state, Decided("staging", ("mri", "petct", "ebv-dna", "chest-xray"))) == "too-many-picks"
    assert play.decide(small(), state, Decided("staging", ("mri", "petct", "ebv-dna"))).step == "fitness"


def test_two_picks_at_a_single_choice():
    state = played(small(), "staging=mri")
    assert refusal(state, Decided("fitness", ("measure", "skip"))) == "too-many-picks"


def test_an_option_that_is_not_on_offer():
    assert refusal(played(small()), Decided("staging", ("mri", "measure"))) == "not-on-offer"


def test_the_same_option_twice():
    assert refusal(played(small()), Decided("staging", ("mri", "mri"))) == "picked-twice"


def test_a_pick_where_nothing_is_asked():
    assert refusal(play.begin(small(), Started()), Decided("arrival", ("mri",))) == "nothing-to-pick"


def test_another_step_than_the_one_reached():
    assert refusal(played(small()), Decided("treatment", ("gp",))) == "wrong-step"
    assert refusal(played(small()), Decided("unheard-of", ("gp",))) == "wrong-step"


def test_a_step_decided_before():
    state = played(small(), "staging=mri")
    assert refusal(state, Decided("staging", ("petct",))) == "decided-before"


def test_anything_after_the_end():
    state = played(small(), *BEST)
    assert refusal(state, Decided("goals", ("ask",))) == "over"
    assert refusal(state, Decided("end-response")) == "over"


def test_certainty_where_it_is_not_asked():
    assert refusal(played(small()), Decided("staging", ("mri",), certainty=2)) == "certainty-not-asked"
    asked = play.begin(small(), Started(certainty_asked=True))
    assert refusal(asked, Decided("arrival", certainty=2)) == "certainty-not-asked"


def test_certainty_other_than_1_2_3():
    state = played(small(), started=Started(certainty_asked=True))
    assert refusal(state, Decided("staging", ("mri",), certainty=4)) == "bad-certainty"
    assert refusal(state, Decided("staging", ("mri",), certainty=True)) == "bad-certainty"
    assert play.decide(small(), state, Decided("staging", ("mri",), certainty=3)).decisions[-1].certainty == 3


def test_missing_certainty_bars_an_assessed_attempt_that_asks_for_it_and_no_practice():
    practice = played(small(), started=Started(certainty_asked=True))
    assert play.decide(small(), practice, Decided("staging", ("mri",))).step == "fitness"
    assessed = play.begin(small(), Started(mode="assessed", certainty_asked=True))
    assessed = play.decide(small(), assessed, Decided("arrival"))
    assert refusal(assessed, Decided("staging", ("mri",))) == "no-certainty"


@quick
@given(attempts(), st.text(max_size=6), st.lists(st.sampled_from(["o-0", "o-1", "o-9", ""]), max_size=5))
def test_a_refused_decision_leaves_no_trace(attempt, step, picks):
    state = attempt.state
    before = snapshot(state)
    for decided in (Decided(step, tuple(picks)), Decided(state.step, tuple(picks))):
        with contextlib.suppress(play.Refused):
            play.decide(attempt.scenario, state, decided)
        assert snapshot(state) == before
        assert snapshot(attempt.state) == before


def test_a_state_cannot_be_changed_from_outside():
    state = played(small())
    with pytest.raises(TypeError):
        state.variables["pain"] = 0
    with pytest.raises(TypeError):
        state.trends["pain"] = ()
    with pytest.raises(AttributeError):
        state.day = 3
