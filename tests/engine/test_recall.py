"""The rating of a decision for the recall queue, as specified, and which decisions of an attempt are rated."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

from cases.engine import score
from cases.engine.credit import Answer
from cases.engine.recall import Rating, rate, rated, rating
from cases.engine.scenario import Harm
from cases.engine.state import Started
from tests.engine.fixtures import BEST, played, small
from tests.engine.generated import attempts, quick
from tests.engine.test_certainty import sure_attempts

AGAIN, HARD, GOOD, EASY = Rating


def harmful(level):
    options = [option for step in small().questions for option in step.options]
    return next(option for option in options if option.harm is level)


@pytest.mark.parametrize(
    ("credit", "by_certainty"),
    [
        # none given, then 1, 2, 3
        (Fraction(0), (AGAIN, AGAIN, AGAIN, AGAIN)),
        (Fraction(4, 10), (AGAIN, AGAIN, AGAIN, AGAIN)),
        (Fraction(49, 100), (AGAIN, AGAIN, AGAIN, AGAIN)),
        (Fraction(1, 2), (HARD, HARD, HARD, HARD)),
        (Fraction(7, 10), (HARD, HARD, HARD, HARD)),
        (Fraction(89, 100), (HARD, HARD, HARD, HARD)),
        (Fraction(9, 10), (GOOD, HARD, GOOD, EASY)),
        (Fraction(1), (GOOD, HARD, GOOD, EASY)),
    ],
)
def test_ratings_are_those_of_the_specification(credit, by_certainty):
    found = Answer(credit, ())
    assert tuple(rating(found, certainty) for certainty in (None, 1, 2, 3)) == by_certainty


@pytest.mark.parametrize("certainty", [None, 1, 2, 3])
def test_critical_harm_is_always_again_and_lesser_harm_goes_by_the_credit(certainty):
    assert rating(Answer(Fraction(1), (harmful(Harm.CRITICAL),)), certainty) is AGAIN
    assert (
        rating(Answer(Fraction(8, 10), (replace(harmful(Harm.CRITICAL), harm=Harm.MINOR),)), certainty)
        is HARD
    )


def test_again_and_hard_are_missed():
    assert [one.is_missed for one in Rating] == [True, True, False, False]


def test_of_the_best_way_everything_is_rated_good_with_the_position_of_its_event():
    state = played(small(), *BEST)
    found = list(rated(small(), state))
    assert {one.rating for one in found} == {GOOD}
    assert [one.key_decision for one in found] == [key.slug for key in small().key_decisions]
    assert [state.decisions[one.position - 1] for one in found] == [one.decided for one in found]


def test_what_the_terms_leave_out_is_not_rated():
    key = small().key_decisions[0].slug
    state = played(small(), *BEST, started=Started(left_out=frozenset({key})))
    assert key not in {one.key_decision for one in rated(small(), state)}


@quick
@given(attempts())
def test_rated_is_the_answer_that_counts_for_the_score(attempt):
    result = score.result(attempt.scenario, attempt.state)
    counted = {
        key.slug: (key.step, key.credit) for key in result.key_decisions if key.reached and not key.left_out
    }
    found = {
        one.key_decision: (one.decided.step, one.credit) for one in rated(attempt.scenario, attempt.state)
    }
    assert found == counted


@quick
@given(sure_attempts())
def test_certainty_changes_the_rating_of_a_right_answer_only(attempt):
    for one in rated(attempt.scenario, attempt.state):
        if one.credit < Fraction(9, 10):
            silent = replace(one.decided, certainty=None)
            assert rate(attempt.scenario, silent) == (one.credit, one.rating)
