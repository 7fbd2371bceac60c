"""The attention list of a cohort: which current member needs a look, by which rule, on what values."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from cases.programs.models import Cohort
from cases.programs.selectors.attention_rules import (
    Certain,
    Limits,
    Rule,
    Spread,
    is_below,
    is_late_harm,
    is_overdue,
    is_quiet,
    is_surely_wrong,
    spread_of,
)
from cases.programs.selectors.limits import limits_of
from cases.programs.selectors.members import Member, everybody_in, sliced
from cases.programs.selectors.progress import Progress, progress_of, tasks_of
from cases.programs.selectors.snoozes import Aside, snoozed
from cases.programs.selectors.sums import Sums, mean_of, sums_by
from cases.programs.selectors.sure import certain_by
from cases.selectors.wording import whole

PAGE = 50


@dataclass(frozen=True, slots=True)
class Asked:
    """`rule` "" is all of them; `aside`: what is put aside, in place of what is not; `page` from 1."""

    rule: str = ""
    aside: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What is not of its rule is None or ""; scores are of 100. `attempt_id`, `assignment_id`: the evidence.

    `wrong` of `n` decisions with certainty 3. `aside` None: it is not put aside.
    """

    learner_id: int
    name: str
    rule: Rule
    at: datetime | None = None
    attempt_id: UUID | None = None
    assignment_id: int | None = None
    title: str = ""
    own: int | None = None
    others: int | None = None
    sd: int | None = None
    wrong: int | None = None
    n: int | None = None
    aside: Aside | None = None

    @property
    def percent(self) -> int:
        """Down to a whole number, so that it never tells more than there is."""
        return 100 * (self.wrong or 0) // (self.n or 1)


@dataclass(frozen=True, slots=True)
class Attention:
    """`entries` are not put aside, `put_aside` are. `scored`: how many members have a mean; below `limits.below_n`
    nobody is held against the others. `sure`: how many have `limits.sure_n` decisions with certainty 3.
    """

    entries: tuple[Entry, ...]
    put_aside: tuple[Entry, ...]
    limits: Limits
    scored: int
    sure: int
    member_count: int

    @property
    def learner_ids(self) -> frozenset[int]:
        return frozenset(one.learner_id for one in self.entries)

    @property
    def counts(self) -> tuple[tuple[Rule, int], ...]:
        """How many entries each rule has, harm first; those with none are left out."""
        found = Counter(one.rule for one in self.entries)
        return tuple((rule, found[rule]) for rule in Rule if found[rule])


@dataclass(frozen=True, slots=True)
class AttentionPage:
    """`rows` are one page of the `total` that were asked for."""

    found: Attention
    asked: Asked
    rows: tuple[Entry, ...]
    page: int
    more: bool
    total: int


@dataclass(frozen=True, slots=True)
class Group:
    """What the rules look at: the current members, what their work comes to, what is set to them."""

    cohort: Cohort
    members: tuple[Member, ...]
    sums: Mapping[int, Sums]
    progress: Progress

    def of_members(self) -> Mapping[int, Sums]:
        """Without those who have left, of whom `sums` may tell as well."""
        members = {one.learner_id for one in self.members}
        return {learner_id: one for learner_id, one in self.sums.items() if learner_id in members}


def attention(cohort: Cohort, at: datetime, limits: Limits | None = None) -> Attention:
    """By the program's own limits when none are given. At most six statements however many learners, attempts and
    assignments, and no breakdown is read; two more while there are results from before certainty was kept with them.
    """
    members = everybody_in(cohort)
    sums = sums_by(cohort.program_id, [one.learner_id for one in members])
    return attention_of(Group(cohort, members, sums, progress_of(tasks_of(cohort))), at, limits)


def attention_page(cohort: Cohort, asked: Asked, at: datetime) -> AttentionPage:
    """What `attention` costs."""
    found = attention(cohort, at)
    listed = found.put_aside if asked.aside else found.entries
    fits = [one for one in listed if asked.rule in ("", one.rule.value)]
    rows, page, more = sliced(fits, asked.page, PAGE)
    return AttentionPage(found, asked, rows, page, more, len(fits))


def attention_of(group: Group, at: datetime, limits: Limits | None = None) -> Attention:
    """On what was read already, and one statement more: what is put aside."""
    limits, program_id = limits or limits_of(group.cohort.program), group.cohort.program_id
    sums = group.of_members()
    sure = certain_by(program_id, sums)
    means = {pk: mean for pk, one in sums.items() if (mean := _mean(one)) is not None}
    spread = spread_of(means, limits)
    found: list[Entry] = []
    for one in group.members:
        found += _unsafe(one, sums.get(one.learner_id), limits, at)
        found += _sure(one, sure.get(one.learner_id), limits)
        found += _late(one, group.progress, limits, at)
        found += _below(one, means.get(one.learner_id), spread, limits)
        found += _quiet(one, sums.get(one.learner_id), limits, at)
    order = list(Rule)
    found.sort(key=lambda one: (order.index(one.rule), one.name.casefold(), one.learner_id))
    asides = snoozed(program_id, {one.learner_id for one in found}, at)
    told = [replace(one, aside=asides.get((one.learner_id, one.rule.value))) for one in found]
    return Attention(
        entries=tuple(one for one in told if one.aside is None),
        put_aside=tuple(one for one in told if one.aside is not None),
        limits=limits,
        scored=len(means),
        sure=sum(one.count >= limits.sure_n for one in sure.values()),
        member_count=len(group.members),
    )


def _mean(sums: Sums) -> Decimal | None:
    mean = mean_of(sums.over())
    return None if mean is None else Decimal(mean.numerator) / mean.denominator


def _unsafe(one: Member, sums: Sums | None, limits: Limits, at: datetime) -> Iterator[Entry]:
    for first, _score in sums.over() if sums else ():
        if first.unsafe and is_late_harm(first.at, limits, at):
            yield Entry(one.learner_id, one.name, Rule.UNSAFE, first.at, first.attempt_id)


def _sure(one: Member, sure: Certain | None, limits: Limits) -> Iterator[Entry]:
    if sure is not None and is_surely_wrong(sure, limits):
        yield Entry(one.learner_id, one.name, Rule.SURE, wrong=sure.wrong, n=sure.count)


def _late(one: Member, progress: Progress, limits: Limits, at: datetime) -> Iterator[Entry]:
    """What was due before somebody joined was not set to them."""
    for task in progress.tasks:
        due = progress.dates(task, one.learner_id).due_at
        if due >= one.since and is_overdue(due, limits, at) and not progress.is_done(task, one.learner_id):
            set_ = task.assignment
            yield Entry(one.learner_id, one.name, Rule.OVERDUE, due, assignment_id=set_.pk, title=set_.title)


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


def _quiet(one: Member, sums: Sums | None, limits: Limits, at: datetime) -> Iterator[Entry]:
    """Who never began, or has come back, is quiet since joining at the earliest."""
    active_at = sums.active_at if sums else None
    if is_quiet(max(active_at or one.since, one.since), limits, at):
        yield Entry(one.learner_id, one.name, Rule.QUIET, active_at)
