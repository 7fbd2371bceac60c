"""The map of a case: its steps in layers, each below all that lead to it, and the ways between them.

A way to the next layer is a curve, which few others cross (`layers`); every other one runs down a lane beside the boxes
(`lanes`).

Pure geometry in units of a drawing; whatever draws it only fills in shapes and words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.engine.lanes import Lane, Long, Point, Row, lanes
from cases.engine.layers import rows_of
from cases.engine.scenario import Scenario, Step

BOX_WIDTH, BOX_HEIGHT = 190, 62
GAP_X, GAP_Y = 36, 96
MARGIN = 20


@dataclass(frozen=True, slots=True)
class Node:
    """A step with its place; `reached` says whether any way leads to it from the start."""

    step: Step
    number: int
    x: int
    y: int
    reached: bool

    @property
    def right(self) -> int:
        return self.x + BOX_WIDTH

    @property
    def middle(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def bottom(self) -> int:
        return self.y + BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class Way:
    """A transition, drawn from one box to another; `when` is "" for the one that always holds."""

    source: Node
    target: Node
    when: str
    path: str
    label_x: int
    label_y: int


@dataclass(frozen=True, slots=True)
class Diagram:
    width: int
    height: int
    nodes: tuple[Node, ...]
    ways: tuple[Way, ...]


def diagram(scenario: Scenario) -> Diagram:
    """Draws any scenario that has the form, also one with faults: ways to nowhere are left out."""
    nodes = _placed(scenario)
    ways = list(_ways(scenario, nodes))
    beside = _lanes(ways, nodes.values())
    rights = [node.right for node in nodes.values()] + [lane.x for lane in beside.values()]
    width = max(rights, default=0) + MARGIN
    height = max((node.bottom for node in nodes.values()), default=0) + MARGIN
    ordered = tuple(sorted(nodes.values(), key=lambda node: node.number))
    return Diagram(width, height, ordered, tuple(_drawn(way, beside) for way in ways))


def _placed(scenario: Scenario) -> dict[str, Node]:
    reached = _reached(scenario)
    numbered = {step.slug: (step, at) for at, step in enumerate(scenario.steps, start=1)}
    return {
        slug: Node(
            *numbered[slug],
            x=MARGIN + at * (BOX_WIDTH + GAP_X),
            y=MARGIN + layer * (BOX_HEIGHT + GAP_Y),
            reached=slug in reached,
        )
        for layer, row in enumerate(rows_of(scenario))
        for at, slug in enumerate(row)
    }


def _reached(scenario: Scenario) -> frozenset[str]:
    found, waiting = {scenario.start.slug}, [scenario.start]
    while waiting:
        for way in waiting.pop().transitions:
            if way.goto not in found and scenario.has_step(way.goto):
                found.add(way.goto)
                waiting.append(scenario.step(way.goto))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Line:
    """A way before it is drawn; ways that leave one box begin beside each other, and never cross there."""

    source: Node
    target: Node
    when: str
    x: int

    @property
    def long(self) -> Long | None:
        end = (self.target.middle, self.target.y)
        return None if _is_next(self.source, self.target) else Long((self.x, self.source.bottom), end)


def _is_next(source: Node, target: Node) -> bool:
    return target.y - source.bottom == GAP_Y


def _ways(scenario: Scenario, nodes: dict[str, Node]) -> Iterable[_Line]:
    """In the scenario's order. Those to the next layer begin as what they lead to stands, the others right of them."""
    for step in scenario.steps:
        source, known = nodes[step.slug], [way for way in step.transitions if way.goto in nodes]
        targets = [nodes[way.goto] for way in known]
        across = sorted(
            range(len(known)), key=lambda at: (not _is_next(source, targets[at]), targets[at].x, at)
        )
        for at, way in enumerate(known):
            x = source.x + round(BOX_WIDTH * (across.index(at) + 0.5) / len(known))
            yield _Line(source, targets[at], way.when.text if way.when else "", x)


def _lanes(ways: Iterable[_Line], nodes: Iterable[Node]) -> dict[Point, Lane]:
    rights: dict[int, int] = {}
    for node in nodes:
        rights[node.y] = max(rights.get(node.y, 0), node.right)
    rows = [Row(y, y + BOX_HEIGHT, right) for y, right in rights.items()]
    return lanes([long for way in ways if (long := way.long)], rows)


def _drawn(way: _Line, beside: dict[Point, Lane]) -> Way:
    x1, y1 = way.x, way.source.bottom
    path = beside[way.long.end].path(way.long) if way.long else _curve(x1, y1, way.target)
    return Way(way.source, way.target, way.when, path, x1, y1 + 14)


def _curve(x1: int, y1: int, target: Node) -> str:
    """From the lower edge to the upper one."""
    x2, y2 = target.middle, target.y
    bend = (y2 - y1) // 2
    return f"M{x1} {y1}C{x1} {y1 + bend} {x2} {y2 - bend} {x2} {y2}"
