"""Long ways of a map run beside the boxes, each in a lane that can be followed; no database is asked."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from cases.engine import codec
from cases.engine.diagram import diagram
from cases.engine.lanes import APART, Long, Row, lanes
from cases.services.exchange import read_file
from tests.cases.stories import story

LIBRARY = sorted((Path(__file__).resolve().parents[2] / "cases" / "library").glob("*.yaml"))
POINT = re.compile(r"(-?\d+) (-?\d+)")


def pieces(path: str) -> list[tuple[int, int, int, int]]:
    """The pieces of a way from point to point, each as left, right, top and bottom."""
    points = [(int(x), int(y)) for x, y in POINT.findall(path)]
    return [(*sorted((a[0], b[0])), *sorted((a[1], b[1]))) for a, b in pairwise(points)]


@pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
def test_no_way_of_a_library_case_runs_behind_a_box_or_out_of_the_drawing(file):
    drawn = diagram(read_file(file).scenario)
    drawn_pieces = [(way, piece) for way in drawn.ways for piece in pieces(way.path)]
    behind = [
        (way.source.step.slug, way.target.step.slug, node.step.slug)
        for way, (left, right, top, bottom) in drawn_pieces
        for node in drawn.nodes
        if left < node.right and right > node.x and top < node.bottom and bottom > node.y
    ]
    assert behind == []
    assert all(right <= drawn.width for _way, (_left, right, _top, _bottom) in drawn_pieces)


def test_lanes_that_run_beside_each_other_can_be_told_apart():
    ends = [(100, 900), (300, 900), (100, 700)]
    rows = [Row(100 * at, 100 * at + 60, 400) for at in range(10)]
    found = lanes([Long((50, 60), end) for end in ends], rows)
    across = sorted(lane.x for lane in found.values())
    assert all(right - left >= APART for left, right in pairwise(across))
    assert across[0] > 400
    assert found[100, 900].arrives != found[300, 900].arrives


def test_ways_to_one_place_share_its_lane():
    rows = [Row(100 * at, 100 * at + 60, 400) for at in range(10)]
    assert len(lanes([Long((50, 60), (100, 900)), Long((90, 160), (100, 900))], rows)) == 1


def test_a_way_back_is_drawn_beside_the_boxes_as_well():
    made = story()
    made["steps"][1]["transitions"].insert(0, {"when": "day > 1", "goto": "arrival"})
    drawn = diagram(codec.parse(made))
    back = [way for way in drawn.ways if way.target.step.slug == "arrival"]
    assert back
    assert max(right for _left, right, _top, _bottom in pieces(back[0].path)) > back[0].source.right
