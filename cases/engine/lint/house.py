"""The house's demands on every case: its size, its breadth, and a patient who changes over time."""

from collections.abc import Iterator

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.lint.places import offers
from cases.engine.reference import ReferencePathError, played
from cases.engine.scenario import Scenario
from cases.engine.words import StepKind

KEY_DECISIONS = (4, 8)
FEWEST_DOMAINS = 3
STEPS = (6, 12)
MINUTES = (10, 15)
SHORTEST_STORY_DAYS = 14


def sizes_are_right(scenario: Scenario) -> Iterator[Fault]:
    keys = len(scenario.key_decisions)
    if not KEY_DECISIONS[0] <= keys <= KEY_DECISIONS[1]:
        yield fault("E701", "key_decisions", f"There are {keys} key decisions; have four to eight.")
    domains = len({key.domain for key in scenario.key_decisions})
    if domains < FEWEST_DOMAINS:
        yield fault(
            "E702", "key_decisions", f"They cover {domains} domains; cover at least {FEWEST_DOMAINS}."
        )
    steps = sum(step.kind is not StepKind.ENDING for step in scenario.steps)
    if not STEPS[0] <= steps <= STEPS[1]:
        yield fault("W703", "steps", f"There are {steps} steps besides the endings; six to twelve read best.")
    if not MINUTES[0] <= scenario.minutes <= MINUTES[1]:
        yield fault("W708", "minutes", f"The case takes {scenario.minutes} minutes; 10 to 15 suit a learner.")


def questions_vary(scenario: Scenario) -> Iterator[Fault]:
    kinds = {step.kind for step in scenario.questions}
    if len(kinds) < 2:
        yield fault(
            "E704", "steps", "All questions are of one kind; mix single choices, menus, rankings and numbers."
        )


def the_patient_changes(scenario: Scenario) -> Iterator[Fault]:
    if not any(offer.option.effects for offer in offers(scenario)):
        yield fault("E705", "steps", "No option has effects; let choices change the patient's variables.")
    trends = any(variable.trend for variable in scenario.variables)
    if not trends and not any(finding.series for finding in scenario.findings):
        yield fault("E706", "variables", "Nothing is followed over time; give a variable trend: true.")


def the_story_takes_time(scenario: Scenario) -> Iterator[Fault]:
    try:
        day = played(scenario).day
    except ReferencePathError:
        return
    if day < SHORTEST_STORY_DAYS:
        yield fault(
            "W707", "reference", f"The reference path ends on day {day}; let the story take weeks to months."
        )


def learners_are_told_what_for(scenario: Scenario) -> Iterator[Fault]:
    for key in ("topics", "objectives"):
        if not getattr(scenario, key):
            yield fault("W709", key, f"The case has no {key}; learners find and judge a case by them.")


RULES = (sizes_are_right, questions_vary, the_patient_changes, learners_are_told_what_for)
PLAYED = (the_story_takes_time,)
