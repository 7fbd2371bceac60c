"""What holds for every score, over generated scenarios and attempts."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cases.engine import codec, play, score
from cases.engine.parts import Option, Step, Transition
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started
from cases.engine.words import CreditClass, Harm, StepKind
from tests.engine.generated import (
    Attempt,
    attempts,
    continued_with_best_answers,
    quick,
    scenarios,
    with_option,
)

WORSE = {Harm.NONE: Harm.MINOR, Harm.MINOR: Harm.MAJOR, Harm.MAJOR: Harm.CRITICAL}
BETTER = {
    CreditClass.NONE: CreditClass.PARTIAL,
    CreditClass.PARTIAL: CreditClass.ACCEPTABLE,
    CreditClass.ACCEPTABLE: CreditClass.BEST,
}


def result_of(attempt: Attempt) -> score.Result:
    return score.result(attempt.scenario, attempt.state)


@quick
@given(attempts())
def test_a_score_lies_between_0_and_100(attempt):
    for state in attempt.prefixes():
        assert 0 <= score.result(attempt.scenario, state).score <= 100


@quick
@given(attempts())
def test_what_is_earned_and_what_is_harmed_never_fall_as_an_attempt_goes_on(attempt):
    results = [score.result(attempt.scenario, state) for state in attempt.prefixes()]
    earned = [score.earned_share(result.key_decisions) for result in results]
    assert earned == sorted(earned)
    assert [result.harm for result in results] == sorted(result.harm for result in results)


@quick
@given(attempts())
def test_an_early_end_never_pays(attempt):
    for state in attempt.prefixes():
        further = continued_with_best_answers(attempt.scenario, state)
        assert score.result(attempt.scenario, state).score <= score.result(attempt.scenario, further).score


@quick
@given(attempts())
def test_more_harm_never_raises_a_score(attempt):
    for step, option in picks_of(attempt):
        if option.credit is CreditClass.NONE and option.harm in WORSE:
            worse = with_option(attempt.scenario, step, replace(option, harm=WORSE[option.harm]))
            assert result_of(Attempt(worse, attempt.events)).score <= result_of(attempt).score


@quick
@given(attempts())
def test_more_credit_never_lowers_a_score(attempt):
    for step, option in picks_of(attempt):
        if option.harm is Harm.NONE and option.credit in BETTER:
            raised = with_option(attempt.scenario, step, replace(option, credit=BETTER[option.credit]))
            assert result_of(Attempt(raised, attempt.events)).score >= result_of(attempt).score


@quick
@given(attempts(), st.data())
def test_a_detour_without_key_decision_harm_or_days_changes_nothing(attempt, data):
    target = data.draw(st.sampled_from(attempt.scenario.questions)).slug
    longer = Attempt(*with_detour(attempt, target))
    before, after = result_of(attempt), result_of(longer)
    assert (after.score, after.harm, after.unsafe, after.day) == (
        before.score,
        before.harm,
        before.unsafe,
        before.day,
    )


@quick
@given(attempts())
def test_critical_harm_is_unsafe_and_at_most_49(attempt):
    result = result_of(attempt)
    critical = any(harm.level is Harm.CRITICAL and harm.points for harm in result.harms)
    assert result.unsafe == critical
    assert not critical or result.score <= 49


@quick
@given(scenarios())
def test_one_critical_pick_before_nothing_but_best_answers_is_still_unsafe(scenario):
    options = (
        Option("safe", "safe", CreditClass.BEST),
        Option("fatal", "fatal", CreditClass.NONE, Harm.CRITICAL),
    )
    onward = (Transition(scenario.start.slug),)
    danger = Step("danger", StepKind.SINGLE, "Danger", question="?", options=options, transitions=onward)
    dangerous = replace(scenario, steps=(danger, *scenario.steps))
    state = play.replay(dangerous, (Started(), Decided("danger", ("fatal",))))
    result = score.result(dangerous, continued_with_best_answers(dangerous, state))
    assert result.unsafe
    assert result.harm == 30
    assert result.score <= 49


@quick
@given(attempts(), st.integers(0, 10**9))
def test_the_same_events_score_the_same_whenever_and_for_whomever(attempt, seed):
    first, *moves = attempt.events
    again = [replace(move, picks=tuple(reversed(move.picks))) for move in moves]
    elsewhere = codec.parse(codec.dump(attempt.scenario))
    repeated = Attempt(elsewhere, (replace(first, seed=seed), *again))
    assert result_of(repeated) == result_of(attempt)


@quick
@given(attempts())
def test_the_denominator_is_the_weight_of_the_whole_case_whatever_the_path(attempt):
    assert result_of(attempt).score == by_hand(attempt)


def picks_of(attempt: Attempt) -> list[tuple[str, Option]]:
    return [
        (made.step, attempt.scenario.step(made.step).option(pick))
        for made in attempt.state.decisions
        for pick in made.picks
    ]


def with_detour(attempt: Attempt, target: str) -> tuple[Scenario, tuple[Started | Decided, ...]]:
    """Scenario and events with an idle info step and an idle question put before `target`."""
    idle = (Option("this", "this", CreditClass.BEST), Option("that", "that", CreditClass.NONE))
    told = Step("idle-news", StepKind.INFO, "News", body="…", transitions=(Transition("idle"),))
    asked = Step(
        "idle", StepKind.SINGLE, "Idle", question="?", options=idle, transitions=(Transition(target),)
    )
    moved = tuple(
        replace(step, transitions=tuple(rerouted(way, target) for way in step.transitions))
        for step in attempt.scenario.steps
    )
    starts_there = attempt.scenario.start.slug == target
    steps = (told, asked, *moved) if starts_there else (*moved, told, asked)
    detour = (Decided("idle-news"), Decided("idle", ("that",)))
    events = list(attempt.events)
    # The events are the start and one decision per visit, so a visit's place in the two is the same but for one.
    for at, visit in enumerate(attempt.state.visits):
        if visit.step == target:
            events[at + 1 : at + 1] = detour
    return replace(attempt.scenario, steps=steps), tuple(events)


def rerouted(way: Transition, target: str) -> Transition:
    return replace(way, goto="idle-news") if way.goto == target else way


def by_hand(attempt: Attempt) -> Decimal:
    """The score by the formula of the specification, sharing only the credit of an answer with `score`."""
    scenario, (started, *_) = attempt.scenario, attempt.events
    first: dict[str, tuple[int, Fraction]] = {}
    harm, critical = 0, False
    for visit in attempt.state.visits:
        step = scenario.step(visit.step)
        if visit.decision is None:
            continue
        if step.key_decision in scenario_keys(scenario) and step.key_decision not in first:
            order = all(slug in first for slug in scenario.key_decision(step.key_decision).after)
            time = timing_by_hand(scenario, step.key_decision, visit.day, order)
            made = visit.decision
            credit = score.answer(scenario, step.slug, made.picks, made.ranking).credit
            first[step.key_decision] = time * credit
        if step.key_decision not in started.left_out:
            levels = [step.option(pick).harm for pick in visit.decision.picks]
            harm += sum({"none": 0, "minor": 5, "major": 15, "critical": 30}[level] for level in levels)
            critical = critical or Harm.CRITICAL in levels
    counted = {key.slug: key.weight for key in scenario.key_decisions if key.slug not in started.left_out}
    earned = sum((weight * first.get(slug, 0) for slug, weight in counted.items()), Fraction(0))
    total = min(max(100 * earned / sum(counted.values()) - harm, 0), 100) if counted else Fraction(0)
    total = min(total, 49) if critical else total
    return Decimal(round(Fraction(total) * 1000)) / 1000


def scenario_keys(scenario: Scenario) -> set[str]:
    return {key.slug for key in scenario.key_decisions}


def timing_by_hand(scenario: Scenario, slug: str, day: int, order: bool) -> Fraction:
    key = scenario.key_decision(slug)
    floor = Fraction(key.floor or 0)
    if not order:
        return floor
    if key.due_day is None or day <= key.due_day:
        return Fraction(1)
    if day >= key.due_day + key.grace_days:
        return floor
    return 1 - (1 - floor) * Fraction(day - key.due_day, key.grace_days)
