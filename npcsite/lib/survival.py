"""A survival curve through what was published: 1 at time 0, then each printed share, and nothing after the last.

Between two points the hazard is constant, so the curve is exact at every point. A curve from a median and a hazard
ratio alone misses published rates by up to 23 points in a hundred; none is made here.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise


class NotFalling(ValueError):
    """The points cannot lie on one falling curve that stays above zero."""


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """`share` of the patients, above 0 and at most 1, are still without the event after `months`."""

    months: Decimal
    share: Decimal


START = Point(Decimal(0), Decimal(1))


@dataclass(frozen=True, slots=True)
class Curve:
    """`points` by their months, the first of them START."""

    points: tuple[Point, ...]

    @property
    def last(self) -> Decimal:
        """The months after which nothing was published."""
        return self.points[-1].months

    def share(self, months: Decimal) -> float:
        """Raises ValueError before 0 and after `last`: what was not published is not drawn."""
        if not 0 <= months <= self.last:
            raise ValueError(months)
        at = bisect_right(self.points, months, key=lambda point: point.months) - 1
        before = self.points[at]
        if before.months == months:
            return float(before.share)
        after = self.points[at + 1]
        passed = float((months - before.months) / (after.months - before.months))
        return float(before.share) * math.pow(after.share / before.share, passed)


def through(published: Iterable[Point]) -> Curve:
    """Raises NotFalling, for two shares at one time too; a point that was printed twice counts once."""
    points = (START, *sorted(set(published) - {START}))
    for before, after in pairwise(points):
        if after.months <= before.months or not 0 < after.share <= before.share:
            raise NotFalling(after)
    return Curve(points)
