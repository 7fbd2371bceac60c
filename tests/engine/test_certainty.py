"""Certainty: its marks as specified, what is reported of it, and that it never moves a score."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import certainty, play, score
from cases.engine.certainty import Sure
from cases.engine.state import Decided
from tests.engine.generated import Attempt, attempts, quick
from tests.engine.test_purity import ENGINE, imports


@pytest.mark.parametrize(
    ("credit", "marks"),
    [(1, (1, 2, 3)), (Fraction(1, 2), (Fraction(1, 2), 1, Fraction(3, 2))), (0, (0, -2, -6))],
)
def test_marks_are_those_of_the_specification(credit, marks):
    assert tuple(certainty.mark(Fraction(credit), one) for one in (1, 2, 3)) == marks


@pytest.mark.parametrize(
    ("percent", "pays_best"), [(0, 1), (50, 1), (66, 1), (67, 2), (79, 2), (81, 3), (100, 3)]
)
def test_saying_what_one_believes_pays_best(percent, pays_best):
    chance = Fraction(percent, 100)

    def expected(one: int) -> Fraction:
        return chance * certainty.mark(Fraction(1), one) + (1 - chance) * certainty.mark(Fraction(0), one)

    assert max((1, 2, 3), key=expected) == pays_best


def test_a_report_counts_right_wrong_and_harmful_at_each_certainty():
    decisions = [
        Sure(3, Fraction(1), harmful=False),
        Sure(3, Fraction(9, 10), harmful=False),
        Sure(3, Fraction(49, 100), harmful=False),
        Sure(3, Fraction(0), harmful=True),
        Sure(1, Fraction(1, 2), harmful=True),
    ]
    found = certainty.report(decisions)
    low, middle, high = found.levels
    assert (high.count, high.right, high.wrong, high.harmful) == (4, 2, 2, 1)
    assert (low.count, low.right, low.wrong, low.harmful) == (1, 0, 0, 1)
    assert (middle.count, middle.credit) == (0, None)
    assert high.credit == Fraction(239, 400)
    assert found.mean_mark == (3 + Fraction(27, 10) + Fraction(147, 100) - 6 + Fraction(1, 2)) / 5
    assert found.highest == high


def test_without_decisions_there_is_no_mean():
    assert certainty.report([]).mean_mark is None


@st.composite
def sure_attempts(draw) -> Attempt:
    """The same answers with a certainty where a step asks, sometimes left out."""
    plain = draw(attempts())
    started, *moves = plain.events
    told = [replace(move, certainty=_certainty(draw, plain, move)) for move in moves]
    return Attempt(plain.scenario, (replace(started, certainty_asked=True), *told))


@quick
@given(sure_attempts(), st.data())
def test_the_surest_are_those_at_three_without_what_the_terms_leave_out(attempt, data):
    """Which key decisions are left out changes nothing of the way."""
    keys = [key.slug for key in attempt.scenario.key_decisions]
    left_out = data.draw(st.frozensets(st.sampled_from(keys))) if keys else frozenset()
    state = replace(attempt.state, started=replace(attempt.state.started, left_out=left_out))
    counted = [
        score.answer(attempt.scenario, one.step, one.picks, one.ranking).credit
        for one in state.decisions
        if one.certainty == 3 and attempt.scenario.step(one.step).key_decision not in left_out
    ]
    found = certainty.surest(attempt.scenario, state)
    assert (found.count, found.wrong) == (len(counted), sum(one < Fraction(1, 2) for one in counted))


def _certainty(draw, attempt: Attempt, move: Decided) -> int | None:
    asks = attempt.scenario.step(move.step).asks
    return draw(st.sampled_from((None, 1, 2, 3))) if asks else None


@quick
@given(sure_attempts())
def test_certainty_never_moves_the_score(attempt):
    started, *moves = attempt.events
    silent = (replace(started, certainty_asked=False), *(replace(move, certainty=None) for move in moves))
    without = play.replay(attempt.scenario, silent)
    assert score.result(attempt.scenario, attempt.state) == score.result(attempt.scenario, without)


@quick
@given(sure_attempts())
def test_every_certainty_is_told_once_with_the_credit_of_its_decision(attempt):
    state = attempt.state
    told = certainty.told(attempt.scenario, state)
    counted = [
        one
        for one in state.decisions
        if one.certainty and attempt.scenario.step(one.step).key_decision not in state.started.left_out
    ]
    assert [one.certainty for one in told] == [one.certainty for one in counted]
    assert [one.credit for one in told] == [
        score.answer(attempt.scenario, one.step, one.picks, one.ranking).credit for one in counted
    ]
    assert certainty.report(told).count == len(counted)


def test_nothing_in_the_engine_that_a_score_comes_from_reads_the_report_of_certainty():
    # What authors are told of an option that many were sure of and wrong.
    for file in (file for file in ENGINE.rglob("*.py") if file.name != "item_alerts.py"):
        assert "cases.engine.certainty" not in imports(file), file
