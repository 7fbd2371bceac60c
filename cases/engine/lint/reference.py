"""The reference path: playable, reaches every key decision in time, does no harm and scores exactly 100."""

from collections.abc import Iterator

from cases.engine import score
from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.reference import ReferencePathError, played
from cases.engine.scenario import Scenario

FULL = 100


def the_reference_path_holds(scenario: Scenario) -> Iterator[Fault]:
    try:
        state = played(scenario)
    except ReferencePathError as broken:
        yield fault("E601", broken.place, str(broken))
        return
    result = score.result(scenario, state)
    yield from _key_decisions(scenario, result)
    for harm in result.harms:
        yield fault(
            "E603",
            f"steps/{harm.step}/options/{harm.option}/harm",
            f"The reference path does {harm.level} harm here.",
        )
    if result.score != FULL:
        yield fault(
            "E602", "reference", f"The reference path scores {result.score}; it must score exactly 100."
        )


def _key_decisions(scenario: Scenario, result: score.Result) -> Iterator[Fault]:
    for key in result.key_decisions:
        place = f"key_decisions/{key.slug}"
        if not key.reached:
            yield fault("E604", place, "The reference path does not reach this key decision; lead it there.")
        elif key.timing < 1:
            rule = scenario.key_decision(key.slug)
            wanted = (
                f"due on day {rule.due_day}" if rule.due_day is not None else f"after {', '.join(rule.after)}"
            )
            message = f"The reference path decides this on day {key.day}, too late or out of order: {wanted}."
            yield fault("E605", place, message)
        elif key.credit < 1:
            picks = ", ".join(key.picks)
            message = f"The reference comes to {picks} here: not full credit."
            yield fault("E602", f"steps/{key.step}/options", message)


RULES = (the_reference_path_holds,)
