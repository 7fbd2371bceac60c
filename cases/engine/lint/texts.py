"""Texts: what readers need is there, cites what it must, and is not too long to be read."""

import re
from collections.abc import Iterator

from cases.engine.faults import Fault
from cases.engine.lint.codes import fault
from cases.engine.lint.places import offers
from cases.engine.scenario import Scenario
from cases.engine.words import CreditClass, Harm

CITATION = re.compile(r"rec:[a-z0-9]+(-[a-z0-9]+)*|trial:[a-z0-9]+(-[a-z0-9]+)*|@[A-Za-z0-9][A-Za-z0-9_.:-]*")
LONGEST = {
    "title": 120,
    "label": 200,
    "summary": 300,
    "question": 300,
    "vignette": 4000,
    "body": 6000,
    "text": 4000,
    "rationale": 2000,
    "when_right": 1500,
    "consequence": 2000,
    "unit": 40,
    "working": 2000,
    "value": 80,
}
Piece = tuple[str, str, str]


def options_explain_themselves(scenario: Scenario) -> Iterator[Fault]:
    asked = {
        "rationale": ("E401", "Say why this option deserves its credit."),
        "when_right": ("E402", "Say when this option would have been right (or, if it is best, wrong)."),
        "consequence": ("E403", "Say what happens to the patient."),
    }
    for offer in offers(scenario):
        for key, (code, advice) in asked.items():
            if not getattr(offer.option, key).strip():
                yield fault(code, f"{offer.place}/{key}", advice)


def judgements_cite(scenario: Scenario) -> Iterator[Fault]:
    for offer in offers(scenario):
        option, place = offer.option, f"{offer.place}/citations"
        judged = option.credit is CreditClass.BEST or option.harm is not Harm.NONE
        if judged and not option.citations:
            word = "best" if option.credit is CreditClass.BEST else "harmful"
            yield fault(
                "E404", place, f"A {word} option needs a citation, such as rec:<key> or @<reference>."
            )
        for citation in option.citations:
            if not CITATION.fullmatch(citation):
                advice = "write rec:<key>, @<reference> or trial:<slug>"
                yield fault("E405", place, f"{citation[:60]!r} is no citation; {advice}.")


def texts_are_not_too_long(scenario: Scenario) -> Iterator[Fault]:
    for place, key, text in pieces(scenario):
        if len(text) > LONGEST[key]:
            where = f"{place}/{key}".removeprefix("/")
            yield fault("E406", where, f"This has {len(text)} characters; shorten it to {LONGEST[key]}.")


def texts_are_there(scenario: Scenario) -> Iterator[Fault]:
    for step in scenario.questions:
        if not step.question.strip():
            yield fault("E407", f"steps/{step.slug}/question", "Write the question the learner answers here.")
    for place, key, text in pieces(scenario):
        if key in ("title", "label", "vignette", "summary") and not text.strip():
            yield fault("E408", f"{place}/{key}".removeprefix("/"), "This is empty; write it.")
    for step in scenario.steps:
        if not step.asks and not step.body.strip():
            yield fault("E408", f"steps/{step.slug}/body", "This step tells nothing; write what happens.")


def pieces(scenario: Scenario) -> Iterator[Piece]:
    """Every text for readers: the place of its part, its key there, the text."""
    yield from _of("", scenario, "title", "summary", "vignette")
    for variable in scenario.variables:
        yield from _of(f"variables/{variable.slug}", variable, "label", "unit")
    for finding in scenario.findings:
        yield from _of(f"findings/{finding.slug}", finding, "label", "text", "value", "unit")
    for treatment in scenario.treatments:
        yield from _of(f"treatments/{treatment.slug}", treatment, "label")
    for decision in scenario.key_decisions:
        yield from _of(f"key_decisions/{decision.slug}", decision, "label")
    for step in scenario.steps:
        yield from _of(f"steps/{step.slug}", step, "title", "body", "question")
        if step.number is not None:
            yield from _of(f"steps/{step.slug}/number", step.number, "unit", "working")
    for offer in offers(scenario):
        yield from _of(offer.place, offer.option, "label", "rationale", "when_right", "consequence")


def _of(place: str, part: object, *keys: str) -> Iterator[Piece]:
    for key in keys:
        yield place, key, getattr(part, key)


RULES = (options_explain_themselves, judgements_cite, texts_are_not_too_long, texts_are_there)
