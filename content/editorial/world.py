"""What a text may cite: the batch being published first, then what is live, then the registered sources.

A target is written `@KEY`, `rec:key`, `sec:slug` or `trial:slug`; its snapshot is what a citing publication freezes.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Offer:
    """A target's snapshot and the document that defines it; references belong to no document."""

    snapshot: Mapping[str, Any]
    kind: str = ""
    slug: str = ""


Lookup = Callable[[Collection[str]], Mapping[str, Offer]]


class World:
    """Asks its lookups in order and remembers the answers; made for one piece of work, then thrown away."""

    def __init__(self, *lookups: Lookup) -> None:
        self._lookups = lookups
        self._found: dict[str, Offer | None] = {}

    def find(self, target: str) -> dict[str, Any] | None:
        """The snapshot of what `target` names, None when nothing does."""
        offer = self.offer(target)
        return dict(offer.snapshot) if offer else None

    def offer(self, target: str) -> Offer | None:
        self.look_up([target])
        return self._found[target]

    def look_up(self, targets: Collection[str]) -> None:
        """Asks for many targets at once, so that `find` need not ask for each."""
        wanted = {target for target in targets if target not in self._found}
        for lookup in self._lookups:
            if not wanted:
                return
            found = lookup(wanted)
            self._found.update(found)
            wanted -= found.keys()
        self._found.update(dict.fromkeys(wanted))


def overlay(offers: Mapping[str, Offer]) -> Lookup:
    """A lookup in offers that are at hand."""

    def look(targets: Collection[str]) -> dict[str, Offer]:
        return {target: offers[target] for target in targets if target in offers}

    return look
