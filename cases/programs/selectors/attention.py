"""The attention list of a cohort: which current member needs a look, by which rule, on what values."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.models import AttemptEvent, AttemptMode
from cases.programs.models import Assignment, Cohort, Membership
from cases.programs.selectors.assigned import dates_of, extensions_of, is_done, items_of
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
from cases.programs.selectors.parts import answers
from cases.programs.selectors.work import known_to
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


@dataclass(slots=True)
class _Work:
    firsts: dict[int, First | None] = field(default_factory=dict)
    active_at: datetime | None = None

    @property
    def over(self) -> list[First]:
        return [one for one in self.firsts.values() if one is not None]


def attention(cohort: Cohort, at: datetime, limits: Limits = LIMITS) -> Attention:
    """At most seven statements however many learners, attempts and assignments; no breakdown is read."""
    members = list(_members(cohort))
    work = _work(cohort.program_id, [one.learner_id for one in members])
    means = {pk: own for pk, one in work.items() if (own := mean_of(one.over)) is not None}
    spread, late = spread_of(means, limits), _late(cohort, members, limits, at)
    found: list[Entry] = []
    for one in members:
        done = work.get(one.learner_id, _Work())
        found += _unsafe(one, done, limits, at)
        found += [
            Entry(one.learner_id, str(one.learner), Rule.OVERDUE, due, title=title)
            for title, due in late.get(one.learner_id, ())
        ]
        found += _below(one, done, spread, limits)
        found += _quiet(one, done, limits, at)
    order = list(Rule)
    entries = sorted(found, key=lambda one: (order.index(one.rule), one.name.casefold(), one.learner_id))
    return Attention(tuple(entries), limits, len(means), len(members))


def _members(cohort: Cohort) -> Iterable[Membership]:
    """Those who are in it now; simulated people in a demo only."""
    found = cohort.memberships.current().select_related("learner")
    return found if cohort.program.is_demo else found.filter(learner__is_simulated=False)


def _work(program_id: int, learner_ids: list[int]) -> Mapping[int, _Work]:
    """One statement."""
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    last = AttemptEvent.objects.filter(attempt=OuterRef("pk")).order_by("-position").values("at")[:1]
    rows = known_to(program_id).filter(learner__in=learner_ids).order_by("started_at", "pk")
    told = rows.annotate(own_result=own_result, active_at=Coalesce("ended_at", Subquery(last), "started_at"))
    columns = (
        "learner_id",
        "document_id",
        "mode",
        "active_at",
        "pk",
        "own_result__score",
        "own_result__unsafe",
        "ended_at",
    )
    found: dict[int, _Work] = {}
    for learner, document, mode, active_at, *first in told.values_list(*columns):
        work = found.setdefault(learner, _Work())
        work.active_at = max(work.active_at or active_at, active_at)
        if mode == AttemptMode.ASSESSED:
            work.firsts.setdefault(document, First(*first) if first[1] is not None else None)
    return found


def _late(
    cohort: Cohort, members: Iterable[Membership], limits: Limits, at: datetime
) -> Mapping[int, list[tuple[str, datetime]]]:
    """By learner, the assignments overdue for long. One due before somebody joined was not set to them."""
    standing = list(Assignment.objects.filter(cohort=cohort).standing())
    if not standing:
        return {}
    items, granted = items_of(standing), extensions_of(standing)
    told = answers([item.pk for some in items.values() for item in some])
    found: dict[int, list[tuple[str, datetime]]] = {}
    for assignment in standing:
        for one in members:
            due = dates_of(assignment, granted.get((assignment.pk, one.learner_id), ())).due_at
            done = is_done(items.get(assignment.pk, ()), told, one.learner_id)
            if not done and due >= one.started_at and is_overdue(due, limits, at):
                found.setdefault(one.learner_id, []).append((assignment.title, due))
    return found


def _unsafe(one: Membership, done: _Work, limits: Limits, at: datetime) -> Iterator[Entry]:
    for first in unsafe_lately(done.over, limits, at):
        yield Entry(one.learner_id, str(one.learner), Rule.UNSAFE, first.ended_at, first.attempt_id)


def _below(one: Membership, done: _Work, spread: Spread | None, limits: Limits) -> Iterator[Entry]:
    own = mean_of(done.over)
    if own is not None and spread is not None and is_below(own, spread, limits):
        yield Entry(
            one.learner_id,
            str(one.learner),
            Rule.BELOW,
            own=whole(own),
            others=whole(spread.mean),
            sd=whole(spread.sd),
        )


def _quiet(one: Membership, done: _Work, limits: Limits, at: datetime) -> Iterator[Entry]:
    """Who never began is quiet since joining."""
    if is_quiet(done.active_at or one.started_at, limits, at):
        yield Entry(one.learner_id, str(one.learner), Rule.QUIET, done.active_at)
