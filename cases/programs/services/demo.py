"""The program of a demo: two cohorts of simulated residents who have played, so that its pages show something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from django.db import transaction

from cases.engine.state import Mode
from cases.models import AttemptMode
from cases.programs.models import AssignedAttempt, Assignment, AssignmentItem, Cohort, Program, Purpose
from cases.programs.services.belonging import join
from cases.programs.services.founding import add_cohort, found_program
from cases.programs.services.simulating import Learner, play_case
from cases.services.starting import NotStarted
from content.editorial.public import Published, live_of_kind
from npcsite.accounts.models import Audience, User

NAME: Final = "Demo residency program (simulated)"
SEED: Final = 20260101
PER_COHORT: Final = 12
# From those who know most of it to those who know little; each cohort has all of them.
SKILLS: Final = (0.92, 0.85, 0.8, 0.74, 0.7, 0.66, 0.62, 0.58, 0.52, 0.46, 0.4, 0.3)
DAY: Final = timedelta(days=1)
LEARNED: Final = 0.12


@dataclass(frozen=True, slots=True)
class _Set:
    """An assignment in days from now; `share` of the learners have done it, `gain` is what they learned before it."""

    title: str
    opens: int
    due: int
    cases: slice
    share: float
    gain: float = 0.0
    purpose: Purpose = Purpose.ORDINARY


OLDER: Final = (
    _Set("Before the rotation", -80, -66, slice(0, 2), 1.0, purpose=Purpose.BASELINE),
    _Set("Toxicity and emergencies", -60, -30, slice(2, 4), 0.9),
    _Set("End of the rotation", -14, -2, slice(0, 2), 0.8, LEARNED, Purpose.END),
)
YOUNGER: Final = (
    _Set("First-line treatment", -30, -9, slice(0, 3), 0.8),
    _Set("After progression", -5, 12, slice(3, 5), 0.4),
    _Set("The last two cases", 10, 30, slice(5, 7), 0.0),
)


@transaction.atomic
def found_demo(*, director: User, learners: Sequence[User], at: datetime) -> Program | None:
    """None when it is there already, or no case is live. `learners` join the younger cohort and have played nothing."""
    cases = tuple(sorted(live_of_kind("case"), key=lambda one: one.slug))
    if not cases or Program.objects.filter(name=NAME, is_demo=True).exists():
        return None
    then, dice = at - 90 * DAY, Random(SEED)  # noqa: S311 - a demo, told by its seed
    program = found_program(name=NAME, time_zone="Asia/Singapore", director=director, actor=None, at=then)
    Program.objects.filter(pk=program.pk).update(is_demo=True)
    for name, sets, first in (("Intake 2025", OLDER, 1), ("Intake 2026", YOUNGER, 1 + PER_COHORT)):
        cohort = add_cohort(program=program, name=name, actor=None, at=then)
        residents = tuple(_residents(cohort, first, then))
        for one in sets:
            _play(_assigned(cohort, one, cases, director, at), residents, one, dice)
    for learner in learners:
        join(cohort=cohort, learner=learner, at=then)
    return program


def _residents(cohort: Cohort, first: int, at: datetime) -> Iterator[Learner]:
    """Nobody signs in as one: they have no password."""
    for number, skill in enumerate(SKILLS, start=first):
        user = User.objects.create_user(
            f"resident{number:02}@demo.invalid",
            name=f"Resident {number:02} (simulated)",
            audience=Audience.RESIDENT,
            is_simulated=True,
        )
        join(cohort=cohort, learner=user, at=at)
        yield Learner(user, skill, gives_up=0.02 if skill < 0.6 else 0.0)


def _assigned(
    cohort: Cohort, one: _Set, cases: Sequence[Published], director: User, now: datetime
) -> list[tuple[AssignmentItem, Published]]:
    assignment = Assignment.objects.create(
        cohort=cohort,
        title=one.title,
        purpose=one.purpose,
        opens_at=now + one.opens * DAY,
        due_at=now + one.due * DAY,
        mode=AttemptMode.ASSESSED,
        created_by=director,
        created_at=min(now, now + (one.opens - 1) * DAY),
    )
    return [
        (
            AssignmentItem.objects.create(
                assignment=assignment, document_id=published.document_id, position=position
            ),
            published,
        )
        for position, published in enumerate(cases[one.cases], start=1)
    ]


def _play(
    items: Sequence[tuple[AssignmentItem, Published]], residents: Sequence[Learner], one: _Set, dice: Random
) -> None:
    for learner in residents:
        for item, published in items:
            at = item.assignment.opens_at + _after(one, dice)
            if dice.random() > one.share:
                continue
            skilled = Learner(learner.user, min(0.97, learner.skill + one.gain), learner.gives_up)
            try:
                attempt = play_case(
                    learner=skilled, published=published, mode=Mode.ASSESSED, at=at, dice=dice
                )
            except NotStarted:
                continue
            AssignedAttempt.objects.create(item=item, attempt=attempt)


def _after(one: _Set, dice: Random) -> timedelta:
    """Some time between its opening and its due date, or now when that is earlier."""
    days = (min(one.due, 0) - one.opens) * dice.uniform(0.1, 0.9)
    return days * DAY
