"""What must not be shown of counts of people: cells of a few, and the cell by which a lone one could be worked out."""

from collections.abc import Sequence

# Of learners anywhere on the site; a program sees its own by name.
ELSEWHERE = 10


def shown(counts: Sequence[int], least: int) -> tuple[int | None, ...]:
    """None for a count below `least`; where that is a single one, for the next smallest as well. With 0: all."""
    hidden = {place for place, count in enumerate(counts) if count < least}
    others = [place for place in range(len(counts)) if place not in hidden]
    if len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda place: counts[place]))
    return tuple(None if place in hidden else count for place, count in enumerate(counts))
