"""Everything the rules find in a whole document: its kind's own rules, and those of what it cites."""

from collections.abc import Iterator, Mapping
from typing import Any

from content.editorial.kinds import Fault, Kind
from content.editorial.lint.gates import fault
from content.editorial.lint.sources import not_in_order, source_faults
from content.editorial.world import World
from npcsite.lib.markdown import TooLong
from npcsite.lib.markdown.parsing import prepared


def document_faults(
    kind: Kind, payload: dict[str, Any], world: World, *, pins: Mapping[str, str] | None = None
) -> list[Fault]:
    """Each fault once; a text too long to be read is all that is said of its document.

    `pins` are the claims as they were when the document's citations were last frozen (`claim_pins`), by target.
    """
    too_long = [found for place, text in kind.texts(payload).items() for found in _too_long(place, text)]
    if too_long:
        return too_long
    cited = source_faults(kind.cites(payload), world, pins=pins)
    return list(dict.fromkeys([*kind.lint(payload, world), *cited, *not_in_order(kind.required, world)]))


def _too_long(place: str, text: str) -> Iterator[Fault]:
    try:
        prepared(text)
    except TooLong as refused:
        yield fault("L003", place, None, str(refused))
