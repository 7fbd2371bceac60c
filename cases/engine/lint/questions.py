"""Questions: each kind has the options, the order or the number that it can be answered with."""

from collections.abc import Iterator

from cases.engine.amounts import OVERDOSE, WITHIN, Amount
from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.parts import Option, Step
from cases.engine.scenario import Scenario
from cases.engine.words import CreditClass, Harm, StepKind

FEWEST_OPTIONS = 2
FEWEST_RANKED = 3
LONGEST_UNIT = 40
# What may stand between thousands in a working.
THOUSANDS = str.maketrans("", "", ",\u202f\u00a0\u2009")


def questions_offer_a_choice(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.questions:
        fewest = FEWEST_RANKED if step.kind is StepKind.RANKING else FEWEST_OPTIONS
        if step.kind is not StepKind.NUMBER and len(step.options) < fewest:
            yield fault("E208", f"steps/{step.slug}/options", f"Offer at least {fewest} options.")


def rankings_have_an_order(scenario: Scenario) -> Iterator[Fault]:
    for step in _of_kind(scenario, StepKind.RANKING):
        if sorted(step.order) != sorted(option.slug for option in step.options):
            message = "Name every option of this step once, in the right order."
            yield fault("E209", f"steps/{step.slug}/order", message)


def rankings_wait_for_what_comes_before(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.steps:
        for option in step.options:
            before = step.order[: step.order.index(option.slug)] if option.slug in step.order else ()
            if option.not_before and option.not_before not in before:
                message = f"{option.not_before!r} does not come before it in this step's order; mend one of the two."
                yield fault("E211", f"steps/{step.slug}/options/{option.slug}/not_before", message)


def numbers_have_their_classes(scenario: Scenario) -> Iterator[Fault]:
    for step in _of_kind(scenario, StepKind.NUMBER):
        if step.number is None:
            message = "Say what is asked for: number: {unit, value, tolerance, working}."
            yield fault("E210", f"steps/{step.slug}/number", message)
        elif sorted(option.slug for option in step.options) != sorted(step.number.classes):
            wanted = ", ".join(step.number.classes)
            message = f"The options of this step are the classes of its answers: {wanted}, each once."
            yield fault("E210", f"steps/{step.slug}/options", message)


def numbers_agree(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.questions:
        if step.number is not None:
            for key, message in _contradictions(step.number):
                yield fault("E309", f"steps/{step.slug}/number/{key}", message)


def _contradictions(asked: Amount) -> Iterator[tuple[str, str]]:
    if asked.value <= 0:
        yield "value", f"The value is {asked.value}; it must be above 0."
    elif not 0 <= asked.tolerance < asked.value:
        yield "tolerance", f"The tolerance is {asked.tolerance}; it lies between 0 and the value."
    elif asked.overdose_above is not None and asked.overdose_above <= asked.value + asked.tolerance:
        edge = asked.value + asked.tolerance
        yield "overdose_above", f"{asked.overdose_above} is not above what still counts as right, {edge}."
    if not all(unit.strip() for unit in asked.units):
        yield "unit", "A unit is empty; write it."
    if any(len(unit) > LONGEST_UNIT for unit in asked.units):
        yield "other_units", f"A unit has at most {LONGEST_UNIT} characters; shorten it."
    if len(set(asked.units)) < len(asked.units):
        yield "other_units", "A unit is on offer twice; leave out the second."


def workings_give_the_value(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.questions:
        if step.number is not None and _plain(step.number) not in step.number.working.translate(THOUSANDS):
            message = f"Write the formula, this patient's numbers and the result, {_plain(step.number)}."
            yield fault("E409", f"steps/{step.slug}/number/working", message)


def _plain(asked: Amount) -> str:
    return f"{asked.value.normalize():f}"


def rankings_begin_with_the_best(scenario: Scenario) -> Iterator[Fault]:
    for step in _of_kind(scenario, StepKind.RANKING):
        if step.order and [option.slug for option in step.key] != [step.order[0]]:
            message = f"class says what an option is worth ahead of its time; only {step.order[0]!r} is best."
            yield fault("E510", f"steps/{step.slug}/options", message)


def classes_of_answers_earn_what_they_can(scenario: Scenario) -> Iterator[Fault]:
    for step in _of_kind(scenario, StepKind.NUMBER):
        for option in step.options:
            wrong = _misjudged(option)
            if wrong:
                key, message = wrong
                yield fault("E511", f"steps/{step.slug}/options/{option.slug}/{key}", message)


def _misjudged(option: Option) -> tuple[str, str] | None:
    right = option.slug == WITHIN
    if right != (option.credit is CreditClass.BEST) or (not right and option.credit is not CreditClass.NONE):
        return "class", "A number is right or wrong: class best for within, none for every other."
    if right and option.harm is not Harm.NONE:
        return "harm", "A right answer does no harm."
    if option.slug == OVERDOSE and option.harm is not Harm.CRITICAL:
        return "harm", "An overdose is harm critical; for less, leave out overdose_above and use above."
    return None


def _of_kind(scenario: Scenario, kind: StepKind) -> Iterator[Step]:
    return (step for step in scenario.steps if step.kind is kind)


RULES = (
    questions_offer_a_choice,
    rankings_have_an_order,
    rankings_wait_for_what_comes_before,
    numbers_have_their_classes,
    numbers_agree,
)
JUDGED = (workings_give_the_value, rankings_begin_with_the_best, classes_of_answers_earn_what_they_can)
