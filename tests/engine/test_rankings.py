"""Rankings: the share of pairs in order, what comes too early acts, and an answer is all options once each."""

from fractions import Fraction
from itertools import permutations

import pytest

from cases.engine import paths, play, score
from cases.engine.state import Decided
from tests.engine.fixtures import played
from tests.engine.kinds import ORDER, at_acts, kinds, ranked


def credit(*ranking: str) -> Fraction:
    return score.answer(kinds(), "acts", ranking[:1], ranking).credit


def test_the_credit_is_the_share_of_pairs_in_the_right_order():
    assert credit("steroid", "mri", "call", "plan") == 1
    assert credit("mri", "steroid", "call", "plan") == Fraction(5, 6)
    assert credit("steroid", "plan", "call", "mri") == Fraction(1, 2)
    assert credit("call", "mri", "steroid", "plan") == Fraction(1, 2)
    assert score.concordance(("c", "b", "a"), ("a", "b", "c")) == 0


def test_a_ranking_by_chance_earns_half_on_average():
    credits = [score.concordance(ranking, ORDER) for ranking in permutations(ORDER)]
    assert sum(credits, Fraction(0)) / len(credits) == Fraction(1, 2)


def test_grave_harm_by_coming_too_early_leaves_no_credit():
    state = play.decide(kinds(), at_acts(), ranked("steroid", "mri", "plan", "call"))
    result = score.result(kinds(), state)
    assert next(key for key in result.key_decisions if key.slug == "acts").credit == 0
    assert [(harm.option, harm.points) for harm in result.harms] == [("plan", 15)]


def test_a_harmful_act_in_its_time_does_no_harm():
    state = play.decide(kinds(), at_acts(), ranked("steroid", "call", "plan", "mri"))
    assert score.result(kinds(), state).harm == 0


def acting(*ranking: str) -> tuple[str, ...]:
    return play.decide(kinds(), at_acts(), ranked(*ranking)).decisions[-1].picks


def test_what_stands_ahead_of_what_it_has_to_wait_for_acts():
    assert acting("steroid", "mri", "call", "plan") == ("steroid",)
    assert acting("steroid", "call", "plan", "mri") == ("steroid",)
    assert acting("steroid", "plan", "call", "mri") == ("plan",)
    assert acting("call", "mri", "steroid", "plan") == ("call", "mri")
    assert acting("plan", "call", "mri", "steroid") == ("call", "mri", "plan")


def test_effects_and_days_are_those_of_what_acts():
    before = at_acts()
    state = play.decide(kinds(), before, ranked("steroid", "call", "plan", "mri"))
    assert (state.variables["pain"], state.day) == (before.variables["pain"] - 1, before.day)
    late = play.decide(kinds(), before, ranked("steroid", "plan", "mri", "call"))
    assert (late.variables["pain"], late.visits[-2].day_after) == (
        before.variables["pain"] + 3,
        before.day + 7,
    )


def test_chose_asks_what_came_too_early():
    assert play.decide(kinds(), at_acts(), ranked("steroid", "mri", "plan", "call")).step == "end-blind"
    assert play.decide(kinds(), at_acts(), ranked(*ORDER)).step == "dose"


def test_the_whole_order_is_kept_and_replays():
    ranking = ("mri", "steroid", "call", "plan")
    state = play.decide(kinds(), at_acts(), ranked(*ranking))
    made = state.decisions[-1]
    assert (made.picks, made.ranking) == (("mri",), ranking)
    assert play.replay(kinds(), (state.started, *state.decisions)) == state


def test_what_a_page_says_was_picked_counts_for_nothing():
    forged = Decided("acts", ("steroid",), ranking=("call", *ORDER[:2], "plan"))
    assert play.decide(kinds(), at_acts(), forged).decisions[-1].picks == ("call",)


@pytest.mark.parametrize(
    ("ranking", "code"),
    [
        ((), "not-all-ranked"),
        (("steroid", "mri", "call"), "not-all-ranked"),
        (("steroid", "steroid", "mri", "call"), "ranked-twice"),
        (("steroid", "mri", "call", "elsewhere"), "not-on-offer"),
    ],
)
def test_an_order_that_is_not_each_option_once_is_refused_without_a_trace(ranking, code):
    state = at_acts()
    with pytest.raises(play.Refused) as refused:
        play.decide(kinds(), state, ranked(*ranking))
    assert refused.value.code == code
    assert state == at_acts()


def test_an_order_where_a_choice_is_asked_is_refused():
    with pytest.raises(play.Refused) as refused:
        play.decide(kinds(), played(kinds()), Decided("staging", ("mri",), ranking=("mri", "petct")))
    assert refused.value.code == "other-kind"


def test_routes_follow_the_documented_orders():
    found = [answer.ranking for answer in paths.answers(kinds(), kinds().step("acts"))]
    assert found[0] == ORDER
    assert {ranking[0] for ranking in found} == set(ORDER)
    assert ("mri", "steroid", "call", "plan") in found
    assert ORDER[::-1] in found
    assert len(set(found)) == len(found)


def test_options_of_a_ranking_are_never_offered_in_the_order_of_the_file_alone():
    orders = set()
    for seed in range(20):
        state = played(kinds(), "staging=mri,petct", "fitness=measure", started=play.Started(seed=seed))
        orders.add(tuple(option.slug for option in play.offered(kinds(), state)))
    assert len(orders) > 5
