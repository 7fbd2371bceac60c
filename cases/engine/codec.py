"""Reads a scenario from a plain dictionary and writes it back in format 1; the two are each other's inverse.

Older formats are upgraded while they are read (`upgrades`).

Reading checks the form alone (fields, types, slugs, expressions). Whether the story makes sense is for
`lint`.
"""

from collections.abc import Mapping

from cases.engine.faults import Fault
from cases.engine.reading import Ledger
from cases.engine.scenario import Scenario
from cases.engine.shapes import SCENARIO
from cases.engine.upgrades import upgraded

FORMAT = 1


class BadScenario(ValueError):
    """The data is not a scenario; `faults` says everything that is wrong with its form."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


def parse(data: Mapping[str, object]) -> Scenario:
    """The scenario in `data`; raises BadScenario with every fault of form."""
    if not isinstance(data, Mapping):
        raise BadScenario((Fault("E002", "", "A case is a mapping of keys to values."),))
    data = upgraded(data)
    found = data.get("format")
    if type(found) is not int or found != FORMAT:
        raise BadScenario(
            (Fault("E006", "format", f"The format is {found!r}; this software reads format {FORMAT}."),)
        )
    ledger = Ledger()
    scenario = SCENARIO.read({key: value for key, value in data.items() if key != "format"}, "", ledger)
    if not ledger.faults and isinstance(scenario, Scenario) and not scenario.steps:
        ledger.note("E001", "steps", "The case has no steps; add at least a question and an ending.")
    if ledger.faults or not isinstance(scenario, Scenario):
        raise BadScenario(tuple(ledger.faults))
    return scenario


def dump(scenario: Scenario) -> dict[str, object]:
    """The canonical plain dictionary: keys in a fixed order, fields that hold their default left out."""
    return {"format": FORMAT, **SCENARIO.write(scenario)}
