"""The scenario: a simulated patient's story as frozen values, found by slug and never by position."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cases.engine.parts import (
    Effect,
    Finding,
    KeyDecision,
    Note,
    Option,
    ReferenceMove,
    Step,
    Transition,
    Treatment,
    Variable,
)
from cases.engine.rules import Value
from cases.engine.words import CreditClass, Domain, FindingKind, Harm, Level, Scale, StepKind, VariableType

__all__ = [
    "CreditClass",
    "Domain",
    "Effect",
    "Finding",
    "FindingKind",
    "Harm",
    "KeyDecision",
    "Level",
    "Note",
    "Option",
    "ReferenceMove",
    "Scale",
    "Scenario",
    "Step",
    "StepKind",
    "Transition",
    "Treatment",
    "Value",
    "Variable",
    "VariableType",
]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole case.

    The first step is where it starts; asking for a slug that is not there raises KeyError. `assessed_minutes` is the
    time limit of an assessed attempt, None for none.
    """

    slug: str
    title: str
    language: str
    level: Level
    minutes: int
    staging: str
    summary: str
    vignette: str
    assessed_minutes: int | None = None
    topics: tuple[Domain, ...] = ()
    objectives: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = ()
    findings: tuple[Finding, ...] = ()
    treatments: tuple[Treatment, ...] = ()
    key_decisions: tuple[KeyDecision, ...] = ()
    steps: tuple[Step, ...] = ()
    reference: tuple[ReferenceMove, ...] = ()
    notes: tuple[Note, ...] = ()
    _steps: Mapping[str, Step] = field(init=False, repr=False, compare=False)
    _variables: Mapping[str, Variable] = field(init=False, repr=False, compare=False)
    _findings: Mapping[str, Finding] = field(init=False, repr=False, compare=False)
    _treatments: Mapping[str, Treatment] = field(init=False, repr=False, compare=False)
    _key_decisions: Mapping[str, KeyDecision] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("steps", "variables", "findings", "treatments", "key_decisions"):
            parts = getattr(self, name)
            # The first of two equal slugs is the one found; lint names the second.
            object.__setattr__(self, f"_{name}", {part.slug: part for part in reversed(parts)})

    @property
    def start(self) -> Step:
        return self.steps[0]

    @property
    def endings(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.kind is StepKind.ENDING)

    @property
    def trends(self) -> tuple[Variable, ...]:
        return tuple(variable for variable in self.variables if variable.trend)

    @property
    def questions(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.asks)

    def step(self, slug: str) -> Step:
        return self._steps[slug]

    def variable(self, slug: str) -> Variable:
        return self._variables[slug]

    def finding(self, slug: str) -> Finding:
        return self._findings[slug]

    def key_decision(self, slug: str) -> KeyDecision:
        return self._key_decisions[slug]

    def has_step(self, slug: str) -> bool:
        return slug in self._steps

    def has_variable(self, slug: str) -> bool:
        return slug in self._variables

    def has_finding(self, slug: str) -> bool:
        return slug in self._findings

    def has_treatment(self, slug: str) -> bool:
        return slug in self._treatments

    def has_key_decision(self, slug: str) -> bool:
        return slug in self._key_decisions
