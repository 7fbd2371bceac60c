"""A program that has lived, and its figures counted by hand, for every test that holds the one against the other."""

import pytest

from tests.factories import UserFactory
from tests.programs.naive import ByHand
from tests.programs.world import World, lived
from tests.rows import Copy, every_row

LEARNERS, CASES = 200, 40
KEPT: list[tuple[World, Copy]] = []


@pytest.fixture
def world(db):
    """Made once, and written again for every further test."""
    if KEPT:
        KEPT[0][1].write()
    else:
        before = every_row()
        made = lived(UserFactory(), learners=LEARNERS, cases=CASES)
        KEPT.append((made, Copy.between(before, every_row())))
    return KEPT[0][0]


@pytest.fixture
def by_hand(world):
    return ByHand(world.program)
