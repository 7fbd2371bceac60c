"""What is wrong with a Markdown text, each finding with a code of the editorial rules and a line of the text.

C001 unknown target, C008 figure without a source, C013 typed numeral citation, C015 undated "latest",
C018 link scheme, C019 structure, C020 patient identifier, C023 removed by the sanitiser, C024 broken citation,
C025 broken audience block.
"""

from collections.abc import Iterator

from content.editorial.kinds import Cite, Fault
from content.editorial.lint.blocks import Finding, read
from content.editorial.lint.gates import fault
from content.editorial.lint.sources import unknown_targets
from content.editorial.lint.structure import audience_blocks, levels, links, removed, tables_and_images
from content.editorial.lint.words import broken_citations, figures, identifiers, typed_numerals, undated
from content.editorial.world import World
from npcsite.lib.markdown import TooLong

_RULES = (
    typed_numerals,
    undated,
    links,
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


def lint_body(text: str, *, place: str, world: World) -> list[Fault]:
    """In the order of the lines."""
    try:
        found = [fault(f.code, place, f.line, f.message) for f in text_findings(text)]
    except TooLong as refused:
        return [fault("L003", place, 1, str(refused))]
    found += unknown_targets(body_cites(text, place=place), world)
    return sorted(found, key=lambda fault: (fault.line or 0, fault.code))


def text_findings(text: str) -> Iterator[Finding]:
    """What can be said without knowing the library. Raises TooLong."""
    parsed = read(text)
    for rule in _RULES:
        yield from rule(parsed)
