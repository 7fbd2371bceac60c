"""Who is, or was, in a cohort, and what a director asks of a page about them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from cases.programs.models import Cohort

PAGE = 50
SORTS = ("name", "mean", "unsafe", "finished", "active")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a director asks of a cohort's table; what is empty narrows nothing down.

    `page` of learners and `columns` of cases from 1; `turned`: the order the other way round; `former`: those who have
    left are in it; `cases` are slugs; `standing` is a `due.Standing`; `attention`: whom a rule names, and nobody else.
    """

    page: int = 1
    sort: str = "name"
    former: bool = False
    by: str = "case"
    turned: bool = False
    columns: int = 1
    name: str = ""
    cases: tuple[str, ...] = ()
    assignment: int | None = None
    standing: str = ""
    attention: bool = False

    @property
    def is_falling(self) -> bool:
        """Most unsafe first, everything else the smallest first, unless it is turned round."""
        return (self.sort == "unsafe") is not self.turned

    @property
    def narrows(self) -> bool:
        """Whether a learner who is in the cohort may be missing."""
        return bool(self.name or self.assignment or self.standing or self.attention)


@dataclass(frozen=True, slots=True)
class Member:
    """`until` None: in it now, since `since`."""

    learner_id: int
    name: str
    since: datetime
    until: datetime | None


def everybody_in(cohort: Cohort, *, former: bool = False) -> tuple[Member, ...]:
    """By name, those who have left last. Simulated people are in a demo only. One statement."""
    memberships = cohort.memberships.select_related("learner")
    if not former:
        memberships = memberships.current()
    if not cohort.program.is_demo:
        memberships = memberships.filter(learner__is_simulated=False)
    # Somebody who left and came back stands there once, as of now.
    latest = {one.learner_id: one for one in memberships.order_by("started_at", "pk")}
    members = (
        Member(one.learner_id, str(one.learner), one.started_at, one.ended_at) for one in latest.values()
    )
    return tuple(
        sorted(members, key=lambda one: (one.until is not None, one.name.casefold(), one.learner_id))
    )


def sliced(found: Sequence[T], page: int, size: int) -> tuple[tuple[T, ...], int, bool]:
    """One page, which it is, and whether there are more. Beyond the last it is the last."""
    last = max(1, -(-len(found) // size))
    page = min(page, last)
    return tuple(found[(page - 1) * size : page * size]), page, page < last
