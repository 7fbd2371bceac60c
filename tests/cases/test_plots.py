"""The geometry of trends and of the strip: exact places, and nothing drawn that was not measured."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.engine.courses import Course, Reading
from cases.engine.words import Scale
from cases.selectors import plot, strip


def course(*points, scale=Scale.LINEAR, limit=None):
    readings = tuple(Reading(day, value, below=limit is not None and value <= limit) for day, value in points)
    return Course("x", "X", "U", readings, scale, limit)


def test_a_log_axis_has_powers_of_ten_and_a_band_below_the_limit():
    drawn = plot.draw(course((0, 48000), (63, 100), scale=Scale.LOG, limit=100))
    assert [tick.text for tick in drawn.levels] == ["10¹", "10²", "10³", "10⁴", "10⁵"]
    assert drawn.levels[0].at == plot.BOTTOM
    assert drawn.limit == drawn.levels[1].at
    assert drawn.band_height > 0
    first, last = drawn.dots
    assert not first.below
    assert last.below
    assert drawn.limit < last.y < plot.BOTTOM


def test_a_linear_axis_encloses_all_values():
    drawn = plot.draw(course((0, 6), (21, 4), (40, 9)))
    assert [tick.text for tick in drawn.levels] == ["4", "6", "8", "10"]
    assert [dot.y for dot in drawn.dots] == [84.0, 120.0, 30.0]


def test_one_reading_is_a_dot_without_a_line():
    drawn = plot.draw(course((7, 3)))
    assert (len(drawn.dots), drawn.path) == (1, "")


def test_words_and_flags_are_not_drawn():
    assert plot.draw(course((0, "high"), (1, True))).dots == ()


numbers = st.one_of(st.integers(-1000, 10_000_000), st.decimals("-50", "5000", places=2))


@given(
    st.lists(st.tuples(st.integers(-400, 900), numbers), min_size=1, max_size=12),
    st.sampled_from(Scale),
    st.sampled_from([None, 1, 100, Decimal("0.5")]),
)
def test_every_point_lies_within_the_drawing(points, scale, limit):
    drawn = plot.draw(course(*sorted(points, key=lambda point: point[0]), scale=scale, limit=limit))
    assert 2 <= len(drawn.levels) <= 12
    for dot in drawn.dots:
        assert plot.LEFT <= dot.x <= plot.RIGHT
        assert plot.TOP <= dot.y <= plot.BOTTOM


def test_the_strip_is_as_wide_as_its_weights():
    one, two, three = strip.segments(
        [(1, Fraction(1), True), (2, Fraction(1), True), (1, Fraction(0), False)]
    )
    assert one.width == three.width == pytest.approx(two.width / 2, abs=0.2)
    assert (one.fill, two.fill, three.fill) == (44.0, 22.0, 0.0)
    assert two.x == pytest.approx(one.width + strip.GAP, abs=0.1)
    assert three.x + three.width == pytest.approx(strip.WIDTH, abs=0.5)
