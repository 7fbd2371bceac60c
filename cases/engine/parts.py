"""The parts of a scenario: variables, findings, key decisions, steps and options, each a frozen value."""

from dataclasses import dataclass
from decimal import Decimal

from cases.engine.amounts import Amount
from cases.engine.rules import Expression, Type, Value
from cases.engine.words import CreditClass, Domain, FindingKind, Harm, Scale, StepKind, VariableType


@dataclass(frozen=True, slots=True)
class Variable:
    """A typed value of the patient's state; effects are clamped to low and high, which numbers must have."""

    slug: str
    label: str
    type: VariableType
    initial: Value
    unit: str = ""
    low: int | Decimal | None = None
    high: int | Decimal | None = None
    choices: tuple[str, ...] = ()
    shown: bool = False
    trend: bool = False
    scale: Scale = Scale.LINEAR
    detection_limit: int | Decimal | None = None

    @property
    def kind(self) -> Type:
        """Its type as the rule language sees it."""
        return Type(str(self.type), self.choices)

    def clamped(self, value: Value) -> Value:
        """`value` within the bounds, as a value of this variable's type."""
        if isinstance(value, bool | str):
            return value
        number = Decimal(value) if self.type is VariableType.DECIMAL else value
        if self.low is not None and number < self.low:
            return self.low
        return self.high if self.high is not None and number > self.high else number


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact about the patient: a text, a value with its unit, or a variable read when it is revealed."""

    slug: str
    kind: FindingKind
    label: str
    text: str = ""
    value: str = ""
    value_from: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    days_ago: int | None = None
    series: str = ""


@dataclass(frozen=True, slots=True)
class Treatment:
    """A treatment that runs while a condition holds, from `delay` days after it does, at most for `days`.

    One that holds from the first step on began `days_ago`.
    """

    slug: str
    label: str
    when: Expression
    delay: int = 0
    days: int | None = None
    days_ago: int | None = None


@dataclass(frozen=True, slots=True)
class KeyDecision:
    """A point the case is scored on.

    Timing: full credit to `due_day`, then linear to `floor` over `grace_days`.
    """

    slug: str
    label: str
    domain: Domain
    weight: int
    due_day: int | None = None
    grace_days: int | None = None
    floor: Decimal | None = None
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What an option does to one variable; all effects of an option read the state before it."""

    variable: str
    value: Expression


@dataclass(frozen=True, slots=True)
class Option:
    """What may be chosen, what it earns or harms, and what it does.

    In a ranking it does that only when put ahead of `not_before`, which is the first of the order unless named.
    """

    slug: str
    label: str
    credit: CreditClass
    harm: Harm = Harm.NONE
    not_before: str = ""
    rationale: str = ""
    when_right: str = ""
    consequence: str = ""
    days: int = 0
    effects: tuple[Effect, ...] = ()
    reveals: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a step leads when the condition holds; without one, always."""

    goto: str
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A moment where something is told or asked, or where the case ends.

    `order` is the key of a ranking; the options of a number question are the classes of its answers.
    """

    slug: str
    kind: StepKind
    title: str
    body: str = ""
    question: str = ""
    key_decision: str = ""
    max_select: int | None = None
    day_advance: int = 0
    reveals: tuple[str, ...] = ()
    fixed: bool = False
    order: tuple[str, ...] = ()
    number: Amount | None = None
    options: tuple[Option, ...] = ()
    transitions: tuple[Transition, ...] = ()
    fate: str = ""

    @property
    def asks(self) -> bool:
        """Whether the learner has to answer here."""
        return self.kind not in (StepKind.INFO, StepKind.ENDING)

    @property
    def most(self) -> int:
        """The largest number of picks."""
        return self.max_select or len(self.options) if self.kind is StepKind.MENU else 1

    @property
    def key(self) -> tuple[Option, ...]:
        """The options of class best."""
        return tuple(option for option in self.options if option.credit is CreditClass.BEST)

    def option(self, slug: str) -> Option:
        """Raises KeyError when it is not on offer here."""
        for option in self.options:
            if option.slug == slug:
                return option
        raise KeyError(slug)

    def has_option(self, slug: str) -> bool:
        return any(option.slug == slug for option in self.options)


@dataclass(frozen=True, slots=True)
class ReferenceMove:
    """One decision of the reference path: options, all of them in order at a ranking, or a number."""

    step: str
    options: tuple[str, ...] = ()
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reviewer has to check before approval; never shown to readers."""

    place: str
    text: str
