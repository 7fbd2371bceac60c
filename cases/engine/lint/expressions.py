"""Expressions: conditions are conditions, and an effect fits the variable it sets."""

from collections.abc import Iterator

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.lint.places import Written, written
from cases.engine.rules import RuleTypeError, Type, check
from cases.engine.scenario import Scenario


def expressions_have_types(scenario: Scenario) -> Iterator[Fault]:
    names = {variable.slug: variable.kind for variable in scenario.variables} | {"day": Type("int")}
    for each in written(scenario):
        try:
            found = check(each.expression, names)
        except RuleTypeError as wrong:
            # An unknown name has its own code, E104.
            if not wrong.name:
                yield fault("E301", each.place, str(wrong))
        else:
            yield from _fits(scenario, each, found)


def _fits(scenario: Scenario, each: Written, found: Type) -> Iterator[Fault]:
    if not each.variable:
        if found.word != "bool":
            yield fault(
                "E302", each.place, f"A condition is true or false; this is {found}. Add a comparison."
            )
    elif scenario.has_variable(each.variable):
        wanted = scenario.variable(each.variable).kind
        if not wanted.takes(found):
            message = f"The variable {each.variable!r} holds {wanted}; this gives {found}."
            yield fault("E303", each.place, message)


RULES = (expressions_have_types,)
