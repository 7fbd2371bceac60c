"""The graph: one way in, no circles, always a way on, and several ends."""

from collections.abc import Iterator, Mapping

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.parts import Step
from cases.engine.scenario import Scenario
from cases.engine.words import StepKind

FEWEST_ENDINGS = 3


def steps_are_reachable(scenario: Scenario) -> Iterator[Fault]:
    reached = reachable(scenario)
    ways = {goto for step in scenario.steps for goto in _successors(step)}
    if not all(scenario.has_step(goto) for goto in ways):
        # A misspelt way on would make every step behind it unreachable; its own fault is enough.
        return
    for step in scenario.steps:
        if step.slug not in reached:
            yield fault("E201", f"steps/{step.slug}", "No transition leads here; add one or delete the step.")


def steps_lead_on(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.steps:
        if step.kind is not StepKind.ENDING and not step.transitions:
            yield fault(
                "E202",
                f"steps/{step.slug}",
                "This step leads nowhere; add a transition or make it an ending.",
            )


def steps_do_not_circle(scenario: Scenario) -> Iterator[Fault]:
    circle = find_circle({step.slug: _successors(step) for step in scenario.steps})
    if circle:
        message = (
            f"These steps lead round in a circle: {' → '.join(circle)}. Lead on to a further step instead."
        )
        yield fault("E203", f"steps/{circle[0]}/transitions", message)


def transitions_end_in_a_default(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.steps:
        place, found = f"steps/{step.slug}/transitions", step.transitions
        if found and found[-1].when is not None:
            yield fault(
                "E204",
                f"{place}/{len(found) - 1}",
                "The last transition needs no condition; drop it or add one.",
            )
        for at, transition in enumerate(found[:-1]):
            if transition.when is None:
                message = "This transition is always taken, so those after it never are; move it to the end."
                yield fault("E205", f"{place}/{at}", message)


def steps_have_what_their_kind_has(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.steps:
        for key in strangers(step):
            message = f"A step of kind {step.kind} has no {key}; delete it or change the kind."
            yield fault("E206", f"steps/{step.slug}/{key}", message)


def strangers(step: Step) -> tuple[str, ...]:
    """The keys that this step's kind does not have."""
    present = {
        "options": bool(step.options),
        "question": bool(step.question),
        "key_decision": bool(step.key_decision),
        "fixed": step.fixed,
        "max_select": step.max_select is not None,
        "order": bool(step.order),
        "number": step.number is not None,
        "transitions": bool(step.transitions),
        "fate": bool(step.fate),
    }
    asked = ("options", "question", "key_decision", "transitions")
    allowed = {
        StepKind.INFO: ("transitions",),
        StepKind.SINGLE: (*asked, "fixed"),
        StepKind.MENU: (*asked, "fixed", "max_select"),
        # A fixed ranking would be shown in the order of the file, which may be the answer.
        StepKind.RANKING: (*asked, "order"),
        StepKind.NUMBER: (*asked, "number"),
        StepKind.ENDING: ("fate",),
    }[step.kind]
    return tuple(key for key, there in present.items() if there and key not in allowed)


def endings_are_several(scenario: Scenario) -> Iterator[Fault]:
    count = len(scenario.endings)
    if count < FEWEST_ENDINGS:
        yield fault("E207", "steps", f"The case has {count} endings; it needs at least {FEWEST_ENDINGS}.")


def reachable(scenario: Scenario) -> frozenset[str]:
    """The steps some path of transitions leads to, whatever their conditions."""
    reached: set[str] = set()
    waiting = [scenario.start.slug]
    while waiting:
        slug = waiting.pop()
        if slug not in reached and scenario.has_step(slug):
            reached.add(slug)
            waiting.extend(_successors(scenario.step(slug)))
    return frozenset(reached)


def find_circle(successors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """One circle, its first name repeated at its end.

    Empty when there is none. Does not recurse: cases may be long.
    """
    done: set[str] = set()
    for start in successors:
        path: list[str] = []
        waiting: list[tuple[str, bool]] = [(start, False)]
        while waiting:
            name, leaving = waiting.pop()
            if leaving:
                done.add(path.pop())
            elif name in path:
                return (*path[path.index(name) :], name)
            elif name in successors and name not in done:
                path.append(name)
                waiting.append((name, True))
                waiting.extend((after, False) for after in successors[name])
    return ()


def _successors(step: Step) -> tuple[str, ...]:
    return tuple(transition.goto for transition in step.transitions)


RULES = (
    steps_are_reachable,
    steps_lead_on,
    steps_do_not_circle,
    transitions_end_in_a_default,
    steps_have_what_their_kind_has,
    endings_are_several,
)
