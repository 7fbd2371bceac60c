"""Names: every slug once, and every name that is used exists."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.lint.places import reveals, written
from cases.engine.rules import choices_in, names_in
from cases.engine.scenario import Scenario

RESERVED = ("day", "chose", "true", "false", "and", "or", "not", "in")


def slugs_are_unique(scenario: Scenario) -> Iterator[Fault]:
    groups: list[tuple[str, Iterable[str]]] = [
        ("variables", (variable.slug for variable in scenario.variables)),
        ("findings", (finding.slug for finding in scenario.findings)),
        ("treatments", (treatment.slug for treatment in scenario.treatments)),
        ("key_decisions", (key.slug for key in scenario.key_decisions)),
        ("steps", (step.slug for step in scenario.steps)),
    ]
    groups += [
        (f"steps/{step.slug}/options", (option.slug for option in step.options)) for step in scenario.steps
    ]
    for place, slugs in groups:
        yield from _twice(place, slugs)


def _twice(place: str, slugs: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for at, slug in enumerate(slugs):
        if slug in seen:
            # The place is the number here: the slug would point to the first of the two.
            yield fault("E101", f"{place}/{at}", f"The slug {slug!r} is used before; give this one another.")
        seen.add(slug)


def steps_exist(scenario: Scenario) -> Iterator[Fault]:
    named = [
        (f"steps/{step.slug}/transitions/{at}/goto", transition.goto)
        for step in scenario.steps
        for at, transition in enumerate(step.transitions)
    ]
    named += [(f"reference/{at}/step", move.step) for at, move in enumerate(scenario.reference)]
    named += [
        (each.place, step) for each in written(scenario) for step, _ in sorted(choices_in(each.expression))
    ]
    yield from _unknown("E102", "step", named, scenario.has_step)


def findings_exist(scenario: Scenario) -> Iterator[Fault]:
    yield from _unknown("E103", "finding", reveals(scenario), scenario.has_finding)


def variables_exist(scenario: Scenario) -> Iterator[Fault]:
    named = [
        (f"findings/{each.slug}/value_from", each.value_from) for each in scenario.findings if each.value_from
    ]
    named += [(each.place, each.variable) for each in written(scenario) if each.variable]
    named += [
        (each.place, name)
        for each in written(scenario)
        for name in sorted(names_in(each.expression) - {"day"})
    ]
    yield from _unknown("E104", "variable", named, scenario.has_variable)


def key_decisions_exist(scenario: Scenario) -> Iterator[Fault]:
    named = [
        (f"steps/{step.slug}/key_decision", step.key_decision) for step in scenario.steps if step.key_decision
    ]
    named += [
        (f"key_decisions/{key.slug}/after", slug) for key in scenario.key_decisions for slug in key.after
    ]
    yield from _unknown("E105", "key decision", named, scenario.has_key_decision)


def options_exist(scenario: Scenario) -> Iterator[Fault]:
    named = [
        (f"reference/{at}/options", move.step, option)
        for at, move in enumerate(scenario.reference)
        for option in move.options
    ]
    named += [
        (each.place, *pair) for each in written(scenario) for pair in sorted(choices_in(each.expression))
    ]
    for place, step, option in named:
        if scenario.has_step(step) and not scenario.step(step).has_option(option):
            yield fault(
                "E106", place, f"The step {step!r} has no option {option!r}; mend the name or add the option."
            )


def _unknown(
    code: str, what: str, named: Iterable[tuple[str, str]], has: Callable[[str], bool]
) -> Iterator[Fault]:
    for place, slug in named:
        if not has(slug):
            yield fault(code, place, f"There is no {what} {slug!r}; mend the name or add the {what}.")


def variables_keep_off_the_language(scenario: Scenario) -> Iterator[Fault]:
    for variable in scenario.variables:
        if variable.slug in RESERVED:
            place = f"variables/{variable.slug}"
            yield fault(
                "E107", place, f"{variable.slug!r} is a word of the rule language; choose another slug."
            )


def notes_have_a_place(scenario: Scenario) -> Iterator[Fault]:
    for at, note in enumerate(scenario.notes):
        if not _is_place(scenario, note.place.split("/")):
            message = (
                f"{note.place!r} is no place of this case; write one such as steps/<step>/options/<option>."
            )
            yield fault("W108", f"notes/{at}/place", message)


def _is_place(scenario: Scenario, parts: list[str]) -> bool:
    if parts[0] == "steps" and len(parts) > 1:
        return _is_step_place(scenario, parts)
    known = {
        "variables": scenario.has_variable,
        "findings": scenario.has_finding,
        "treatments": scenario.has_treatment,
        "key_decisions": scenario.has_key_decision,
    }
    if parts[0] in known and len(parts) > 1:
        return known[parts[0]](parts[1])
    return parts[0] in [field.name for field in fields(scenario) if field.init]


def _is_step_place(scenario: Scenario, parts: list[str]) -> bool:
    if not scenario.has_step(parts[1]):
        return False
    return parts[2:3] != ["options"] or len(parts) < 4 or scenario.step(parts[1]).has_option(parts[3])


RULES = (
    slugs_are_unique,
    steps_exist,
    findings_exist,
    variables_exist,
    key_decisions_exist,
    options_exist,
    variables_keep_off_the_language,
    notes_have_a_place,
)
