"""Routes: all of them at single choices, documented patterns in menus, the fewest detours first when cut."""

from collections import Counter
from decimal import Decimal
from itertools import combinations

from hypothesis import given, settings

from cases.engine import codec, paths, play, reference, rules, score
from cases.engine.parts import Option, Step
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State
from cases.engine.words import CreditClass, Harm, StepKind
from tests.engine.fixtures import part, small, small_data
from tests.engine.generated import quick, scenarios

few = settings(quick, max_examples=25)


def brute_force(scenario: Scenario, state: State) -> list[tuple[Decimal, int, bool, int, str]]:
    """Every route by every single option, one after another."""
    if state.over:
        result = score.result(scenario, state)
        return [(result.score, result.harm, result.unsafe, state.day, state.step)]
    step = scenario.step(state.step)
    return [
        route
        for decided in every_answer(scenario, step)
        for route in brute_force(scenario, play.decide(scenario, state, decided))
    ]


def every_answer(scenario: Scenario, step: Step) -> list[Decided]:
    """What the engine's README says is followed at a step, put down a second time."""
    slugs = [option.slug for option in step.options]
    if step.number is not None:
        value, edge, top = step.number.value, step.number.tolerance, step.number.overdose_above
        numbers = [value, value + edge + 1 if top is None else top, (value - edge) / 3]
        numbers += [] if top is None else [top + 1]
        return [Decided(step.slug, number=number, unit=step.number.unit) for number in numbers]
    if step.kind is StepKind.RANKING:
        return [Decided(step.slug, ranking=ranking) for ranking in turned(step.order)]
    if step.kind is StepKind.MENU:
        return [Decided(step.slug, tuple(picks)) for picks in patterns(scenario, step)]
    return [Decided(step.slug, (slug,)) for slug in slugs] if step.asks else [Decided(step.slug)]


def patterns(scenario: Scenario, step: Step) -> set[frozenset[str]]:
    """The key; each option alone; the most; the key with one wrong, without one, with those conditions tell apart."""
    key = [option.slug for option in step.options if option.credit is CreditClass.BEST][: step.most]
    wrong = [
        each.slug for each in step.options if each.credit is CreditClass.NONE or each.harm is not Harm.NONE
    ]
    found = [key, [each.slug for each in step.options][: step.most]]
    found += [[each.slug] for each in step.options]
    found += [[*key[: step.most - 1], slug] for slug in wrong]
    found += [[other for other in key if other != slug] for slug in key]
    apart = [each for each in step.options if is_told_apart(scenario, step, each)]
    rest = [slug for slug in key if slug not in [each.slug for each in apart]]
    for size in range(len(apart) + 1):
        found += [[*(each.slug for each in some), *rest][: step.most] for some in combinations(apart, size)]
    return {frozenset(picks) for picks in found if picks}


def is_told_apart(scenario: Scenario, step: Step, option: Option) -> bool:
    changed = {effect.variable for effect in option.effects} | ({"day"} if option.days else set())
    conditions = [way.when for each in scenario.steps for way in each.transitions if way.when]
    asked = {pair for when in conditions for pair in rules.choices_in(when)}
    read = {name for when in conditions for name in rules.names_in(when)}
    return (step.slug, option.slug) in asked or bool(changed & read)


def turned(order: tuple[str, ...]) -> set[tuple[str, ...]]:
    """The order, each option moved to the front, each two neighbours changed, and all of it backwards."""
    found = {order, tuple(reversed(order))}
    for at in range(1, len(order)):
        front, swapped = list(order), list(order)
        front.insert(0, front.pop(at))
        swapped[at - 1 : at + 1] = reversed(swapped[at - 1 : at + 1])
        found |= {tuple(front), tuple(swapped)}
    return found


def picks_at(scenario: Scenario, step: str) -> list[tuple[str, ...]]:
    return [answer.picks for answer in paths.answers(scenario, scenario.step(step))]


def summary(routes: paths.Routes) -> Counter:
    return Counter((one.score, one.harm, one.unsafe, one.days, one.ending) for one in routes.routes)


@few
@given(scenarios(most=3))
def test_routes_agree_with_brute_force_on_counts_and_scores(scenario):
    found = paths.routes(scenario)
    assert found.complete
    assert found.count == len(found.routes)
    assert summary(found) == Counter(brute_force(scenario, play.begin(scenario, Started())))


@few
@given(scenarios(kinds=(StepKind.SINGLE,)))
def test_at_single_choices_every_option_is_followed(scenario):
    found = Counter(brute_force(scenario, play.begin(scenario, Started())))
    assert summary(paths.routes(scenario)) == found


@quick
@given(scenarios())
def test_every_route_is_a_play_with_that_result_and_no_route_comes_twice(scenario):
    found = paths.routes(scenario, bound=60)
    for route in found.routes[:12]:
        state = reference.went_on(scenario, play.begin(scenario, Started()))
        for decided in route.decisions:
            state = reference.went_on(scenario, play.decide(scenario, state, decided))
        result = score.result(scenario, state)
        assert (route.score, route.harm, route.ending, route.days) == (
            result.score,
            result.harm,
            result.ending,
            state.day,
        )
    assert len({route.decisions for route in found.routes}) == found.count


def test_the_first_route_takes_the_best_answers():
    first = paths.routes(small()).routes[0]
    assert (first.score, first.ending, first.days) == (100, "end-response", 49)
    assert [decided.step for decided in first.decisions] == ["staging", "fitness", "treatment", "goals"]


def test_a_bound_cuts_the_routes_with_the_most_detours():
    whole = paths.routes(small())
    cut = paths.routes(small(), bound=30)
    assert whole.complete
    assert (cut.count, cut.complete, cut.deviations) == (30, False, 1)
    assert cut.routes == whole.routes[:30]
    assert paths.routes(small(), bound=whole.count).complete


def test_a_single_choice_follows_every_option_the_best_first():
    assert picks_at(small(), "treatment") == [("gp-pd1",), ("gp",), ("wait",), ("double",)]


def test_a_menu_follows_the_documented_patterns():
    found = set(picks_at(small(), "staging"))
    key = ("mri", "petct")
    assert picks_at(small(), "staging")[0] == key
    assert found >= {("mri",), ("petct",), ("ebv-dna",), ("chest-xray",), ("open-biopsy",)}
    assert ("mri", "petct", "ebv-dna") in found
    assert found >= {("mri", "petct", "chest-xray"), ("mri", "petct", "open-biopsy")}
    assert all(1 <= len(picks) <= 3 for picks in found)


def test_a_menu_follows_every_pattern_that_a_condition_tells_apart():
    data = small_data()
    asked = 'chose("staging", "ebv-dna") and chose("staging", "chest-xray") and chose("staging", "petct")'
    part(data, "steps/staging/transitions/0")["when"] = asked
    scenario = codec.parse(data)
    assert ("petct", "ebv-dna", "chest-xray") in picks_at(scenario, "staging")
    assert "end-blind" in {one.ending for one in paths.routes(scenario).routes if len(one.decisions) == 1}


def test_an_option_matters_when_a_condition_reads_what_it_changes():
    data = small_data()
    part(data, "steps/staging")["max_select"] = 4
    part(data, "steps/staging/options/ebv-dna")["effects"] = {"response": '"partial"'}
    part(data, "steps/staging/options/chest-xray")["effects"] = {"ecog": "2"}
    plain, pair = small(), ("mri", "petct", "ebv-dna", "chest-xray")
    assert pair not in picks_at(plain, "staging")
    scenario = codec.parse(data)
    assert pair in picks_at(scenario, "staging")
