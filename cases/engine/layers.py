"""The steps of a map in rows, each below all that lead to it, and in each row so that few ways to the next one cross.

Pure geometry, as in `diagram`. Order is found by Sugiyama's sweeps: each row by the mean place of what it leads to or
comes from, then by changing the places of neighbours where that takes a crossing away; what was found best stays.
"""

from bisect import bisect_right, insort
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cases.engine.scenario import Scenario

SWEEPS = 8
UNREACHED_IN_A_ROW = 4

Rows = tuple[tuple[str, ...], ...]
Links = Mapping[str, Sequence[str]]


def rows_of(scenario: Scenario) -> Rows:
    """By slug, from the top. Any scenario that has the form, also one with a circle or with ways to nowhere."""
    depth = _depths(scenario)
    slugs = list(dict.fromkeys(step.slug for step in scenario.steps))
    rows = tuple(
        tuple(slug for slug in slugs if depth[slug] == at) for at in range(max(depth.values(), default=0) + 1)
    )
    return ordered(rows, links_of(scenario))


def links_of(scenario: Scenario) -> dict[str, list[str]]:
    return {step.slug: [way.goto for way in step.transitions] for step in scenario.steps}


def _depths(scenario: Scenario) -> dict[str, int]:
    """The longest way from the start; what is not reached stands below everything, in rows of its own.

    Bounded by the number of steps, so that a circle, which the lint names, does not go round for ever.
    """
    depths = {scenario.start.slug: 0}
    links, most = links_of(scenario), len(scenario.steps)
    for _round in scenario.steps:
        before = dict(depths)
        for slug in links:
            if slug in depths:
                for goto in links[slug]:
                    depths[goto] = min(max(depths.get(goto, 0), depths[slug] + 1), most)
        if depths == before:
            break
    known = {slug: depths[slug] for slug in links if slug in depths}
    missing, below = [slug for slug in links if slug not in depths], max(known.values()) + 1
    return known | {slug: below + at // UNREACHED_IN_A_ROW for at, slug in enumerate(missing)}


def ordered(rows: Rows, links: Links) -> Rows:
    """The same rows, in each the order with the fewest crossings that was found; never more than were there."""
    best, fewest = rows, crossings(rows, links)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        rows = _exchanged(_swept(rows, links, down=sweep % 2 == 0), links)
        if (found := crossings(rows, links)) < fewest:
            best, fewest = rows, found
    return best


def crossings(rows: Rows, links: Links) -> int:
    """Pairs of ways between two rows beside each other that cross; ways out of one box never do."""
    return sum(_between(upper, lower, links) for upper, lower in pairwise(rows))


def _between(upper: Sequence[str], lower: Sequence[str], links: Links) -> int:
    place, before, found = _places(lower), list[int](), 0
    for slug in upper:
        ends = sorted({place[goto] for goto in links.get(slug, ()) if goto in place})
        found += sum(len(before) - bisect_right(before, end) for end in ends)
        for end in ends:
            insort(before, end)
    return found


def _swept(rows: Rows, links: Links, *, down: bool) -> Rows:
    swept = list(rows)
    back = _backwards(links)
    order = range(1, len(rows)) if down else range(len(rows) - 2, -1, -1)
    for at in order:
        beside = _places(swept[at - 1 if down else at + 1])
        swept[at] = _by_means(swept[at], back if down else links, beside)
    return tuple(swept)


def _by_means(row: Sequence[str], links: Links, beside: Mapping[str, int]) -> tuple[str, ...]:
    """What has no neighbour keeps about its place."""

    def mean(at: int) -> float:
        places = [beside[other] for other in links.get(row[at], ()) if other in beside]
        return sum(places) / len(places) if places else float(at)

    return tuple(row[at] for at in sorted(range(len(row)), key=mean))


def _exchanged(rows: Rows, links: Links) -> Rows:
    """Neighbours change places where that alone takes crossings away."""
    back, changed = _backwards(links), list(rows)
    for at, row in enumerate(rows):
        above = _places(changed[at - 1]) if at else {}
        below = _places(changed[at + 1]) if at + 1 < len(rows) else {}
        changed[at] = _row_exchanged(list(row), ((back, above), (links, below)))
    return tuple(changed)


def _row_exchanged(row: list[str], sides: Sequence[tuple[Links, Mapping[str, int]]]) -> tuple[str, ...]:
    for at in range(len(row) - 1):
        left, right = row[at], row[at + 1]
        here = sum(_pairs(links.get(left, ()), links.get(right, ()), beside) for links, beside in sides)
        there = sum(_pairs(links.get(right, ()), links.get(left, ()), beside) for links, beside in sides)
        if there < here:
            row[at], row[at + 1] = right, left
    return tuple(row)


def _pairs(left: Sequence[str], right: Sequence[str], beside: Mapping[str, int]) -> int:
    """Crossings of the ways of two boxes, the first of which stands on the left."""
    ends = sorted(beside[goto] for goto in set(right) if goto in beside)
    return sum(bisect_right(ends, beside[goto] - 1) for goto in set(left) if goto in beside)


def _places(row: Sequence[str]) -> dict[str, int]:
    return {slug: at for at, slug in enumerate(row)}


def _backwards(links: Links) -> dict[str, list[str]]:
    back: dict[str, list[str]] = {}
    for slug, gotos in links.items():
        for goto in gotos:
            back.setdefault(goto, []).append(slug)
    return back
