"""Machine policies: ways of answering without reading a case, which a good case does not reward.

Each policy is a few words of data: in which order it prefers options, how many it ticks, how far off its numbers are.
Its dice are hashes of a seed, so that a policy plays the same attempt for ever.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from cases.engine import play, score
from cases.engine.parts import Option, Step
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State
from cases.engine.words import StepKind

SEEDS = range(40)
HIGHEST_LAZY = 60
WORD = re.compile(r"[a-z0-9-]+")
LONG = 4


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DOES = _words(
    "chemo gemcitabine cisplatin carboplatin fluorouracil taxel capecitabine antibody pd-1 limab platin "
    "radiotherapy irradiat radiation surg operation resect dissect biops ablat prednis dexamethasone "
    "infliximab mycophenolate hydrocortisone levothyroxine transfus noradrenaline drip intravenous full "
    "double twice raised everything both all now once tonight today hour immediately intensive add start "
    "begin"
)
WAITS = _words(
    "wait watch later no none not stop hold held without reassur paracetamol home half lower less review "
    "only until next postpone instead delay alone pause leave"
)
HABIT = _words("fluorouracil 5-fu fp cisplatin chemo gemcitabine radiotherapy")
NEW = _words("antibody pd-1 limab immun checkpoint")


def _weight(option: Option, seeks: Iterable[str], shuns: Iterable[str]) -> int:
    words = WORD.findall(option.label.lower())
    return sum(_holds(words, word) for word in seeks) - sum(_holds(words, word) for word in shuns)


def _holds(words: list[str], sought: str) -> bool:
    """A short word has to stand there as it is: "no" is no part of "node"."""
    return any(sought == word or (len(sought) >= LONG and sought in word) for word in words)


@dataclass(frozen=True, slots=True)
class Policy:
    """`prefers` orders options (largest first, ties as offered); `ticks` is how many of the most that a menu allows.

    `factors` are what its numbers are of the right one, taken by the dice.
    """

    name: str
    prefers: Callable[[Option], int]
    ticks: Callable[[int, int], int] = lambda most, dice: most
    factors: tuple[str, ...] = ("1.5",)
    shuffles: bool = False

    def answer(self, scenario: Scenario, state: State) -> Decided:
        step = scenario.step(state.step)
        if not step.asks:
            return Decided(step.slug)
        dice = _dice(state.started.seed, self.name, step.slug)
        if step.number is not None:
            factor = Decimal(self.factors[dice % len(self.factors)])
            return Decided(step.slug, number=step.number.value * factor, unit=step.number.unit)
        return self._picked(step, self._preferred(scenario, state), dice)

    def _preferred(self, scenario: Scenario, state: State) -> tuple[str, ...]:
        options = play.offered(scenario, state)
        if self.shuffles:
            options = tuple(
                sorted(options, key=lambda one: _dice(state.started.seed, state.step, one.slug, 1))
            )
        return tuple(option.slug for option in sorted(options, key=self.prefers, reverse=True))

    def _picked(self, step: Step, slugs: tuple[str, ...], dice: int) -> Decided:
        if step.kind is StepKind.RANKING:
            return Decided(step.slug, ranking=slugs)
        return Decided(step.slug, slugs[: self.ticks(step.most, dice)] if step.most > 1 else slugs[:1])


LAZY = (
    Policy(
        "random",
        prefers=lambda option: 0,
        ticks=lambda most, dice: 1 + dice % most,
        factors=("0.5", "0.75", "1", "1.25", "2"),
        shuffles=True,
    ),
    Policy("aggressive", prefers=lambda option: _weight(option, DOES, WAITS), factors=("2",)),
    Policy(
        "least",
        prefers=lambda option: _weight(option, WAITS, DOES),
        ticks=lambda most, dice: 1,
        factors=("0.5",),
    ),
    Policy("longest", prefers=lambda option: len(option.label)),
    Policy("shortest", prefers=lambda option: -len(option.label)),
    Policy("first", prefers=lambda option: 0),
    Policy("fp-habit", prefers=lambda option: _weight(option, HABIT, (*NEW, *NEW))),
)


@dataclass(frozen=True, slots=True)
class Mean:
    """What a policy came to over all seeds.

    `earned` is what harm has not been taken off yet, of 100: harm can hide that a case gives its answers away.
    """

    score: Fraction
    earned: Fraction
    unsafe: Fraction


def mean(scenario: Scenario, policy: Policy, seeds: Iterable[int] = SEEDS) -> Mean:
    results = [score.result(scenario, _played(scenario, policy, seed)) for seed in seeds]
    whole = len(results)
    return Mean(
        score=sum((Fraction(result.score) for result in results), Fraction(0)) / whole,
        earned=sum((100 * score.earned_share(result.key_decisions) for result in results), Fraction(0))
        / whole,
        unsafe=Fraction(sum(result.unsafe for result in results), whole),
    )


def _played(scenario: Scenario, policy: Policy, seed: int) -> State:
    state = play.begin(scenario, Started(seed=seed))
    while not state.over:
        state = play.decide(scenario, state, policy.answer(scenario, state))
    return state


def _dice(*parts: object) -> int:
    return int.from_bytes(hashlib.sha256(":".join(str(part) for part in parts).encode()).digest()[:8])
