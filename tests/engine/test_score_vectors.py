"""The computed reference values of the specification of the score, as they stand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from cases.engine import play, rules, score
from cases.engine.parts import KeyDecision, Option, Step, Transition
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started
from cases.engine.words import CreditClass, Domain, Harm, StepKind
from tests.engine.generated import ENDINGS, whole

BEST, ACCEPTABLE, PARTIAL, NONE = CreditClass


def menu() -> Scenario:
    """Key {a, b, c}, x acceptable, d to f against the key."""
    classes = {"a": BEST, "b": BEST, "c": BEST, "x": ACCEPTABLE, "d": NONE, "e": NONE, "f": NONE}
    options = tuple(Option(slug, slug, credit) for slug, credit in classes.items())
    step = Step(
        "tests", StepKind.MENU, "Tests", options=options, max_select=7, transitions=(Transition("end-good"),)
    )
    return whole((step, *ENDINGS), ())


def credit(picks: str) -> float:
    return round(float(score.answer(menu(), "tests", tuple(picks)).credit), 4)


def test_a_menu_is_credited_by_f1_with_acceptable_options_neutral():
    assert credit("abc") == 1
    assert credit("ab") == 0.8
    assert credit("abx") == 0.8
    assert credit("abcd") == 0.8571
    assert credit("abcdef") == 0.6667
    assert credit("ad") == 0.4
    assert credit("d") == 0
    assert credit("x") == 0


def test_thoroughness_is_recall_and_efficiency_is_precision():
    answer = score.answer(menu(), "tests", ("a", "b", "x", "d"))
    assert answer.thoroughness == Fraction(2, 3)
    assert answer.efficiency == Fraction(2, 3)
    assert score.answer(menu(), "tests", ("x",)).efficiency == 0


def test_a_grave_harm_takes_a_menu_s_whole_credit_and_a_minor_one_does_not():
    def with_harm(harm: Harm) -> Fraction:
        step = menu().step("tests")
        options = tuple(replace(each, harm=harm) if each.slug == "d" else each for each in step.options)
        scenario = whole((replace(step, options=options), *ENDINGS), ())
        return score.answer(scenario, "tests", ("a", "b", "c", "d")).credit

    assert with_harm(Harm.MINOR) == Fraction(6, 7)
    assert with_harm(Harm.MAJOR) == 0
    assert with_harm(Harm.CRITICAL) == 0


def test_a_single_choice_is_credited_by_its_class():
    assert [score.CREDIT[word] for word in CreditClass] == [1, Fraction(7, 10), Fraction(4, 10), 0]


def test_timing_is_full_until_due_then_falls_to_the_floor():
    key = KeyDecision("k", "k", Domain.DIAGNOSIS, 1, due_day=7, grace_days=14, floor=Decimal("0.25"))
    values = [round(float(score.timing(key, day)), 4) for day in (0, 7, 10, 14, 21, 30)]
    assert values == [1, 1, 0.8393, 0.625, 0.25, 0.25]


def test_without_grace_timing_falls_to_the_floor_at_once():
    key = KeyDecision("k", "k", Domain.DIAGNOSIS, 1, due_day=7, grace_days=0, floor=Decimal("0.25"))
    assert [score.timing(key, day) for day in (7, 8)] == [1, Fraction(1, 4)]


def test_out_of_order_timing_is_the_floor_even_when_early():
    key = KeyDecision("k", "k", Domain.DIAGNOSIS, 1, floor=Decimal("0.25"), after=("other",))
    assert score.timing(key, 0, in_order=False) == Fraction(1, 4)
    assert score.timing(key, 400) == 1


# What each question of a row offers; `stop` leads to an early end.
OFFERED = {
    "best": Option("best", "best", BEST),
    "acceptable": Option("acceptable", "acceptable", ACCEPTABLE),
    "minor": Option("minor", "minor", ACCEPTABLE, Harm.MINOR),
    "wrong": Option("wrong", "wrong", NONE),
    "critical": Option("critical", "critical", NONE, Harm.CRITICAL),
    "stop": Option("stop", "stop", NONE),
}


def row(*weights: int) -> Scenario:
    steps = []
    for at in range(len(weights)):
        onward = f"q-{at + 1}" if at + 1 < len(weights) else "end-good"
        early = Transition("end-bad", rules.parse(f'chose("q-{at}", "stop")'))
        ways = (early, Transition(onward))
        step = Step(
            f"q-{at}",
            StepKind.SINGLE,
            "?",
            key_decision=f"k-{at}",
            options=(*OFFERED.values(),),
            transitions=ways,
        )
        steps.append(step)
    keys = tuple(KeyDecision(f"k-{at}", "k", Domain.SYSTEMIC, weight) for at, weight in enumerate(weights))
    return whole((*steps, *ENDINGS), keys)


def result_of(scenario: Scenario, *picks: str) -> score.Result:
    moves = [Decided(f"q-{at}", (pick,)) for at, pick in enumerate(picks)]
    return score.result(scenario, play.replay(scenario, (Started(), *moves)))


def weighted() -> Scenario:
    """Weights 2, 1, 4, 2, 1, 3; the fifth question is a menu, the last one carries no key decision."""
    scenario = row(2, 1, 4, 2, 1, 3)
    half = Step(
        "q-4",
        StepKind.MENU,
        "?",
        key_decision="k-4",
        max_select=4,
        options=(
            Option("a", "a", BEST),
            Option("b", "b", BEST),
            Option("c", "c", NONE),
            Option("d", "d", NONE),
        ),
        transitions=(Transition("more"),),
    )
    more = Step(
        "more", StepKind.SINGLE, "?", options=(*OFFERED.values(),), transitions=(Transition("end-bad"),)
    )
    steps = tuple(half if step.slug == "q-4" else step for step in scenario.steps)
    return replace(scenario, steps=(*steps, more))


def score_ending_with(last: str) -> Decimal:
    """Credits 1, 1, .7, 1, .5, unreached, and then `last`."""
    moves = [("q-0", "best"), ("q-1", "best"), ("q-2", "acceptable"), ("q-3", "best")]
    events = [Decided(step, (pick,)) for step, pick in moves]
    # Recall 1/2 and precision 1/2 give the half.
    events += [Decided("q-4", ("a", "c")), Decided("more", (last,))]
    scenario = weighted()
    return score.result(scenario, play.replay(scenario, (Started(), *events))).score


def test_a_weighted_attempt_that_missed_a_decision():
    assert score_ending_with("wrong") == Decimal("63.846")


def test_the_same_with_one_minor_harm():
    assert score_ending_with("minor") == Decimal("58.846")


def test_the_same_with_one_critical_harm():
    assert score_ending_with("critical") == Decimal("33.846")


def test_four_of_five_equal_decisions_right():
    assert result_of(row(1, 1, 1, 1, 1), "best", "best", "best", "best", "wrong").score == 80


def test_a_wrong_early_exit_is_measured_against_the_whole_case():
    result = result_of(row(1, 1, 1, 1, 1), "best", "best", "stop")
    assert result.ending == "end-bad"
    assert result.score == 40


def test_three_acceptable_answers_score_exactly_seventy():
    assert result_of(row(1, 2, 3), "acceptable", "acceptable", "acceptable").score == 70


def test_harm_points_and_the_cap():
    assert {str(level): points for level, points in score.HARM_POINTS.items()} == {
        "none": 0,
        "minor": 5,
        "major": 15,
        "critical": 30,
    }
    # Nine of ten right and one critical: 90 − 30 = 60, capped at 49.
    result = result_of(row(*[1] * 10), *["best"] * 9, "critical")
    assert (result.score, result.harm, result.unsafe) == (49, 30, True)


def test_the_score_is_rounded_half_to_even_in_its_third_decimal():
    assert score.final(Fraction(100005, 10000), 0, unsafe=False) == Decimal("10.000")
    assert score.final(Fraction(100015, 10000), 0, unsafe=False) == Decimal("10.002")
    assert score.final(Fraction(2, 3), 0, unsafe=False).as_tuple().exponent == -3


def test_the_score_stays_between_0_and_100():
    assert score.final(Fraction(20), 45, unsafe=False) == 0
    assert score.final(Fraction(100), 0, unsafe=False) == 100


def test_a_decision_left_out_by_the_terms_leaves_the_denominator_and_its_harm_uncounted():
    scenario = row(1, 1, 2)
    events = (
        Started(left_out=frozenset({"k-2"})),
        *(Decided(f"q-{at}", (pick,)) for at, pick in enumerate(("best", "wrong", "critical"))),
    )
    result = score.result(scenario, play.replay(scenario, events))
    assert result.score == 50
    assert not result.unsafe
    assert [(harm.option, harm.points) for harm in result.harms] == [("critical", 0)]
    assert [key.left_out for key in result.key_decisions] == [False, False, True]


def test_with_everything_left_out_there_is_nothing_to_earn():
    scenario = row(1)
    state = play.replay(scenario, (Started(left_out=frozenset({"k-0"})), Decided("q-0", ("best",))))
    assert score.result(scenario, state).score == 0


def test_the_answer_with_the_lowest_position_counts():
    scenario = row(1, 1)
    second = replace(scenario.step("q-1"), key_decision="k-0")
    repeated = whole((scenario.step("q-0"), second, *ENDINGS), scenario.key_decisions[:1])
    assert result_of(repeated, "wrong", "best").score == 0
    assert result_of(repeated, "best", "wrong").score == 100
