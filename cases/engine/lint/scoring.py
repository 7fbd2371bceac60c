"""Scoring: classes, harms, menus and timings that the score can be fair with."""

from collections.abc import Iterator

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.lint.graph import find_circle
from cases.engine.lint.places import offers
from cases.engine.parts import KeyDecision, Step
from cases.engine.scenario import Scenario
from cases.engine.words import CreditClass, Harm, StepKind


def class_and_harm_agree(scenario: Scenario) -> Iterator[Fault]:
    for offer in offers(scenario):
        option = offer.option
        if option.harm.grave and option.credit is not CreditClass.NONE:
            message = f"An option with {option.harm} harm earns nothing; set class: none."
            yield fault("E501", f"{offer.place}/class", message)
        if option.harm is Harm.MINOR and option.credit is CreditClass.BEST:
            yield fault(
                "E502", f"{offer.place}/harm", "A best option does no harm; lower the class or the harm."
            )
        if offer.step.kind is StepKind.MENU and option.credit is CreditClass.PARTIAL:
            message = "A menu has no partial options; use best, acceptable (neutral) or none."
            yield fault("E503", f"{offer.place}/class", message)


def menus_can_be_answered(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.questions:
        if step.kind is StepKind.MENU:
            yield from _max_select(step)
        if not step.key and (step.kind is not StepKind.SINGLE or step.key_decision):
            yield fault("E505", f"steps/{step.slug}/options", "No option is best; mark at least one.")


def _max_select(step: Step) -> Iterator[Fault]:
    place, most = f"steps/{step.slug}/max_select", step.max_select
    if most is None:
        yield fault("E504", f"steps/{step.slug}", "A menu needs max_select, the largest number of picks.")
    elif not len(step.key) <= most <= len(step.options):
        bounds = f"between {max(len(step.key), 1)} (its best options) and {len(step.options)} (all of them)"
        yield fault("E504", place, f"max_select is {most}; it must be {bounds}.")


def timings_are_complete(scenario: Scenario) -> Iterator[Fault]:
    for key in scenario.key_decisions:
        missing = _missing_timing(key)
        if missing:
            yield fault(
                "E506",
                f"key_decisions/{key.slug}",
                f"Its timing lacks {missing}; see due_day, after and floor.",
            )
        elif key.floor is not None and not 0 <= key.floor <= 1:
            yield fault(
                "E506",
                f"key_decisions/{key.slug}/floor",
                f"The floor is {key.floor}; it lies between 0 and 1.",
            )


def _missing_timing(key: KeyDecision) -> str:
    """A due day goes with grace_days and floor, `after` with a floor.

    Grace_days and floor do not stand alone.
    """
    if key.due_day is not None and key.grace_days is None:
        return "grace_days"
    if key.floor is None and (key.due_day is not None or key.after):
        return "floor"
    if key.due_day is None and (key.grace_days is not None or (key.floor is not None and not key.after)):
        return "due_day"
    return ""


def order_does_not_circle(scenario: Scenario) -> Iterator[Fault]:
    circle = find_circle({key.slug: key.after for key in scenario.key_decisions})
    if circle:
        message = f"These come after each other in a circle: {' → '.join(circle)}. Take one out."
        yield fault("E507", f"key_decisions/{circle[0]}/after", message)


def key_decisions_are_asked(scenario: Scenario) -> Iterator[Fault]:
    carried = {step.key_decision for step in scenario.questions}
    for key in scenario.key_decisions:
        if key.slug not in carried:
            message = "No step carries this key decision; give one `key_decision`, or delete it."
            yield fault("E508", f"key_decisions/{key.slug}", message)


def danger_is_possible(scenario: Scenario) -> Iterator[Fault]:
    if not any(offer.option.harm is Harm.CRITICAL for offer in offers(scenario)):
        yield fault(
            "E509",
            "steps",
            "No option is critical; every case offers at least one that endangers the patient.",
        )


RULES = (
    class_and_harm_agree,
    menus_can_be_answered,
    timings_are_complete,
    order_does_not_circle,
    key_decisions_are_asked,
    danger_is_possible,
)
