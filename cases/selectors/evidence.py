"""The trials behind the options of a decision, as they were frozen with the case, each told once on a page."""

from dataclasses import dataclass, field

from cases.engine.parts import Option, Step
from cases.engine.scenario import Scenario
from cases.engine.words import Domain
from cases.selectors.telling import Teller
from content.public import TrialView


@dataclass(frozen=True, slots=True)
class Behind:
    """An option with the trials it cites."""

    label: str
    trials: tuple[TrialView, ...]

    @property
    def has_arms(self) -> bool:
        return any(trial.randomised for trial in self.trials)


@dataclass(frozen=True, slots=True)
class Evidence:
    """`trials` are told here; one that an earlier decision told is only led back to."""

    options: tuple[Behind, ...]
    trials: tuple[TrialView, ...]

    @property
    def has_arms(self) -> bool:
        return any(option.has_arms for option in self.options)


@dataclass(slots=True)
class TrialTeller:
    """Goes through the decisions of a page in their order."""

    scenario: Scenario
    teller: Teller
    known: dict[str, TrialView] = field(default_factory=dict)

    def evidence(self, step: Step) -> Evidence | None:
        """None for a decision that neither chooses a systemic treatment nor cites a trial."""
        told = len(self.known)
        options = tuple(Behind(option.label, self._trials(option)) for option in step.options)
        if not any(option.trials for option in options) and not self._is_systemic(step):
            return None
        return Evidence(options, tuple(self.known.values())[told:])

    def _trials(self, option: Option) -> tuple[TrialView, ...]:
        cited = (target for target in option.citations if target.startswith("trial:"))
        return tuple(trial for target in cited if (trial := self._trial(target)))

    def _trial(self, target: str) -> TrialView | None:
        if target not in self.known and (trial := self.teller.trial(target)):
            self.known[target] = trial
        return self.known.get(target)

    def _is_systemic(self, step: Step) -> bool:
        key = step.key_decision
        return bool(key) and self.scenario.key_decision(key).domain is Domain.SYSTEMIC
