"""Which key decisions may not count now, because what they teach has changed and was not reviewed since."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.engine.scenario import Scenario
from cases.selectors.scenarios import scenario_of
from content.editorial.public import ImpactClass, Published, quarantined

GONE = (ImpactClass.RETIRED, ImpactClass.RETRACTED)


@dataclass(frozen=True, slots=True)
class Standing:
    """`left_out` goes into the terms of a new attempt; a case that is `hidden` takes no new attempt at all."""

    left_out: frozenset[str] = frozenset()
    hidden: bool = False


def standing(published: Published) -> Standing:
    """One statement."""
    return standings([published])[published.document_id]


def standings(published: list[Published]) -> dict[int, Standing]:
    """By document; one statement for however many."""
    found = quarantined([one.document_id for one in published])
    return {
        one.document_id: _standing(scenario_of(one), found[one.document_id])
        if one.document_id in found
        else Standing()
        for one in published
    }


def _standing(scenario: Scenario, targets: Mapping[str, str]) -> Standing:
    """Hidden when what a key decision rests on is gone altogether, or when nothing would be left to score."""
    resting = _resting_on(scenario)
    out = frozenset(key for key, cited in resting.items() if cited & targets.keys())
    gone = {target for target, change in targets.items() if change in GONE}
    lost = any(cited & gone for cited in resting.values())
    return Standing(out, hidden=lost or len(out) == len(scenario.key_decisions))


def _resting_on(scenario: Scenario) -> dict[str, set[str]]:
    """By key decision, everything its options cite: a changed claim may move the credit of each of them."""
    resting: dict[str, set[str]] = {key.slug: set() for key in scenario.key_decisions}
    for step in scenario.steps:
        if step.key_decision:
            resting[step.key_decision] |= {target for option in step.options for target in option.citations}
    return resting
