"""The lint rules of a recommendation: its sources, and its grade in its issuer's own scheme."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.editorial.public import Fault, World, fault, lint_words

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


TEXTS = ("title", "claim", "population", "exclusions")


def recommendation_faults(row: Mapping[str, Any], world: World, *, line: int | None) -> Iterator[Fault]:
    """C006 tertiary sources only, C007 no source, C009 issuer, scheme, level or grade, and the rules of plain words.

    `line` is that of the recommendation's box.
    """
    place = f"recommendations/{row['key']}"
    for code, message in (*_sources(row, world), *_grading(row)):
        yield fault(code, place, line, message)
    for name in TEXTS:
        yield from lint_words(row[name], place=place, line=line)


def _sources(row: Mapping[str, Any], world: World) -> Iterator[tuple[str, str]]:
    sources = [found for key in row["citations"] if (found := world.find(f"@{key}")) is not None]
    if not row["citations"]:
        yield "C007", "Name at least one source: a claim without one cannot be checked."
    elif sources and all(source["tier"] == "tertiary" for source in sources):
        yield "C006", "Only tertiary sources support this; add a primary source or a guideline."


def _grading(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not row["issuer"] or not row["scheme"]:
        yield "C009", "Say who issued this and in which scheme it is graded (or “none”)."
    if row["grading"] == "graded" and not (row["level"] or row["grade"]):
        yield "C009", "Graded by its source, but neither level nor grade is given."
    known = SCHEMES.get(row["scheme"].split(" ")[0], {})
    for field, values in known.items():
        if row[field] and row[field] not in values:
            listed = ", ".join(sorted(values)) or "no value"
            yield "C009", f"{row['scheme']} has no {field} “{row[field]}”; it has {listed}."
