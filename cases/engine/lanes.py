"""Where the long ways of a map run: down a lane beside the boxes that stand between, one for each place led to.

Pure geometry, as in `diagram`; ways to one place join in its lane.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

APART, CORNER = 10, 6
# Below a box there is first the mark of its way; above one, the ways that arrive keep off its edge.
BELOW, ABOVE, STEP = 22, 10, 5
TURNS, ARRIVALS = 8, 5

Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A layer of boxes, from `top` to `bottom`, none of which reaches beyond `right`."""

    top: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Long:
    """A way that does not simply lead to the next layer."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Lane:
    """`turn` is how far below its box a way turns towards the lane, `arrives` the height at which it leaves it."""

    x: int
    turn: int
    arrives: int
    top: int
    bottom: int

    def path(self, way: Long) -> str:
        (x1, y1), (x2, y2) = way.start, way.end
        across = y1 + self.turn
        turns = [(x1, across), (self.x, across), (self.x, self.arrives), (x2, self.arrives)]
        return _rounded([way.start, *turns, (x2, y2)])


def lanes(ways: Sequence[Long], rows: Sequence[Row]) -> dict[Point, Lane]:
    """By the point they lead to. Lanes beside each other are so far apart that each can be followed."""
    placed: dict[Point, Lane] = {}
    ends = list(dict.fromkeys(way.end for way in ways))
    free = [_free(end, at, ways, ends) for at, end in enumerate(ends)]
    # Short lanes lie inside, so that long ones cross few of them.
    for end, lane in sorted(zip(ends, free, strict=True), key=lambda one: one[1].bottom - one[1].top):
        beside = [row.right for row in rows if row.top < lane.bottom and row.bottom > lane.top]
        x = _clear(max(beside, default=0) + 2 * APART, lane, list(placed.values()))
        placed[end] = replace(lane, x=x)
    return placed


def _free(end: Point, at: int, ways: Sequence[Long], ends: Sequence[Point]) -> Lane:
    """The lane before it has a place from left to right."""
    level = [other for other in ends if other[1] == end[1]].index(end)
    turn, arrives = BELOW + STEP * (at % TURNS), end[1] - ABOVE - STEP * (level % ARRIVALS)
    heights = [arrives, *(way.start[1] + turn for way in ways if way.end == end)]
    return Lane(0, turn, arrives, min(heights), max(heights))


def _clear(x: int, lane: Lane, placed: Sequence[Lane]) -> int:
    others = sorted(other.x for other in placed if other.top < lane.bottom and other.bottom > lane.top)
    for other in others:
        if abs(other - x) < APART:
            x = other + APART
    return x


def _rounded(points: Sequence[Point]) -> str:
    path = "M{} {}".format(*points[0])
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        path += "L{} {}Q{} {} {} {}".format(*_towards(here, before), *here, *_towards(here, after))
    return path + "L{} {}".format(*points[-1])


def _towards(here: Point, there: Point) -> Point:
    """Where the corner at `here` begins; the two stand above or beside each other."""
    right, down = there[0] - here[0], there[1] - here[1]
    far = min(CORNER, abs(right + down) // 2)
    return here[0] + far * _sign(right), here[1] + far * _sign(down)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
