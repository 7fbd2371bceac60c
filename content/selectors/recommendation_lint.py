"""The lint rules of a recommendation: its sources, and its grade in its issuer's own scheme."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.editorial.public import Fault, Severity, World

# What each scheme can say; a scheme that is not here is taken as the issuer words it.
SCHEMES: dict[str, dict[str, frozenset[str]]] = {
    "ESMO": {"level": frozenset(["I", "II", "III", "IV", "V", "III-IV"]), "grade": frozenset("ABCDE")},
    "SEOM": {"level": frozenset(["I", "II", "III", "IV", "V"]), "grade": frozenset("ABCDE")},
    "CSCO": {"level": frozenset(["1A", "1B", "2A", "2B", "3"]), "grade": frozenset(["I", "II", "III"])},
    "NCCN": {
        "level": frozenset(),
        "grade": frozenset(["Category 1", "Category 2A", "Category 2B", "Category 3"]),
    },
}


def recommendation_faults(row: Mapping[str, Any], world: World) -> Iterator[Fault]:
    """C003 retracted source, C006 tertiary sources only, C007 no source, C009 issuer, scheme, level or grade."""
    sources = [found for key in row["citations"] if (found := world.find(f"@{key}")) is not None]
    if not row["citations"]:
        yield _fault(row, "C007", "error", "Name at least one source: a claim without one cannot be checked.")
    elif sources and all(source["tier"] == "tertiary" for source in sources):
        yield _fault(
            row, "C006", "warning", "Only tertiary sources support this; add a primary source or a guideline."
        )
    if not row["issuer"] or not row["scheme"]:
        yield _fault(
            row, "C009", "error", "Say who issued this and in which scheme it is graded (or “none”)."
        )
    yield from _scheme_faults(row)


def _scheme_faults(row: Mapping[str, Any]) -> Iterator[Fault]:
    if row["grading"] == "graded" and not (row["level"] or row["grade"]):
        yield _fault(row, "C009", "error", "Graded by its source, but neither level nor grade is given.")
    known = SCHEMES.get(row["scheme"].split(" ")[0], {})
    for field, values in known.items():
        if row[field] and row[field] not in values:
            listed = ", ".join(sorted(values)) or "no value"
            yield _fault(
                row, "C009", "error", f"{row['scheme']} has no {field} “{row[field]}”; it has {listed}."
            )


def _fault(row: Mapping[str, Any], code: str, severity: Severity, message: str) -> Fault:
    return Fault(
        code=code, place=f"recommendations/{row['key']}", line=None, message=message, severity=severity
    )
