"""What a committee reads of one learner, or of a cohort, on paper: the figures of the screen at one moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from cases.models import Attempt
from cases.programs.models import CoachingNote, Cohort, Program
from cases.programs.selectors.attention import Attention, attention
from cases.programs.selectors.coaching import Thread, thread_of
from cases.programs.selectors.cohort_items import items_page
from cases.programs.selectors.items_sheet import cases_of
from cases.programs.selectors.learner import AttemptRow, LearnerPage, learner_page
from cases.programs.selectors.members import Wanted
from cases.programs.selectors.packet_assignments import AssignedLine, assigned_lines
from cases.programs.selectors.roster import COLUMNS, Row, whole_roster
from cases.programs.selectors.work import known_to
from cases.selectors import playing
from cases.selectors.own_domains import ENOUGH
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note with its replies, and what it is about."""

    case_title: str
    step_title: str
    thread: Thread


@dataclass(frozen=True, slots=True)
class LearnerPacket:
    """Everything is as it was known at `at`."""

    at: datetime
    learner: LearnerPage
    notes: tuple[NoteLine, ...]
    assignments: tuple[AssignedLine, ...]

    @property
    def firsts(self) -> tuple[AttemptRow, ...]:
        return tuple(one for one in self.learner.attempts if one.counts)

    @property
    def later(self) -> tuple[AttemptRow, ...]:
        return tuple(one for one in self.learner.attempts if one.is_assessed and not one.counts)

    @property
    def practice(self) -> tuple[AttemptRow, ...]:
        return tuple(one for one in self.learner.attempts if not one.is_assessed)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A question that deserves a second look, and why; `n` learners reached it."""

    case_title: str
    label: str
    n: int | None
    facility: str
    alerts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortPacket:
    """`n` means of members, each over enough decisions; `mean` of them, None when there is none."""

    at: datetime
    cohort: Cohort
    rows: tuple[Row, ...]
    enough: int
    n: int
    mean: int | None
    attention: Attention
    highlights: tuple[Highlight, ...]


def learner_packet(program: Program, learner: User, at: datetime) -> LearnerPacket:
    """At most eighteen statements however much was done, more for publications this process has not read yet."""
    return LearnerPacket(
        at=at,
        learner=learner_page(program, learner, at),
        notes=tuple(_notes(program, learner)),
        assignments=tuple(assigned_lines(program, learner, at)),
    )


def _notes(program: Program, learner: User) -> Iterator[NoteLine]:
    """On what the program knows, the oldest first."""
    notes = CoachingNote.objects.filter(program=program, learner=learner, in_reply_to=None)
    known = known_to(program.pk).filter(learner=learner).values("pk")
    found = list(notes.filter(attempt__in=known).select_related("author").prefetch_related("replies__author"))
    attempts = Attempt.objects.filter(pk__in={one.attempt_id for one in found}).with_rendering()
    played = {one.pk: playing.load(one) for one in attempts.prefetch_related("events")} if found else {}
    for note in found:
        one = played[note.attempt_id]
        step = one.decided_step(note.position)
        yield NoteLine(one.published.title, step.title if step else "", thread_of(note, note.replies.all()))


def cohort_packet(cohort: Cohort, at: datetime) -> CohortPacket:
    """What a page of the table costs for each fifty members, what the attention list costs, and six statements a case
    the cohort has work at.
    """
    rows = _rows(cohort, at)
    means = [row.exact for row in rows if row.exact is not None]
    return CohortPacket(
        at=at,
        cohort=cohort,
        rows=rows,
        enough=ENOUGH,
        n=len(means),
        mean=round(sum(means, Fraction(0)) / len(means)) if means else None,
        attention=attention(cohort, at),
        highlights=tuple(_highlights(cohort)),
    )


def _rows(cohort: Cohort, at: datetime) -> tuple[Row, ...]:
    return tuple(row for page in whole_roster(cohort, Wanted(), at, columns=COLUMNS) for row in page.rows)


def _highlights(cohort: Cohort) -> Iterator[Highlight]:
    for case in cases_of(cohort):
        page = items_page(cohort, case, practice=False)
        for key in page.figures.keys if page.figures else ():
            of_options = (
                f"{option.label}: {alert}"
                for step in key.steps
                for option in step.options
                for alert in option.alerts
            )
            alerts = (*key.alerts, *of_options)
            if alerts:
                yield Highlight(page.title, key.label, key.n, key.facility, alerts)
