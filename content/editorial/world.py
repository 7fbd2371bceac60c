"""What a text may cite: the batch being published first, then what is live, then the registered sources.

A target is written `@KEY`, `rec:key`, `sec:slug` or `trial:slug`; its snapshot is what a citing publication freezes.
What once could be cited, or cannot be yet, is known too, so that the rules can say why it must not be.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

Standing = Literal["live", "draft", "retired", "revived", "superseded"]
Integrity = Literal["ok", "corrected", "concern", "retracted"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules must know of a target as it is today, and no publication freezes.

    `noticed_in` and `noticed_on` say where and when the notice on its integrity was published.
    `held_in` names journals, publishers and sites a source appeared in; `overdue_since` is the day on which its
    review interval ran out, None while it has not.
    """

    standing: Standing = "live"
    integrity: Integrity = "ok"
    noticed_in: str = ""
    noticed_on: date | None = None
    held_in: tuple[str, ...] = ()
    overdue_since: date | None = None


NOTHING_SPECIAL: Final = Facts()


@dataclass(frozen=True, slots=True)
class Offer:
    """A target's snapshot and the document that defines it; references belong to no document."""

    snapshot: Mapping[str, Any]
    kind: str = ""
    slug: str = ""
    facts: Facts = field(default=NOTHING_SPECIAL)


Lookup = Callable[[Collection[str]], Mapping[str, Offer]]


class World:
    """Asks its lookups in order and remembers the answers; made for one piece of work, then thrown away."""

    def __init__(self, *lookups: Lookup) -> None:
        self._lookups = lookups
        self._found: dict[str, Offer | None] = {}

    def find(self, target: str) -> dict[str, Any] | None:
        """The snapshot of what `target` names, None when nothing that may be cited does."""
        offer = self.offer(target)
        return dict(offer.snapshot) if offer else None

    def offer(self, target: str) -> Offer | None:
        """None for a draft and for what is retired or superseded: `facts` tells."""
        offer = self._asked(target)
        return offer if offer and offer.facts.standing == "live" else None

    def facts(self, target: str) -> Facts | None:
        """None for what was never heard of."""
        offer = self._asked(target)
        return offer.facts if offer else None

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

    def _asked(self, target: str) -> Offer | None:
        self.look_up([target])
        return self._found[target]


def overlay(offers: Mapping[str, Offer]) -> Lookup:
    """A lookup in offers that are at hand."""

    def look(targets: Collection[str]) -> dict[str, Offer]:
        return {target: offers[target] for target in targets if target in offers}

    return look
