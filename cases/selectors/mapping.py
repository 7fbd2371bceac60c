"""The map of a case as a page draws it and, beside the drawing, tells it in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.engine.diagram import BOX_HEIGHT, BOX_WIDTH, Diagram, Node, Way
from cases.engine.words import StepKind

LETTERS = "abcdefghijklmnopqrstuvwxyz"
TITLE_AT_MOST = 22


@dataclass(frozen=True, slots=True)
class WayRow:
    """`mark` stands on the drawing and in the list."""

    mark: str
    when: str
    goto: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class StepBox:
    """`lines` are the words in the box, `note` names what its frame shows too; `change` what a review marks."""

    slug: str
    title: str
    lines: tuple[str, ...]
    kind: str
    key_decision: str
    note: str
    shape: str
    x: int
    y: int
    ways: tuple[WayRow, ...]
    change: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    width: int
    height: int
    box_width: int
    box_height: int
    boxes: tuple[StepBox, ...]


def map_of(drawn: Diagram, changes: dict[str, str] | None = None) -> Map:
    """`changes` says by slug what a review is to mark."""
    marked = changes or {}
    boxes = tuple(_box(node, drawn.ways, marked.get(node.step.slug, "")) for node in drawn.nodes)
    return Map(drawn.width, drawn.height, BOX_WIDTH, BOX_HEIGHT, boxes)


def _box(node: Node, ways: tuple[Way, ...], change: str) -> StepBox:
    step = node.step
    own = [way for way in ways if way.source is node]
    rows = tuple(_way(way, f"{node.number}{LETTERS[at % 26]}") for at, way in enumerate(own))
    note = "" if node.reached else _("cannot be reached")
    title = f"{node.number} {step.title}"
    short = title if len(title) <= TITLE_AT_MOST else f"{title[: TITLE_AT_MOST - 1]}…"
    key = f"◆ {step.key_decision}"[: TITLE_AT_MOST + 4] if step.key_decision else ""
    words = (short, note or change or kind_word(step.kind), key)
    shape = "ending" if step.kind is StepKind.ENDING else ("asked" if step.asks else "told")
    return StepBox(
        slug=step.slug,
        title=step.title,
        lines=tuple(word for word in words if word),
        kind=kind_word(step.kind),
        key_decision=step.key_decision,
        note=note,
        shape=shape if node.reached else f"{shape} unreached",
        x=node.x,
        y=node.y,
        ways=rows,
        change=change,
    )


def _way(way: Way, mark: str) -> WayRow:
    return WayRow(mark, way.when, way.target.step.title, way.path, way.label_x, way.label_y)


def kind_word(kind: StepKind) -> str:
    return {
        StepKind.INFO: _("tells"),
        StepKind.SINGLE: _("one choice"),
        StepKind.MENU: _("several choices"),
        StepKind.RANKING: _("ranking"),
        StepKind.NUMBER: _("number"),
        StepKind.ENDING: _("ending"),
    }[kind]
