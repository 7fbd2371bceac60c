"""Treatments run while their condition holds, at most for their days, and nothing of their plan is told ahead."""

from dataclasses import replace

from cases.engine import chart, codec
from cases.engine.chart import Period
from cases.engine.state import State
from tests.engine.fixtures import BEST, part, played, small, small_data

TO_TREATMENT = ("staging=mri,petct", "fitness=measure")


def ran(state: State, scenario=None) -> dict[str, list[tuple[int, int | None]]]:
    found: dict[str, list] = {}
    for period in chart.read(scenario or small(), state).treatments:
        found.setdefault(period.slug, []).append((period.since, period.until))
    return found


def test_a_treatment_begins_on_the_day_of_the_decision_for_it():
    before = played(small(), *TO_TREATMENT)
    assert "antibody" not in ran(before)
    assert ran(played(small(), *TO_TREATMENT, "treatment=gp-pd1"))["antibody"] == [(before.day, None)]


def test_a_treatment_ends_on_the_day_of_the_decision_against_it():
    state = played(small(), *TO_TREATMENT, "treatment=gp-pd1")
    assert ran(played(small(), *BEST))["antibody"] == [(7, state.day)]
    going_on = played(small(), *TO_TREATMENT, "treatment=gp-pd1", "goals=tell")
    assert ran(going_on)["antibody"] == [(7, None)]


def test_a_condition_reads_the_patient_as_the_decision_leaves_him():
    assert ran(played(small(), *TO_TREATMENT, "treatment=gp"))["gp"][0][0] == 7


def test_a_course_of_a_length_ends_by_itself():
    assert ran(played(small(), *TO_TREATMENT, "treatment=gp"))["gp"] == [(7, 37)]


def test_a_delayed_treatment_is_not_told_before_it_begins():
    data = small_data()
    part(data, "treatments/antibody")["delay"] = 10
    scenario = codec.parse(data)
    decided = replace(played(scenario, *TO_TREATMENT, "treatment=gp-pd1"), day=16)
    assert "antibody" not in ran(decided, scenario)
    assert ran(replace(decided, day=17), scenario)["antibody"] == [(17, None)]


def test_a_delayed_treatment_that_is_called_off_in_time_never_ran():
    data = small_data()
    part(data, "treatments/antibody")["delay"] = 60
    scenario = codec.parse(data)
    assert "antibody" not in ran(played(scenario, *BEST), scenario)


def test_the_planned_end_of_a_running_course_is_not_told():
    data = small_data()
    part(data, "treatments/gp")["days"] = 400
    scenario = codec.parse(data)
    assert ran(played(scenario, *TO_TREATMENT, "treatment=gp"), scenario)["gp"] == [(7, None)]


def test_what_ran_before_the_first_step_began_days_ago():
    assert ran(played(small()))["paracetamol"] == [(-60, None)]
    assert ran(played(small(), *BEST))["paracetamol"] == [(-60, 7)]


def test_a_treatment_may_run_more_than_once():
    data = small_data()
    part(data, "treatments/paracetamol")["when"] = "pain == 4 or pain == 6"
    part(data, "steps/fitness/options/measure")["effects"] = {"pain": "5"}
    part(data, "steps/treatment/options/wait")["effects"] = {"pain": "6"}
    part(data, "steps/treatment")["day_advance"] = 3
    scenario = codec.parse(data)
    state = played(scenario, *TO_TREATMENT, "treatment=wait")
    assert ran(state, scenario)["paracetamol"] == [(-60, 7), (10, None)]


def test_what_begins_and_ends_on_one_day_is_no_period():
    data = small_data()
    part(data, "treatments/antibody")["when"] = 'chose("staging", "mri") and not chose("fitness", "measure")'
    part(data, "steps/staging/options/petct")["days"] = 0
    part(data, "steps/staging/options/mri")["days"] = 0
    part(data, "steps/fitness")["day_advance"] = 0
    scenario = codec.parse(data)
    assert "antibody" not in ran(played(scenario, *TO_TREATMENT), scenario)


def test_what_a_later_step_would_change_is_not_read_before_its_day():
    """The page after a decision shows the state without the days and findings of the next step."""
    state = replace(played(small(), *TO_TREATMENT, "treatment=gp"), day=7)
    assert chart.read(small(), state).treatments[0] == Period("gp", "Gemcitabine–cisplatin", 7)


def test_a_case_without_treatments_reads_and_writes_as_before():
    data = small_data()
    del data["treatments"]
    scenario = codec.parse(data)
    assert codec.dump(scenario) == data
    assert ran(played(scenario, *BEST), scenario) == {}
