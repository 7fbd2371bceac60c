"""Who is or was in a cohort, from when to when, for whoever runs the program: no result stands here."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from cases.programs.models import Cohort, Membership, Program
from cases.programs.selectors.members import PAGE, Wanted


@dataclass(frozen=True, slots=True)
class StayRow:
    """`until` None: in it now."""

    id: int
    learner_id: int
    name: str
    email: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class MembersPage:
    """`total` counts memberships; somebody who left and came back has two."""

    program: Program
    cohort: Cohort
    directs: bool
    rows: tuple[StayRow, ...]
    page: int
    more: bool
    total: int


def members_page(cohort: Cohort, wanted: Wanted, *, directs: bool) -> MembersPage:
    """Two statements. Current members first; simulated people are in a demo only."""
    stays = cohort.memberships.select_related("learner")
    if not wanted.former:
        stays = stays.current()
    if not cohort.program.is_demo:
        stays = stays.filter(learner__is_simulated=False)
    start = (wanted.page - 1) * PAGE
    ordered = stays.order_by(F("ended_at").desc(nulls_first=True), "learner__name", "pk")
    found = [_row(one) for one in ordered[start : start + PAGE + 1]]
    return MembersPage(
        program=cohort.program,
        cohort=cohort,
        directs=directs,
        rows=tuple(found[:PAGE]),
        page=wanted.page,
        more=len(found) > PAGE,
        total=stays.count(),
    )


def _row(stay: Membership) -> StayRow:
    return StayRow(
        stay.pk, stay.learner_id, str(stay.learner), stay.learner.email, stay.started_at, stay.ended_at
    )
