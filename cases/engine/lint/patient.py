"""The patient: variables whose values agree with each other, findings that say one thing, bands with room."""

from collections.abc import Iterator

from cases.engine.courses import plain_number
from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.parts import Finding, Variable
from cases.engine.scenario import Scenario
from cases.engine.words import Scale, VariableType

LONGEST_BAND_LABEL = 40


def variables_agree(scenario: Scenario) -> Iterator[Fault]:
    for variable in scenario.variables:
        for key, message in _contradictions(variable):
            yield fault("E304", f"variables/{variable.slug}/{key}", message)


def _contradictions(variable: Variable) -> Iterator[tuple[str, str]]:
    low, high, initial = variable.low, variable.high, variable.initial
    if variable.type is VariableType.ENUM:
        if initial not in variable.choices:
            yield "initial", f"{initial!r} is not among the choices; add it or start with one of them."
    elif variable.choices:
        yield "choices", "Only an enum has choices; delete them or change the type."
    if not variable.kind.numeric and (low is not None or high is not None):
        yield "low", "Only a number has bounds; delete them or change the type."
    elif low is not None and high is not None:
        if low > high:
            yield "low", f"The lower bound {low} is above the upper bound {high}."
        elif not isinstance(initial, str) and not low <= initial <= high:
            yield "initial", f"{initial} is outside the bounds {low} to {high}."


def trends_can_be_drawn(scenario: Scenario) -> Iterator[Fault]:
    for variable in scenario.variables:
        place = f"variables/{variable.slug}"
        if variable.trend and not variable.kind.numeric:
            yield fault(
                "E305", f"{place}/trend", "Only a number can be drawn as a trend; set trend to false."
            )
        if variable.scale is Scale.LOG and not variable.trend:
            yield fault("E305", f"{place}/scale", "A log scale needs trend: true.")
        if variable.detection_limit is not None and not variable.kind.numeric:
            yield fault("E305", f"{place}/detection_limit", "Only a number has a detection limit; delete it.")
        if variable.scale is Scale.LOG and not _positive(variable):
            message = (
                "A log scale has no place for 0: raise the lower bound above 0 or give a detection limit."
            )
            yield fault("E305", f"{place}/scale", message)


def _positive(variable: Variable) -> bool:
    lowest = variable.detection_limit if variable.detection_limit is not None else variable.low
    return lowest is not None and lowest > 0


def treatments_have_room(scenario: Scenario) -> Iterator[Fault]:
    for treatment in scenario.treatments:
        if len(treatment.label) > LONGEST_BAND_LABEL:
            message = f"The label of a band has at most {LONGEST_BAND_LABEL} characters; shorten it."
            yield fault("E308", f"treatments/{treatment.slug}/label", message)


def findings_say_one_thing(scenario: Scenario) -> Iterator[Fault]:
    for finding in scenario.findings:
        said = [key for key in ("text", "value", "value_from") if getattr(finding, key)]
        if len(said) != 1:
            found = " and ".join(said) or "none of them"
            message = f"A finding has exactly one of text, value and value_from; this one has {found}."
            yield fault("E306", f"findings/{finding.slug}", message)


def series_have_numbers(scenario: Scenario) -> Iterator[Fault]:
    for finding in scenario.findings:
        if finding.series and not _has_number(scenario, finding):
            message = "A finding of a series needs a number: a value such as 84, or value_from a number."
            yield fault("E307", f"findings/{finding.slug}", message)


def _has_number(scenario: Scenario, finding: Finding) -> bool:
    if finding.value_from and scenario.has_variable(finding.value_from):
        return scenario.variable(finding.value_from).kind.numeric
    return plain_number(finding.value) is not None


RULES = (
    variables_agree,
    trends_can_be_drawn,
    treatments_have_room,
    findings_say_one_thing,
    series_have_numbers,
)
