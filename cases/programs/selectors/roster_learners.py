"""Whose rows a cohort's table shows: who fits what was asked, in its order, page by page."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from cases.programs.models import Cohort
from cases.programs.selectors.attention import Group, attention_of
from cases.programs.selectors.due import Standing
from cases.programs.selectors.members import PAGE, Member, Wanted, everybody_in, sliced
from cases.programs.selectors.played import By, played_by
from cases.programs.selectors.progress import Progress, Task, progress_of, tasks_of
from cases.programs.selectors.sums import First, Sums, mean_of, sums_by

NEVER = float("-inf")
# What is asked for as one state.
TOGETHER = {Standing.OPEN: {Standing.OPEN, Standing.DUE_SOON}}


@dataclass(frozen=True, slots=True)
class Fitting:
    """`members` by name; `everybody` is how many there are without what narrows down.

    `task` is the assignment that was asked for; `sums` None: not read, because nothing that was asked needs it.
    """

    cohort: Cohort
    members: tuple[Member, ...]
    everybody: int
    tasks: tuple[Task, ...]
    task: Task | None
    progress: Progress | None
    sums: Mapping[int, Sums] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of those that fit, in order, with what they played."""

    members: tuple[Member, ...]
    page: int
    more: bool
    total: int
    played: By


def fitting(cohort: Cohort, wanted: Wanted, at: datetime) -> Fitting:
    """Two statements; two more when an assignment or a state of one is asked for, and when whom a rule names is, those
    of the list.
    """
    everybody, tasks = everybody_in(cohort, former=wanted.former), tasks_of(cohort)
    task = next((one for one in tasks if one.assignment.pk == wanted.assignment), None)
    asks_progress = bool(task or wanted.standing or wanted.attention)
    progress = progress_of(tasks) if asks_progress else None
    asks_sums = wanted.sort != "name" or wanted.attention
    sums = sums_by(cohort.program_id, [one.learner_id for one in everybody]) if asks_sums else None
    fits = [one for one in everybody if wanted.name.casefold() in one.name.casefold()]
    if progress and wanted.standing:
        fits = [one for one in fits if _stands(one, progress, task, wanted.standing, at)]
    if progress and wanted.attention and sums is not None:
        current = tuple(one for one in everybody if one.until is None)
        named = attention_of(Group(cohort, current, sums, progress), at).learner_ids
        fits = [one for one in fits if one.learner_id in named]
    return Fitting(cohort, tuple(fits), len(everybody), tasks, task, progress, sums)


def shown(found: Fitting, wanted: Wanted, documents: Collection[int] | None) -> Shown:
    """In the order of the whole cohort, by figures of these cases alone when they are named. One statement."""
    return _shown(found, _ordered(found, wanted, documents), wanted.page)


def every_page(found: Fitting, wanted: Wanted, documents: Collection[int] | None) -> Iterator[Shown]:
    """Put in order once, so that a file of the whole costs no more than its rows. One statement for each."""
    ordered = _ordered(found, wanted, documents)
    for start in range(0, len(ordered), PAGE):
        yield _shown(found, ordered, start // PAGE + 1)


def _ordered(found: Fitting, wanted: Wanted, documents: Collection[int] | None) -> Sequence[Member]:
    if found.sums is not None and wanted.sort != "name":
        order = _key(wanted.sort, found.sums, documents)
        return _in_order(found.members, order, falling=wanted.is_falling)
    return found.members[::-1] if wanted.is_falling else found.members


def _shown(found: Fitting, ordered: Sequence[Member], page: int) -> Shown:
    members, number, more = sliced(ordered, page, PAGE)
    played = played_by(found.cohort.program_id, [one.learner_id for one in members])
    return Shown(members, number, more, len(ordered), played)


def _stands(member: Member, progress: Progress, task: Task | None, asked: str, at: datetime) -> bool:
    """In one of the assignments when none is named."""
    wanted = TOGETHER.get(Standing(asked), {Standing(asked)})
    some = (task,) if task else progress.tasks
    return any(progress.standing(one, member.learner_id, at) in wanted for one in some)


Key = Callable[[Member], Fraction | float | None]


def _key(sort: str, sums: Mapping[int, Sums], documents: Collection[int] | None) -> Key:
    """None: without such a figure, which comes last whatever the direction."""

    def over(member: Member) -> list[tuple[First, Decimal]]:
        found = sums.get(member.learner_id)
        return found.over(documents) if found else []

    def active(member: Member) -> float:
        found = sums.get(member.learner_id)
        return found.active_at.timestamp() if found else NEVER

    keys: dict[str, Key] = {
        "mean": lambda member: mean_of(over(member)),
        "unsafe": lambda member: sum(bool(one.unsafe) for one, _score in over(member)),
        "finished": lambda member: len(over(member)),
        "active": active,
    }
    return keys.get(sort, lambda _member: 0)


def _in_order(members: Sequence[Member], key: Key, *, falling: bool) -> list[Member]:
    """Those with the same figure stay by name."""
    told = [(key(one), one) for one in members]
    known = [(figure, one) for figure, one in told if figure is not None]
    ordered = sorted(known, key=lambda pair: pair[0], reverse=falling)
    return [one for _figure, one in ordered] + [one for figure, one in told if figure is None]
