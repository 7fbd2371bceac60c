"""What is wrong with a Markdown text, each finding with a code of the editorial rules and a line of the text.

What each code means, and what it bars, is the table in `gates.py`.
"""

from functools import lru_cache

from content.editorial.kinds import Cite, Fault
from content.editorial.lint.blocks import Finding, read
from content.editorial.lint.gates import fault
from content.editorial.lint.sources import source_faults
from content.editorial.lint.structure import (
    audience_blocks,
    levels,
    links,
    own_links,
    removed,
    tables_and_images,
)
from content.editorial.lint.words import broken_citations, figures, identifiers, typed_numerals, undated
from content.editorial.world import World
from npcsite.lib.markdown import TooLong

_RULES = (
    typed_numerals,
    undated,
    links,
    own_links,
    levels,
    tables_and_images,
    identifiers,
    removed,
    broken_citations,
    audience_blocks,
    figures,
)


def body_cites(text: str, *, place: str) -> list[Cite]:
    """Every target the text cites, in reading order; none when the text is too long to be read."""
    try:
        blocks = read(text).blocks
    except TooLong:
        return []
    return [Cite(target=target, place=place, line=line) for block in blocks for target, line in block.cites]


def lint_body(text: str, *, place: str, world: World, sourced: bool = False) -> list[Fault]:
    """In the order of the lines. A text that is `sourced` has its citations beside it, so its figures need none."""
    try:
        found = [fault(f.code, place, f.line, f.message) for f in text_findings(text)]
    except TooLong as refused:
        return [fault("L003", place, 1, str(refused))]
    kept = [one for one in found if not (sourced and one.code == "C008")]
    kept += source_faults(body_cites(text, place=place), world)
    return sorted(kept, key=lambda fault: (fault.line or 0, fault.code))


def lint_words(text: str, *, place: str, line: int | None = None) -> list[Fault]:
    """For a text that is shown as it is typed: nothing in it is a citation, so brackets of one are at fault as well.

    `line` is where the whole of it stands, when that is known.
    """
    try:
        parsed = read(text)
    except TooLong as refused:
        return [fault("L003", place, line, str(refused))]
    found = [finding for rule in (typed_numerals, undated, identifiers) for finding in rule(parsed)]
    cited = [
        Finding("C024", 1, f"“[{target}]” is shown as it stands here; cite beside the text.")
        for block in parsed.blocks
        for target, _line in block.cites
    ]
    return [fault(f.code, place, line, f.message) for f in [*found, *cited]]


@lru_cache(maxsize=4096)
def text_findings(text: str) -> tuple[Finding, ...]:
    """What can be said without knowing the library. Raises TooLong.

    Kept, because forms, acts and reviews ask for the whole document's findings whenever one text of it was touched.
    """
    parsed = read(text)
    return tuple(finding for rule in _RULES for finding in rule(parsed))
