"""Routes: all of them at single choices, documented patterns in menus, the fewest detours first when cut."""

from collections import Counter
from decimal import Decimal

from hypothesis import given

from cases.engine import codec, paths, play, reference, score
from cases.engine.scenario import Scenario, StepKind
from cases.engine.state import Decided, Started, State
from tests.engine.fixtures import part, small, small_data
from tests.engine.generated import quick, scenarios


def brute_force(scenario: Scenario, state: State) -> list[tuple[Decimal, int, bool, int, str]]:
    """Every route by every single option, one after another."""
    if state.over:
        result = score.result(scenario, state)
        return [(result.score, result.harm, result.unsafe, state.day, state.step)]
    step = scenario.step(state.step)
    answers = [(option.slug,) for option in step.options] if step.asks else [()]
    found = []
    for picks in answers:
        found += brute_force(scenario, play.decide(scenario, state, Decided(step.slug, picks)))
    return found


def summary(routes: paths.Routes) -> Counter:
    return Counter((one.score, one.harm, one.unsafe, one.days, one.ending) for one in routes.routes)


@quick
@given(scenarios(kinds=(StepKind.SINGLE,)))
def test_routes_agree_with_brute_force(scenario):
    found = paths.routes(scenario)
    assert found.complete
    assert found.count == len(found.routes)
    assert summary(found) == Counter(brute_force(scenario, play.begin(scenario, Started())))


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
    assert paths.answers(small(), small().step("treatment")) == (("gp-pd1",), ("gp",), ("wait",), ("double",))


def test_a_menu_follows_the_documented_patterns():
    found = set(paths.answers(small(), small().step("staging")))
    key = ("mri", "petct")
    assert paths.answers(small(), small().step("staging"))[0] == key
    assert found >= {("mri",), ("petct",), ("ebv-dna",), ("chest-xray",), ("open-biopsy",)}
    assert ("mri", "petct", "ebv-dna") in found
    assert found >= {("mri", "petct", "chest-xray"), ("mri", "petct", "open-biopsy")}
    assert all(1 <= len(picks) <= 3 for picks in found)


def test_a_menu_follows_every_pattern_that_a_condition_tells_apart():
    data = small_data()
    asked = 'chose("staging", "ebv-dna") and chose("staging", "chest-xray") and chose("staging", "petct")'
    part(data, "steps/staging/transitions/0")["when"] = asked
    scenario = codec.parse(data)
    assert ("petct", "ebv-dna", "chest-xray") in paths.answers(scenario, scenario.step("staging"))
    assert "end-blind" in {one.ending for one in paths.routes(scenario).routes if len(one.decisions) == 1}


def test_an_option_matters_when_a_condition_reads_what_it_changes():
    data = small_data()
    part(data, "steps/staging")["max_select"] = 4
    part(data, "steps/staging/options/ebv-dna")["effects"] = {"response": '"partial"'}
    part(data, "steps/staging/options/chest-xray")["effects"] = {"ecog": "2"}
    plain, pair = small(), ("mri", "petct", "ebv-dna", "chest-xray")
    assert pair not in paths.answers(plain, plain.step("staging"))
    scenario = codec.parse(data)
    assert pair in paths.answers(scenario, scenario.step("staging"))
