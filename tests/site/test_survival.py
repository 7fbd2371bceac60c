"""The curve through published points: exact at each of them, falling between them, and none after the last."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from npcsite.lib.survival import START, NotFalling, Point, through


def point(months, percent):
    return Point(Decimal(months), Decimal(percent) / 100)


GEM = (point("12", "79.9"), point("22.1", "50"), point("36", "31.0"), point("60", "19.2"))


@st.composite
def published(draw):
    """Points as tables print them: months and per cent to one decimal, falling or level."""
    months = draw(st.lists(st.integers(1, 1200), min_size=1, max_size=6, unique=True))
    percents = draw(st.lists(st.integers(1, 1000), min_size=len(months), max_size=len(months)))
    pairs = zip(sorted(months), sorted(percents, reverse=True), strict=True)
    return [Point(Decimal(at) / 10, Decimal(percent) / 1000) for at, percent in pairs]


@given(published())
def test_the_curve_passes_through_every_published_point_exactly(points):
    curve = through(points)
    assert curve.share(Decimal(0)) == 1
    for one in points:
        assert curve.share(one.months) == float(one.share)


@given(published(), st.integers(0, 1000), st.integers(0, 1000))
def test_the_curve_never_rises_and_stays_between_its_neighbours(points, one, other):
    curve = through(points)
    early, late = sorted((curve.last * one / 1000, curve.last * other / 1000))
    assert 1 >= curve.share(early) >= curve.share(late) - 1e-12
    assert curve.share(late) >= float(points[-1].share) - 1e-12


@given(published())
def test_there_is_no_curve_after_the_last_point_nor_before_the_first(points):
    curve = through(points)
    assert curve.last == max(one.months for one in points)
    for outside in (curve.last + Decimal("0.1"), Decimal("-0.1")):
        with pytest.raises(ValueError):
            curve.share(outside)


def test_between_two_points_the_hazard_is_constant():
    curve = through(GEM)
    halfway = curve.share(Decimal(48))
    assert halfway == pytest.approx((0.310 * 0.192) ** 0.5)


def test_the_order_of_the_table_and_a_point_printed_twice_change_nothing():
    assert through(reversed(GEM)) == through((*GEM, GEM[0], START)) == through(GEM)


@pytest.mark.parametrize(
    "points",
    [
        (point(12, 40), point(24, 41)),
        (point(12, 50), point(12, "49.4")),
        (point(12, 101),),
        (point(12, 0),),
        (point(0, 90),),
    ],
)
def test_points_that_cannot_lie_on_one_falling_curve_are_refused(points):
    with pytest.raises(NotFalling):
        through(points)
