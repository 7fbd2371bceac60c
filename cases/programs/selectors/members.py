"""Who is, or was, in a cohort, page by page."""

from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Cohort

PAGE = 50
SORTS = ("name", "mean", "unsafe", "active")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a director asks of a cohort's table: page from 1, order, and whether former members are in it."""

    page: int = 1
    sort: str = "name"
    former: bool = False
    by: str = "case"


@dataclass(frozen=True, slots=True)
class Member:
    """`until` None: in it now."""

    learner_id: int
    name: str
    until: datetime | None


def members_of(cohort: Cohort, wanted: Wanted) -> tuple[tuple[Member, ...], bool, int]:
    """One page by name, whether there are more, and how many there are in all. One statement.

    Simulated people are in a demo only.
    """
    memberships = cohort.memberships.select_related("learner")
    if not wanted.former:
        memberships = memberships.current()
    if not cohort.program.is_demo:
        memberships = memberships.filter(learner__is_simulated=False)
    # Somebody who left and came back stands there once, as of now.
    latest = {one.learner_id: one for one in memberships.order_by("started_at", "pk")}
    everybody = sorted(
        (Member(one.learner_id, str(one.learner), one.ended_at) for one in latest.values()),
        key=lambda one: (one.until is not None, one.name.casefold(), one.learner_id),
    )
    start = (wanted.page - 1) * PAGE
    return tuple(everybody[start : start + PAGE]), len(everybody) > start + PAGE, len(everybody)
