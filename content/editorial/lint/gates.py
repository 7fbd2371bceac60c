"""Which finding bars which gate: the editorial rules as a table, and the two questions the workflow asks of it.

Rules report a finding with the severity it has at submission; the loader, too, refuses what is an error there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final, Literal

from content.editorial.kinds import Fault, Severity

Gate = Literal["submit", "approve"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`submit` is None for what is asked only of a text about to be published; `waivable` needs a reason."""

    about: str
    submit: Severity | None
    approve: Severity
    waivable: bool = False


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "C001": Rule("a key is not in the library", "error", "error"),
        "C002": Rule("a reference is listed and never cited", "warning", "warning"),
        # An expression of concern asks for less at submission, and says so in the finding.
        "C003": Rule("a cited reference was retracted or is under concern", "error", "error"),
        "C004": Rule("a DOI is malformed, or two references share a DOI or PMID", "error", "error"),
        "C006": Rule("only tertiary sources support a recommendation", "warning", "error"),
        "C007": Rule("a recommendation has no citation", "error", "error"),
        "C008": Rule("a figure has no citation in its block", "warning", "error", waivable=True),
        "C009": Rule("issuer or scheme is missing, or the scheme has no such grade", "error", "error"),
        "C011": Rule("a draft, retired or superseded item is cited", "error", "error"),
        "C012": Rule("a cited claim has changed since it was cited", "warning", "error"),
        "C013": Rule("a citation number was typed", "error", "error"),
        "C015": Rule("“latest”, “currently” or “recently” without a date", "warning", "warning"),
        "C017": Rule("the site cites itself as evidence", "error", "error"),
        "C018": Rule("a link is neither https nor mailto", "error", "error"),
        "C019": Rule("a heading, table or image is not what a page needs", "warning", "error"),
        "C020": Rule("what looks like a patient identifier", "error", "error"),
        "C021": Rule("the disclaimer is missing, retired or past its review date", None, "error"),
        "C022": Rule("the review interval of something cited has elapsed", "warning", "warning"),
        "C023": Rule("the sanitiser removes something", "warning", "error"),
        "C024": Rule("punctuation was swallowed into a key", "error", "error"),
        "C025": Rule("an audience block is broken", "error", "error"),
        "G001": Rule("a glossary term leads to a term that is not there", "error", "error"),
        "R001": Rule("a recommendation has not exactly one box in its section", "error", "error"),
        "L001": Rule("a library file has not the form it should have", "error", "error"),
        "L002": Rule("a library text holds what cannot be stored", "error", "error"),
        "L003": Rule("a text is too long", "error", "error"),
        "L004": Rule("an address or target is defined twice", "error", "error"),
    }
)


def fault(
    code: str, place: str, line: int | None, message: str, *, severity: Severity | None = None
) -> Fault:
    """A finding of one of the rules above. Raises KeyError for another code."""
    return Fault(code, place, line, message, severity or RULES[code].submit or "warning")


def fault_key(fault: Fault) -> str:
    """Names a finding within one revision, whose lines do not move: what a waiver is kept under."""
    return f"{fault.code}:{fault.place}:{fault.line or 0}"


def gated(faults: Iterable[Fault], *, gate: Gate) -> list[Fault]:
    """The findings that count at this gate, with the severity they have there; codes of other lints keep their own."""
    return [replace(fault, severity=severity) for fault in faults if (severity := _severity(fault, gate))]


def blocking(faults: Iterable[Fault], *, gate: Gate, waived: Mapping[str, str] | None = None) -> list[Fault]:
    """The findings that bar this gate. `waived` gives the reason by `fault_key`; only some rules can be waived."""
    reasons = waived or {}
    return [
        fault
        for fault in gated(faults, gate=gate)
        if fault.severity == "error" and not _is_waived(fault, reasons)
    ]


def can_be_waived(fault: Fault) -> bool:
    return fault.code in RULES and RULES[fault.code].waivable


def _is_waived(fault: Fault, reasons: Mapping[str, str]) -> bool:
    return can_be_waived(fault) and bool(reasons.get(fault_key(fault), "").strip())


def _severity(fault: Fault, gate: Gate) -> Severity | None:
    rule = RULES.get(fault.code)
    if rule is None:
        return fault.severity
    if gate == "approve":
        return rule.approve
    return fault.severity if rule.submit else None
