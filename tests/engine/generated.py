"""Hypothesis strategies: valid scenarios with every kind of step, timing, harm and branching, and attempts at them.

Steps lead forward only, so every play ends. Their texts are filler; everything that moves or scores is drawn.
"""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from hypothesis import settings
from hypothesis import strategies as st

from cases.engine import play, rules
from cases.engine.amounts import OVERDOSE, WITHIN, Amount
from cases.engine.parts import Effect, KeyDecision, Option, Step, Transition, Variable
from cases.engine.scenario import Scenario
from cases.engine.state import Decided, Started, State
from cases.engine.words import CreditClass, Domain, Harm, Level, StepKind, VariableType

quick = settings(max_examples=60)

ENDINGS = tuple(
    Step(f"end-{name}", StepKind.ENDING, name, body="The end.") for name in ("good", "fair", "bad")
)
LOAD = Variable("load", "Load", VariableType.INT, 10, low=0, high=40, trend=True)
SHARE = Variable(
    "share", "Share", VariableType.DECIMAL, Decimal("0.5"), low=Decimal(0), high=Decimal(2), shown=True
)
EFFECTS = tuple(
    Effect(variable, rules.parse(text))
    for variable, text in (
        ("load", "load + 7"),
        ("load", "load * 2"),
        ("load", "0"),
        ("share", "share - 0.25"),
    )
)
KINDS = (StepKind.SINGLE, StepKind.MENU, StepKind.RANKING, StepKind.NUMBER)
GRAVITIES = (Harm.NONE, Harm.NONE, Harm.MINOR, Harm.MAJOR, Harm.CRITICAL)


@dataclass(frozen=True)
class Attempt:
    """A scenario with the events of one attempt at it, over or not."""

    scenario: Scenario
    events: tuple[Started | Decided, ...]

    @property
    def state(self) -> State:
        return play.replay(self.scenario, self.events)

    def prefixes(self) -> list[State]:
        return [play.replay(self.scenario, self.events[:count]) for count in range(1, len(self.events) + 1)]


@st.composite
def scenarios(draw, kinds=KINDS, most=5) -> Scenario:
    count = draw(st.integers(2, most))
    keys = tuple(
        draw(key_decisions(f"key-{at}", [f"key-{before}" for before in range(at)])) for at in range(count)
    )
    # A repeated key decision: the answer with the lowest position has to be the one that counts.
    slugs = [draw(st.sampled_from((key.slug, key.slug, "key-0", ""))) for key in keys]
    questions = [
        draw(MADE[draw(st.sampled_from(kinds))](slug=f"q-{at}", key=slugs[at])) for at in range(count)
    ]
    names = [step.slug for step in questions]
    steps = [
        replace(step, transitions=draw(ways_on(step, names[at + 1 :]))) for at, step in enumerate(questions)
    ]
    if draw(st.booleans()):
        told = Step(
            "hello", StepKind.INFO, "Hello", body="Hello.", day_advance=1, transitions=(Transition("q-0"),)
        )
        steps.insert(0, told)
    return whole((*steps, *ENDINGS), keys)


def whole(steps: tuple[Step, ...], keys: tuple[KeyDecision, ...]) -> Scenario:
    about = Scenario("made", "Made", "en", Level.STUDENT, 10, "TNM-8", "Made for a test.", "Mr G is 50.")
    return replace(about, variables=(LOAD, SHARE), key_decisions=keys, steps=steps)


@st.composite
def key_decisions(draw, slug: str, before: list[str]) -> KeyDecision:
    key = KeyDecision(slug, slug, draw(st.sampled_from(Domain)), draw(st.integers(1, 5)))
    if draw(st.booleans()):
        return key
    floor = draw(st.sampled_from(("0", "0.25", "0.5", "1")))
    after = tuple(draw(st.lists(st.sampled_from(before), max_size=1))) if before else ()
    due, grace = draw(st.integers(0, 12)), draw(st.integers(0, 12))
    return replace(key, due_day=due, grace_days=grace, floor=Decimal(floor), after=after)


@st.composite
def picked(draw, kind: StepKind, slug: str, key: str) -> Step:
    count = draw(st.integers(1, 3))
    options = (
        draw(option("o-0", (CreditClass.BEST,))),
        *(draw(option(f"o-{at + 1}", of(kind))) for at in range(count)),
    )
    least = sum(each.credit is CreditClass.BEST for each in options)
    most = draw(st.integers(least, len(options))) if kind is StepKind.MENU else None
    advance = draw(st.sampled_from((0, 0, 3, 9)))
    return Step(slug, kind, slug, "…", "?", key, max_select=most, day_advance=advance, options=options)


@st.composite
def ranking(draw, slug: str, key: str) -> Step:
    first = draw(option("o-0", (CreditClass.BEST,)))
    later = [draw(option(f"o-{at + 1}", of(StepKind.SINGLE)[1:])) for at in range(draw(st.integers(2, 3)))]
    order = ("o-0", *draw(st.permutations([each.slug for each in later])))
    waiting = [
        replace(each, not_before=draw(st.sampled_from(("", *order[: order.index(each.slug)]))))
        for each in later
    ]
    options = tuple(draw(st.permutations([first, *waiting])))
    advance = draw(st.sampled_from((0, 0, 3, 9)))
    return Step(
        slug, StepKind.RANKING, slug, "…", "?", key, day_advance=advance, order=order, options=options
    )


@st.composite
def number(draw, slug: str, key: str) -> Step:
    value = draw(st.decimals("0.5", "900", places=2))
    tolerance = draw(st.sampled_from((Decimal(0), value / 20)))
    overdose = draw(st.sampled_from((None, 2 * value)))
    asked = Amount("mg", value, tolerance, ("g",), overdose, working=f"{value:f}")
    options = tuple(draw(class_of_answers(name)) for name in asked.classes)
    return Step(slug, StepKind.NUMBER, slug, "…", "?", key, number=asked, options=options)


@st.composite
def class_of_answers(draw, slug: str) -> Option:
    made = draw(option(slug, (CreditClass.BEST if slug == WITHIN else CreditClass.NONE,)))
    return replace(made, harm=Harm.CRITICAL) if slug == OVERDOSE else made


MADE = {
    StepKind.SINGLE: partial(picked, StepKind.SINGLE),
    StepKind.MENU: partial(picked, StepKind.MENU),
    StepKind.RANKING: ranking,
    StepKind.NUMBER: number,
}


def of(kind: StepKind) -> tuple[CreditClass, ...]:
    return tuple(word for word in CreditClass if kind is StepKind.SINGLE or word is not CreditClass.PARTIAL)


@st.composite
def option(draw, slug: str, classes: tuple[CreditClass, ...]) -> Option:
    credit = draw(st.sampled_from(classes))
    harm = draw(st.sampled_from(GRAVITIES)) if credit is CreditClass.NONE else Harm.NONE
    effects = tuple(draw(st.lists(st.sampled_from(EFFECTS), max_size=1)))
    return Option(slug, slug, credit, harm, days=draw(st.sampled_from((0, 0, 2, 8))), effects=effects)


@st.composite
def ways_on(draw, step: Step, ahead: list[str]) -> tuple[Transition, ...]:
    """At most one conditional way, to any step ahead or an ending, and the default to the next step."""
    ends = [ending.slug for ending in ENDINGS]
    default = Transition(ahead[0] if ahead else draw(st.sampled_from(ends)))
    conditions = (
        "load > 20",
        "day >= 8",
        "share < 0.5",
        f'chose("{step.slug}", "{step.options[0].slug}")',
        f'chose("{step.slug}", "{step.options[1].slug}")',
    )
    when = draw(st.sampled_from((None, *conditions)))
    if when is None:
        return (default,)
    return (Transition(draw(st.sampled_from(ahead + ends)), rules.parse(when)), default)


@st.composite
def answers(draw, step: Step) -> Decided:
    slugs = [each.slug for each in step.options]
    if step.kind is StepKind.MENU:
        picks = draw(st.lists(st.sampled_from(slugs), min_size=1, max_size=step.most, unique=True))
        return Decided(step.slug, tuple(picks))
    if step.kind is StepKind.RANKING:
        return Decided(step.slug, ranking=tuple(draw(st.permutations(slugs))))
    if step.number is not None:
        written = draw(st.decimals("0.01", "4000", places=2) | st.just(step.number.value))
        return Decided(step.slug, number=written, unit=step.number.unit)
    return Decided(step.slug, (draw(st.sampled_from(slugs)),) if step.asks else ())


@st.composite
def attempts(draw, among=None) -> Attempt:
    """An attempt that goes on for some decisions, often to its end."""
    scenario = draw(among if among is not None else scenarios())
    left_out = draw(st.sets(st.sampled_from([key.slug for key in scenario.key_decisions]), max_size=1))
    events: list[Started | Decided] = [Started(seed=draw(st.integers(0, 99)), left_out=frozenset(left_out))]
    state = play.begin(scenario, events[0])
    longest = draw(st.integers(0, 9))
    while not state.over and len(events) <= longest:
        events.append(draw(answers(scenario.step(state.step))))
        state = play.decide(scenario, state, events[-1])
    return Attempt(scenario, tuple(events))


def continued_with_best_answers(scenario: Scenario, state: State) -> State:
    while not state.over:
        state = play.decide(scenario, state, best_answer(scenario.step(state.step)))
    return state


def best_answer(step: Step) -> Decided:
    if step.number is not None:
        return Decided(step.slug, number=step.number.value, unit=step.number.unit)
    if step.kind is StepKind.RANKING:
        return Decided(step.slug, ranking=step.order)
    best = tuple(each.slug for each in step.key)
    return Decided(step.slug, best[:1] if step.kind is StepKind.SINGLE else best)


def with_option(scenario: Scenario, step: str, changed: Option) -> Scenario:
    """The scenario with one option put in place of that of the same slug."""
    options = tuple(changed if each.slug == changed.slug else each for each in scenario.step(step).options)
    steps = tuple(replace(each, options=options) if each.slug == step else each for each in scenario.steps)
    return replace(scenario, steps=steps)
