"""An attempt's way and the recommended one as one drawing: two lines down the steps, apart where the ways part."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.selectors.paths import Stop

# Where each line runs: at a step of both side by side, else each on its own side.
OWN_ALONE, OWN, REFERENCE, REFERENCE_ALONE = 10, 24, 32, 46
TOP, STEP, LINE, LETTERS, LINES_AT_MOST = 18, 40, 14, 42, 2

Pair = tuple[Stop | None, Stop | None]


@dataclass(frozen=True, slots=True)
class Station:
    """A step of one way (`kind` own or reference) or of both; `same` where both gave the same answer."""

    kind: str
    same: bool
    ending: bool
    x: int
    y: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PathMap:
    """Coordinates in a box of 320 × `height`; a path is empty for a way of fewer than two steps."""

    height: int
    own: str
    reference: str
    stations: tuple[Station, ...]


def draw(own: Sequence[Stop], reference: Sequence[Stop]) -> PathMap:
    pairs = list(enumerate(merged(own, reference)))
    mine = [(OWN if theirs else OWN_ALONE, _y(at)) for at, (stop, theirs) in pairs if stop]
    theirs = [(REFERENCE if stop else REFERENCE_ALONE, _y(at)) for at, (stop, other) in pairs if other]
    stations = tuple(_station(at, pair) for at, pair in pairs)
    return PathMap(STEP * len(stations), _line(mine), _line(theirs), stations)


def merged(own: Sequence[Stop], reference: Sequence[Stop]) -> Iterator[Pair]:
    """Both in one order: a case has no cycles, so steps of both come in the same order in each."""
    common, waiting = {stop.slug for stop in reference}, list(reference)
    for stop in own:
        while stop.slug in common and waiting[0].slug != stop.slug:
            yield None, waiting.pop(0)
        yield stop, waiting.pop(0) if stop.slug in common else None
    yield from ((None, stop) for stop in waiting)


def _station(at: int, pair: Pair) -> Station:
    mine, theirs = pair
    kind = "both" if mine and theirs else "own" if mine else "reference"
    (stop, *_same) = (one for one in pair if one)
    x = {"both": (OWN + REFERENCE) // 2, "own": OWN_ALONE, "reference": REFERENCE_ALONE}[kind]
    lines = textwrap.wrap(stop.title, LETTERS, max_lines=LINES_AT_MOST, placeholder="…")
    first = _y(at) + 4 - (LINE // 2 if len(lines) > 1 else 0)
    told = tuple((first + LINE * number, line) for number, line in enumerate(lines))
    return Station(kind, stop.same, not stop.labels, x, _y(at), told)


def _y(at: int) -> int:
    return TOP + STEP * at


def _line(points: Sequence[tuple[int, int]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) if len(points) > 1 else ""
