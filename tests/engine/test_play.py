"""How an attempt moves: time, effects, findings, transitions, the order of options, replay."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import codec, lint, play
from cases.engine.state import Decided, Started
from tests.engine.fixtures import BEST, part, played, small, small_data
from tests.engine.generated import attempts, continued_with_best_answers, quick, scenarios


def test_an_attempt_starts_on_day_0_at_the_first_step_with_its_findings():
    state = play.begin(small(), Started())
    assert (state.step, state.day, state.over) == ("arrival", 0, False)
    assert [one.finding for one in state.revealed] == ["lump", "haemoglobin"]


def test_going_on_from_an_info_step_is_a_decision_without_picks():
    state = play.decide(small(), play.begin(small(), Started()), Decided("arrival"))
    assert state.step == "staging"
    assert state.decisions == (Decided("arrival"),)


def test_the_tests_of_a_menu_run_side_by_side_so_the_longest_counts():
    assert played(small(), "staging=mri,petct").visits[1].day_after == 5


def test_entering_a_step_adds_its_days_and_the_decision_is_taken_on_that_day():
    state = played(small(), *BEST)
    assert [(visit.step, visit.day) for visit in state.visits] == [
        ("arrival", 0),
        ("staging", 0),
        ("fitness", 7),
        ("treatment", 7),
        ("goals", 49),
        ("end-response", 49),
    ]


def test_effects_read_the_state_before_the_option_all_at_once():
    data = small_data()
    part(data, "steps/treatment/options/gp")["effects"] = {"pain": "ecog", "ecog": "pain"}
    state = played(codec.parse(data), "staging=mri", "fitness=measure", "treatment=gp")
    assert (state.variables["pain"], state.variables["ecog"]) == (1, 4)


def test_the_options_of_a_menu_act_one_after_another_in_the_order_of_the_case():
    data = small_data()
    part(data, "steps/staging/options/mri")["effects"] = {"pain": "pain - 1"}
    part(data, "steps/staging/options/petct")["effects"] = {"pain": "pain * 2"}
    scenario = codec.parse(data)
    assert played(scenario, "staging=mri,petct").variables["pain"] == 6
    assert played(scenario, "staging=petct,mri").variables["pain"] == 6


def test_effects_are_clamped_to_the_bounds_of_the_variable():
    data = small_data()
    part(data, "steps/treatment/options/gp")["effects"] = {
        "pain": "pain + 50",
        "clearance": "clearance - 1000",
    }
    state = played(codec.parse(data), "staging=mri", "fitness=measure", "treatment=gp")
    assert (state.variables["pain"], state.variables["clearance"]) == (10, Decimal(0))


def test_a_whole_number_put_into_a_decimal_variable_becomes_a_decimal():
    data = small_data()
    part(data, "steps/treatment/options/gp")["effects"] = {"clearance": "50"}
    state = played(codec.parse(data), "staging=mri", "fitness=measure", "treatment=gp")
    assert isinstance(state.variables["clearance"], Decimal)


def test_the_first_transition_that_holds_leads_on():
    assert played(small(), "staging=chest-xray").step == "end-blind"
    assert played(small(), "staging=mri").step == "fitness"
    assert played(small(), "staging=mri", "fitness=measure", "treatment=double").step == "end-toxicity"


def test_a_condition_may_ask_what_was_chosen_at_the_very_step():
    assert played(small(), "staging=ebv-dna,chest-xray").step == "end-blind"


def test_a_finding_comes_in_with_the_value_and_the_day_of_that_moment():
    ebv = [one for one in played(small(), *BEST).revealed if one.finding == "ebv"]
    assert [(one.day, one.value) for one in ebv] == [(49, 0)]
    crcl = next(
        one for one in played(small(), "staging=mri", "fitness=measure").revealed if one.finding == "crcl"
    )
    assert (crcl.day, crcl.value) == (5, Decimal("84.5"))


def test_a_repeated_measurement_is_a_new_entry_and_a_repeated_text_is_not():
    data = small_data()
    part(data, "steps/goals")["reveals"] = ["ebv", "lump"]
    state = played(codec.parse(data), "staging=mri,ebv-dna", "fitness=measure", "treatment=wait")
    assert [(one.day, one.value) for one in state.revealed if one.finding == "ebv"] == [
        (3, 12000),
        (68, 24000),
    ]
    assert [one.day for one in state.revealed if one.finding == "lump"] == [0]


def test_what_an_unpicked_option_would_have_revealed_stays_out():
    assert "petct" not in [one.finding for one in played(small(), "staging=mri").revealed]


def test_trends_are_kept_on_entry_and_when_a_decision_changes_them():
    state = played(small(), "staging=mri", "fitness=measure", "treatment=gp-pd1")
    assert state.trends["pain"] == ((0, 4), (3, 4), (5, 4), (5, 1), (47, 1))


def test_options_are_shuffled_by_the_seed_and_stay_in_that_order():
    def order(seed: int, *moves: str) -> list[str]:
        state = played(small(), *moves, started=Started(seed=seed))
        return [option.slug for option in play.offered(small(), state)]

    orders = {tuple(order(seed)) for seed in range(30)}
    assert len(orders) > 10
    assert order(7) == order(7)
    # Stable for ever: an attempt replayed years later shows the order its learner saw.
    assert order(7) == ["ebv-dna", "chest-xray", "mri", "petct", "open-biopsy"]
    assert sorted(order(7)) == sorted(option.slug for option in small().step("staging").options)


def test_a_fixed_step_keeps_the_written_order():
    state = played(small(), *BEST[:3], started=Started(seed=3))
    assert [option.slug for option in play.offered(small(), state)] == ["ask", "tell"]


def test_nothing_is_offered_after_the_end():
    assert play.offered(small(), played(small(), *BEST)) == ()


def test_the_order_of_picks_changes_nothing():
    assert played(small(), "staging=petct,mri") == played(small(), "staging=mri,petct")


def test_replay_needs_one_start_and_then_decisions():
    for events in ((), (Decided("arrival"),), (Started(), Started())):
        with pytest.raises(play.Refused) as refused:
            play.replay(small(), events)
        assert refused.value.code == "no-attempt"


def test_the_terms_cannot_leave_out_what_is_not_there():
    with pytest.raises(play.Refused) as refused:
        play.begin(small(), Started(left_out=frozenset({"unheard-of"})))
    assert refused.value.code == "unknown-key-decision"


@quick
@given(attempts())
def test_replaying_the_events_gives_the_same_state(attempt):
    state = play.begin(attempt.scenario, attempt.events[0])
    for event in attempt.events[1:]:
        state = play.decide(attempt.scenario, state, event)
    assert play.replay(attempt.scenario, attempt.events) == state


@quick
@given(attempts())
def test_time_never_runs_back_and_variables_stay_within_their_bounds(attempt):
    days = [visit.day for visit in attempt.state.visits]
    assert days == sorted(days)
    for visit in attempt.state.visits:
        assert 0 <= visit.variables["load"] <= 40
        assert 0 <= visit.variables["share"] <= 2


@quick
@given(scenarios(), st.integers(0, 99))
def test_every_play_ends(scenario, seed):
    assert lint.unplayable(scenario) == () or all(fault.code == "E201" for fault in lint.unplayable(scenario))
    assert continued_with_best_answers(scenario, play.begin(scenario, Started(seed=seed))).over
