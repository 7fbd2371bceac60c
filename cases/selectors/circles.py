"""Whose work is nearer to a learner than everybody's: asked of whoever has put a circle here.

Rooms above this one put theirs when the site starts, so that nothing here knows them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.models import AttemptQuerySet


@dataclass(frozen=True, slots=True)
class Circle:
    """The attempts of the others in it that may be counted; `with_simulated` where all in it are made up."""

    attempts: AttemptQuerySet
    with_simulated: bool


# Learner: the circle they learn in now, or None.
Finder = Callable[[int], Circle | None]
_FINDERS: list[Finder] = []


def put_circle(finder: Finder) -> None:
    """Twice is once."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def circle_of(user_id: int) -> Circle | None:
    """One statement for each finder, until one finds a circle."""
    return next((found for finder in _FINDERS if (found := finder(user_id)) is not None), None)
