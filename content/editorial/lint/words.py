"""Rules that read the words: numerals, dates, figures, identifiers and citations that did not come out as such."""

import re
from collections.abc import Iterator
from typing import Final

from content.editorial.lint.blocks import Block, Finding, Parsed

_NUMERAL: Final = re.compile(r"\[\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*\]")
_INTERVAL: Final = re.compile(r"(?:CI|interval|range|IQR)[:,]?\s*$")
# Powers (10⁹), units (m², cm³) and ions (Ca²⁺) are not citations.
_SUPERSCRIPT: Final = re.compile(
    r"(?<![⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻\d])(?<!\bm)(?<!\b[cdkmµ]m)[⁰¹²³⁴⁵⁶⁷⁸⁹]+(?![⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻])"
)
_UNDATED: Final = re.compile(r"\b(?:latest|currently|recently)\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE: Final = re.compile(r"(?:[^.!?]|[.!?](?=\S))+[.!?]*")
_FIGURE: Final = re.compile(
    r"\d\s?(?:%|per cent\b)"
    r"|\b\d[\d.,]{0,12}[\s-]?(?:mg|g|Gy|mL|L|mm|cm|months?|weeks?|years?|copies|patients)\b"
    # “A hazard ratio below 1” explains what one is.
    r"|\b(?:HR|hazard ratio)\b(?! (?:below|above) 1\b)[^.]{0,12}\d|\b[pP]\s?[=<>≤]\s?0?\.\d|\bCI\b[^.]{0,8}\d"
)
_IDENTIFIER: Final = re.compile(
    r"\b(?:DOB|date of birth|born on)\b\W{0,3}\d[\d ./-]{5,9}"
    r"|\b(?:MRN|NHS|(?:hospital|patient|medical record|record|case)[ -](?:number|no|ID))\b"
    r"[^\w\n]{0,4}[A-Z]{0,3}\d{5,12}\b",
    re.IGNORECASE,
)
_ALMOST_CITATION: Final = re.compile(r"\[\s?(?:@|(?:rec|sec|trial|fig)\s?:)[^\]\n]{0,200}\]?")


def typed_numerals(parsed: Parsed) -> Iterator[Finding]:
    """C013: `[3]` or a superscript digit where a citation belongs."""
    message = "“{}” looks like a typed citation number; cite the key, as in [@GEM21], and the page gives the number."
    for block in parsed.blocks:
        for found in (*_NUMERAL.finditer(block.text), *_SUPERSCRIPT.finditer(block.text)):
            if not _INTERVAL.search(block.text, max(0, found.start() - 20), found.start()):
                yield Finding("C013", block.line_at(found.start()), message.format(found[0]))


def undated(parsed: Parsed) -> Iterator[Finding]:
    """C015: "latest", "currently" or "recently" in a sentence without a year."""
    for block, sentence in _sentences(parsed):
        if (found := _UNDATED.search(sentence[0])) and not _YEAR.search(sentence[0]):
            line = block.line_at(sentence.start() + found.start())
            yield Finding("C015", line, f"“{found[0]}” ages; say when, for example “as of 2026”.")


def figures(parsed: Parsed) -> Iterator[Finding]:
    """C008: a figure in a block that cites nothing; one finding a block."""
    sourced = {block.whole for block in parsed.blocks if block.cites}
    for block in parsed.blocks:
        if block.whole not in sourced and not block.heading and (found := _FIGURE.search(block.text)):
            message = f"“{found[0].strip()}” is a figure without a source; cite one in this paragraph."
            yield Finding("C008", block.line_at(found.start()), message)


def identifiers(parsed: Parsed) -> Iterator[Finding]:
    """C020: what looks like a date of birth or a record number."""
    for block in parsed.blocks:
        for found in _IDENTIFIER.finditer(block.text):
            message = "This looks like a patient's date of birth or record number; take it out."
            yield Finding("C020", block.line_at(found.start()), message)


def broken_citations(parsed: Parsed) -> Iterator[Finding]:
    """C024: brackets that begin like a citation and did not become one, as in `[@Smith2023.]`."""
    for block in parsed.blocks:
        for found in _ALMOST_CITATION.finditer(block.text):
            message = (
                f"“{found[0]}” is no citation: a key has letters, digits, hyphens; “; ” goes between two."
            )
            yield Finding("C024", block.line_at(found.start()), message)


def _sentences(parsed: Parsed) -> Iterator[tuple[Block, re.Match[str]]]:
    for block in parsed.blocks:
        for sentence in _SENTENCE.finditer(block.text):
            yield block, sentence
