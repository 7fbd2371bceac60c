"""What every case that comes with the software keeps, whoever writes the next one."""

from pathlib import Path

import pytest

from cases.engine import reference, score
from cases.engine.policies import HIGHEST_LAZY, LAZY, mean
from cases.engine.words import Harm, StepKind
from cases.services.exchange import read_file

FILES = sorted((Path(__file__).resolve().parents[2] / "cases" / "library").glob("*.yaml"))
CASES = [read_file(file, name=file.name).scenario for file in FILES]
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.slug)


@every_case
def test_a_case_asks_about_three_domains_in_two_ways_and_may_end_in_three(case):
    assert len({key.domain for key in case.key_decisions}) >= 3
    assert len({step.kind for step in case.questions}) >= 2
    assert len(case.endings) >= 3


@every_case
def test_the_reference_path_of_a_case_scores_exactly_100(case):
    result = score.result(case, reference.played(case))
    assert (result.score, result.harm, result.unsafe) == (100, 0, False)


@every_case
def test_a_case_can_be_dangerous(case):
    assert any(option.harm is Harm.CRITICAL for step in case.steps for option in step.options)


@every_case
def test_no_case_rewards_a_machine_that_does_not_read_it(case):
    """Neither by its score nor by what it earns before harm is taken off."""
    means = {policy.name: mean(case, policy) for policy in LAZY}
    assert {name: float(one.score) for name, one in means.items() if one.score >= HIGHEST_LAZY} == {}
    assert {name: float(one.earned) for name, one in means.items() if one.earned >= HIGHEST_LAZY} == {}


@pytest.mark.parametrize("kind", [StepKind.RANKING, StepKind.NUMBER])
def test_rankings_and_numbers_are_asked_in_two_cases_at_least(kind):
    asking = [case.slug for case in CASES if any(step.kind is kind for step in case.steps)]
    assert len(asking) >= 2, asking


@pytest.mark.parametrize(
    ("unit", "formula"),
    [("mL/min", "Cockcroft–Gault"), ("mg", "Calvert"), ("mg", "dose per square metre × surface")],
)
def test_a_clearance_and_a_dose_by_clearance_and_by_surface_are_each_asked_for_and_worked_out(unit, formula):
    asked = [step.number for case in CASES for step in case.steps if step.number]
    assert [number.value for number in asked if number.unit == unit and formula in number.working]
