"""The attention list of a cohort: which current member needs a look, by which rule, on what values."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cases.programs.models import Cohort
from cases.programs.selectors.attention_rules import (
    LIMITS,
    First,
    Limits,
    Rule,
    Spread,
    is_below,
    is_overdue,
    is_quiet,
    mean_of,
    spread_of,
    unsafe_lately,
)
from cases.programs.selectors.members import Member, everybody_in
from cases.programs.selectors.played import By, firsts_of, played_by
from cases.programs.selectors.progress import Progress, progress_of, tasks_of
from cases.selectors.wording import whole


@dataclass(frozen=True, slots=True)
class Entry:
    """What is not of its rule is None or ""; scores are of 100. `attempt_id`: the evidence of harm."""

    learner_id: int
    name: str
    rule: Rule
    at: datetime | None = None
    attempt_id: UUID | None = None
    title: str = ""
    own: int | None = None
    others: int | None = None
    sd: int | None = None


@dataclass(frozen=True, slots=True)
class Attention:
    """`scored`: how many members have a mean; below `limits.below_n` nobody is held against the others."""

    entries: tuple[Entry, ...]
    limits: Limits
    scored: int
    member_count: int

    @property
    def learner_ids(self) -> frozenset[int]:
        return frozenset(one.learner_id for one in self.entries)


@dataclass(frozen=True, slots=True)
class Group:
    """What the rules look at: the current members, what the program knows that they played, what is set to them."""

    cohort: Cohort
    members: tuple[Member, ...]
    played: By
    progress: Progress

    def firsts(self, learner_id: int) -> list[First]:
        """Of each case the first assessed attempt, if it is over."""
        return [
            First(one.pk, one.score, bool(one.unsafe), one.ended_at)
            for one in firsts_of(self.played.get(learner_id, ())).values()
            if one.score is not None and one.ended_at is not None
        ]

    def active_at(self, learner_id: int) -> datetime | None:
        return max((one.active_at for one in self.played.get(learner_id, ())), default=None)


def attention(cohort: Cohort, at: datetime, limits: Limits = LIMITS) -> Attention:
    """At most five statements however many learners, attempts and assignments; no breakdown is read."""
    members = everybody_in(cohort)
    played = played_by(cohort.program_id, [one.learner_id for one in members])
    return attention_of(Group(cohort, members, played, progress_of(tasks_of(cohort))), at, limits)


def attention_of(group: Group, at: datetime, limits: Limits = LIMITS) -> Attention:
    """On what was read already."""
    firsts = {one.learner_id: group.firsts(one.learner_id) for one in group.members}
    means = {pk: own for pk, some in firsts.items() if (own := mean_of(some)) is not None}
    spread = spread_of(means, limits)
    found: list[Entry] = []
    for one in group.members:
        found += _unsafe(one, firsts[one.learner_id], limits, at)
        found += _late(one, group.progress, limits, at)
        found += _below(one, means.get(one.learner_id), spread, limits)
        found += _quiet(one, group.active_at(one.learner_id), limits, at)
    order = list(Rule)
    entries = sorted(found, key=lambda one: (order.index(one.rule), one.name.casefold(), one.learner_id))
    return Attention(tuple(entries), limits, len(means), len(group.members))


def _unsafe(one: Member, firsts: Iterable[First], limits: Limits, at: datetime) -> Iterator[Entry]:
    for first in unsafe_lately(firsts, limits, at):
        yield Entry(one.learner_id, one.name, Rule.UNSAFE, first.ended_at, first.attempt_id)


def _late(one: Member, progress: Progress, limits: Limits, at: datetime) -> Iterator[Entry]:
    """What was due before somebody joined was not set to them."""
    for task in progress.tasks:
        due = progress.dates(task, one.learner_id).due_at
        if due >= one.since and is_overdue(due, limits, at) and not progress.is_done(task, one.learner_id):
            yield Entry(one.learner_id, one.name, Rule.OVERDUE, due, title=task.assignment.title)


def _below(one: Member, own: Decimal | None, spread: Spread | None, limits: Limits) -> Iterator[Entry]:
    if own is not None and spread is not None and is_below(own, spread, limits):
        yield Entry(
            one.learner_id,
            one.name,
            Rule.BELOW,
            own=whole(own),
            others=whole(spread.mean),
            sd=whole(spread.sd),
        )


def _quiet(one: Member, active_at: datetime | None, limits: Limits, at: datetime) -> Iterator[Entry]:
    """Who never began is quiet since joining."""
    if is_quiet(active_at or one.since, limits, at):
        yield Entry(one.learner_id, one.name, Rule.QUIET, active_at)
