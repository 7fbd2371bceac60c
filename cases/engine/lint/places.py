"""The places of a scenario's parts, and walks over parts that several rules look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.engine.parts import Option, Step
from cases.engine.rules import Expression
from cases.engine.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Offer:
    """An option with the step it is offered at."""

    step: Step
    option: Option

    @property
    def place(self) -> str:
        return f"steps/{self.step.slug}/options/{self.option.slug}"


@dataclass(frozen=True, slots=True)
class Written:
    """An expression with its place; `variable` is what an effect sets, empty for a condition."""

    place: str
    expression: Expression
    variable: str = ""


def offers(scenario: Scenario) -> Iterator[Offer]:
    """Every option of every step."""
    for step in scenario.steps:
        for option in step.options:
            yield Offer(step, option)


def written(scenario: Scenario) -> Iterator[Written]:
    """Every expression: the conditions of treatments and of transitions, then the effects of options."""
    for treatment in scenario.treatments:
        yield Written(f"treatments/{treatment.slug}/when", treatment.when)
    for step in scenario.steps:
        for at, transition in enumerate(step.transitions):
            if transition.when is not None:
                yield Written(f"steps/{step.slug}/transitions/{at}/when", transition.when)
    for offer in offers(scenario):
        for effect in offer.option.effects:
            yield Written(f"{offer.place}/effects/{effect.variable}", effect.value, effect.variable)


def reveals(scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Every (place, finding) that a step or an option reveals."""
    for step in scenario.steps:
        for finding in step.reveals:
            yield f"steps/{step.slug}/reveals", finding
    for offer in offers(scenario):
        for finding in offer.option.reveals:
            yield f"{offer.place}/reveals", finding
