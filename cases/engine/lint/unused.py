"""What is written but never comes to anything."""

from collections.abc import Iterator

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.lint.places import reveals, written
from cases.engine.rules import names_in
from cases.engine.scenario import Scenario


def findings_are_revealed(scenario: Scenario) -> Iterator[Fault]:
    revealed = {finding for _, finding in reveals(scenario)}
    for finding in scenario.findings:
        if finding.slug not in revealed:
            yield fault(
                "W801", f"findings/{finding.slug}", "Nothing reveals this finding; reveal it or delete it."
            )


def variables_are_used(scenario: Scenario) -> Iterator[Fault]:
    # "pain - 2" as an effect on pain itself is no use of it: nobody learns of the change.
    read = {name for each in written(scenario) for name in names_in(each.expression) if name != each.variable}
    told = {finding.value_from for finding in scenario.findings}
    for variable in scenario.variables:
        place = f"variables/{variable.slug}"
        if not variable.shown and variable.slug not in told | read:
            yield fault("W802", place, "Nothing shows or reads this variable; use it or delete it.")
        elif variable.trend and not variable.shown and variable.slug not in told:
            message = "This trend is never seen; show the variable or reveal it by a finding's value_from."
            yield fault("W803", f"{place}/trend", message)


RULES = (findings_are_revealed, variables_are_used)
