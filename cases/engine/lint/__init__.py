"""Lint: what an author has to mend before a case can be published, each fault with code, place and advice.

The codes are in `codes.py` and in README.md of the engine. Rules that follow names, transitions or the
reference path run only on a scenario whose names and graph hold, so that one mistake gives one fault.
"""

from collections.abc import Callable, Iterator

from cases.engine.faults import Fault, errors
from cases.engine.lint import (
    expressions,
    graph,
    house,
    names,
    patient,
    questions,
    reference,
    scoring,
    texts,
    unused,
)
from cases.engine.lint.codes import CODES
from cases.engine.scenario import Scenario

__all__ = ["CODES", "check", "unplayable"]

Rule = Callable[[Scenario], Iterator[Fault]]

FORM: tuple[Rule, ...] = (*names.RULES, *graph.RULES, *questions.RULES, *patient.RULES)
MEANING: tuple[Rule, ...] = (
    *expressions.RULES,
    *scoring.RULES,
    *questions.JUDGED,
    *texts.RULES,
    *house.RULES,
    *unused.RULES,
)
PLAYED: tuple[Rule, ...] = (*reference.RULES, *house.PLAYED)


def check(scenario: Scenario) -> tuple[Fault, ...]:
    """All faults, errors and warnings, in the order of the rules."""
    found = _run(FORM, scenario) + _run(MEANING, scenario)
    return found if _unplayable(found) else found + _run(PLAYED, scenario)


def unplayable(scenario: Scenario) -> tuple[Fault, ...]:
    """The faults on which `play` would stumble; `play` promises nothing for a scenario that has any."""
    return _unplayable(_run(FORM, scenario) + _run(expressions.RULES, scenario))


def _unplayable(found: tuple[Fault, ...]) -> tuple[Fault, ...]:
    """Names, graph and types; that there are too few endings hinders nobody."""
    stumbles = ("E1", "E2", "E3")
    return tuple(fault for fault in errors(found) if fault.code.startswith(stumbles) and fault.code != "E207")


def _run(rules: tuple[Rule, ...], scenario: Scenario) -> tuple[Fault, ...]:
    return tuple(fault for rule in rules for fault in rule(scenario))
