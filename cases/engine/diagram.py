"""The map of a case: its steps in layers, each below all that lead to it, and the ways between them.

A way to the next layer is a curve; every other one runs down a lane beside the boxes (`lanes`).

Pure geometry in units of a drawing; whatever draws it only fills in shapes and words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from cases.engine.lanes import Lane, Long, Point, Row, lanes
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
    layers = _layers(scenario)
    reached = _reached(scenario)
    nodes: dict[str, Node] = {}
    deepest = max(layers.values(), default=0)
    numbers = {step.slug: at for at, step in enumerate(scenario.steps, start=1)}
    for layer in range(deepest + 1):
        for at, step in enumerate(_in_layer(scenario, layers, layer)):
            x, y = MARGIN + at * (BOX_WIDTH + GAP_X), MARGIN + layer * (BOX_HEIGHT + GAP_Y)
            nodes[step.slug] = Node(step, numbers[step.slug], x, y, step.slug in reached)
    ways = list(_ways(scenario, nodes))
    beside = _lanes(ways, nodes.values())
    rights = [node.right for node in nodes.values()] + [lane.x for lane in beside.values()]
    width = max(rights, default=0) + MARGIN
    height = max((node.bottom for node in nodes.values()), default=0) + MARGIN
    ordered = tuple(sorted(nodes.values(), key=lambda node: node.number))
    return Diagram(width, height, ordered, tuple(_drawn(way, beside) for way in ways))


def _in_layer(scenario: Scenario, layers: dict[str, int], layer: int) -> list[Step]:
    return [step for step in dict.fromkeys(scenario.steps) if layers.get(step.slug) == layer]


def _layers(scenario: Scenario) -> dict[str, int]:
    """The longest way from the start; what is not reached stands below everything, in layers of its own.

    Bounded by the number of steps, so that a circle, which the lint names, does not go round for ever.
    """
    layers = {scenario.start.slug: 0}
    for _round in scenario.steps:
        before = dict(layers)
        for step in scenario.steps:
            if step.slug in layers:
                _push(layers, step, len(scenario.steps))
        if layers == before:
            break
    deepest = max(layers.values())
    missing = [step for step in scenario.steps if step.slug not in layers]
    return layers | {step.slug: deepest + 1 + at // 4 for at, step in enumerate(missing)}


def _push(layers: dict[str, int], step: Step, most: int) -> None:
    for way in step.transitions:
        layers[way.goto] = min(max(layers.get(way.goto, 0), layers[step.slug] + 1), most)


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
    """A way before it is drawn; ways that leave one box begin beside each other."""

    source: Node
    target: Node
    when: str
    x: int

    @property
    def long(self) -> Long | None:
        is_next = self.target.y - self.source.bottom == GAP_Y
        end = (self.target.middle, self.target.y)
        return None if is_next else Long((self.x, self.source.bottom), end)


def _ways(scenario: Scenario, nodes: dict[str, Node]) -> Iterable[_Line]:
    for step in scenario.steps:
        known = [way for way in step.transitions if way.goto in nodes]
        for at, way in enumerate(known, start=1):
            source = nodes[step.slug]
            x = source.x + round(BOX_WIDTH * at / (len(known) + 1))
            yield _Line(source, nodes[way.goto], way.when.text if way.when else "", x)


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
