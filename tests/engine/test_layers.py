"""Steps of a map stand in rows in such an order that as few ways as possible cross; no database is asked."""

from itertools import combinations, pairwise, permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine import codec
from cases.engine.diagram import GAP_Y, diagram
from cases.engine.layers import crossings, links_of, ordered, rows_of
from cases.services.exchange import read_file
from tests.cases.stories import story
from tests.engine.generated import quick

LIBRARY = sorted((Path(__file__).resolve().parents[2] / "cases" / "library").glob("*.yaml"))
every_case = pytest.mark.parametrize("file", LIBRARY, ids=lambda file: file.stem)
SLUGS = "abcdefghijkl"
# "11b" in bold letters of 12 px, with a gap.
MARK_WIDTH = 30


def crossed(upper, lower, links) -> int:
    """Every two ways laid beside each other."""
    ways = [
        (at, lower.index(goto))
        for at, slug in enumerate(upper)
        for goto in set(links.get(slug, ()))
        if goto in lower
    ]
    return sum((one[0] - two[0]) * (one[1] - two[1]) < 0 for one, two in combinations(ways, 2))


def fewest(rows, links) -> int:
    """Over all orders of all rows."""
    best = dict.fromkeys(permutations(rows[0]), 0)
    for row in rows[1:]:
        best = {
            lower: min(so_far + crossed(upper, lower, links) for upper, so_far in best.items())
            for lower in permutations(row)
        }
    return min(best.values())


@every_case
def test_no_order_of_the_rows_of_a_library_case_has_fewer_crossings(file):
    scenario = read_file(file).scenario
    rows, links = rows_of(scenario), links_of(scenario)
    assert sorted(slug for row in rows for slug in row) == sorted(links)
    found = sum(crossed(upper, lower, links) for upper, lower in pairwise(rows))
    assert found == crossings(rows, links) == fewest(rows, links)


@every_case
def test_short_ways_out_of_one_box_never_cross(file):
    drawn = diagram(read_file(file).scenario)
    for node in drawn.nodes:
        own = [way for way in drawn.ways if way.source is node and way.target.y - node.bottom == GAP_Y]
        starts = [way.label_x for way in sorted(own, key=lambda way: way.target.x)]
        assert starts == sorted(starts)


@every_case
def test_the_marks_of_the_ways_out_of_one_box_stand_clear_of_each_other(file):
    drawn = diagram(read_file(file).scenario)
    for node in drawn.nodes:
        marks = sorted(way.label_x for way in drawn.ways if way.source is node)
        assert all(right - left >= MARK_WIDTH for left, right in pairwise(marks)), node.step.slug


def test_boxes_whose_ways_cross_change_places():
    rows = (("a", "b"), ("c", "d"))
    assert ordered(rows, {"a": ["d"], "b": ["c"]}) == (("a", "b"), ("d", "c"))


@quick
@given(
    rows=st.lists(st.integers(min_value=1, max_value=4), min_size=1, max_size=3),
    ways=st.lists(st.tuples(st.sampled_from(SLUGS), st.sampled_from(SLUGS)), max_size=30),
)
def test_ordering_keeps_what_is_in_a_row_and_never_adds_a_crossing(rows, ways):
    slugs, links = iter(SLUGS), {}
    made = tuple(tuple(next(slugs) for _ in range(size)) for size in rows)
    for source, goto in ways:
        links.setdefault(source, []).append(goto)
    found = ordered(made, links)
    assert [sorted(row) for row in found] == [sorted(row) for row in made]
    assert crossings(found, links) <= crossings(made, links)
    assert ordered(made, links) == found


def test_a_step_that_is_not_reached_and_a_way_to_nowhere_leave_no_empty_row():
    made = story()
    made["steps"][1]["transitions"] = [{"goto": "nowhere"}]
    rows = rows_of(codec.parse(made))
    assert all(rows)
    assert sum(map(len, rows)) == len(made["steps"])
