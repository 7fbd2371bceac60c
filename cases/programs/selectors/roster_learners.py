"""Whose rows a cohort's table shows: who fits what was asked, in its order, page by page."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from cases.programs.models import Cohort
from cases.programs.selectors.attention import Group, attention_of
from cases.programs.selectors.due import Standing
from cases.programs.selectors.members import PAGE, Member, Wanted, everybody_in, sliced
from cases.programs.selectors.played import By, played_by
from cases.programs.selectors.progress import Progress, Task, progress_of, tasks_of
from cases.programs.selectors.roster_cells import NOTHING, Summary, summary_of

NEVER = float("-inf")
# What is asked for as one state.
TOGETHER = {Standing.OPEN: {Standing.OPEN, Standing.DUE_SOON}}


@dataclass(frozen=True, slots=True)
class Fitting:
    """`members` by name; `everybody` is how many there are without what narrows down.

    `task` is the assignment that was asked for; `played` None: not read yet, because nothing that was asked needs it.
    """

    cohort: Cohort
    members: tuple[Member, ...]
    everybody: int
    tasks: tuple[Task, ...]
    task: Task | None
    progress: Progress | None
    played: By | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of those that fit, in order, with what they played."""

    members: tuple[Member, ...]
    page: int
    more: bool
    total: int
    played: By


def fitting(cohort: Cohort, wanted: Wanted, at: datetime) -> Fitting:
    """Two statements; two more when an assignment or a state of one is asked for, and when somebody is who needs
    attention, those of the list.
    """
    everybody, tasks = everybody_in(cohort, former=wanted.former), tasks_of(cohort)
    task = next((one for one in tasks if one.assignment.pk == wanted.assignment), None)
    asks_progress = bool(task or wanted.standing or wanted.attention)
    progress = progress_of(tasks) if asks_progress else None
    asks_played = wanted.sort != "name" or wanted.attention
    played = played_by(cohort.program_id, [one.learner_id for one in everybody]) if asks_played else None
    fits = [one for one in everybody if wanted.name.casefold() in one.name.casefold()]
    if progress and wanted.standing:
        fits = [one for one in fits if _stands(one, progress, task, wanted.standing, at)]
    if progress and wanted.attention and played is not None:
        current = tuple(one for one in everybody if one.until is None)
        named = attention_of(Group(cohort, current, played, progress), at).learner_ids
        fits = [one for one in fits if one.learner_id in named]
    return Fitting(cohort, tuple(fits), len(everybody), tasks, task, progress, played)


def shown(found: Fitting, wanted: Wanted, documents: Collection[int] | None) -> Shown:
    """In the order of the whole cohort, by figures of these cases alone when they are named. At most one statement."""
    return _shown(found, _ordered(found, wanted, documents), wanted.page)


def every_page(found: Fitting, wanted: Wanted, documents: Collection[int] | None) -> Iterator[Shown]:
    """Put in order once, so that a file of the whole costs no more than its rows. At most one statement for each."""
    ordered = _ordered(found, wanted, documents)
    for start in range(0, len(ordered), PAGE):
        yield _shown(found, ordered, start // PAGE + 1)


def _ordered(found: Fitting, wanted: Wanted, documents: Collection[int] | None) -> Sequence[Member]:
    if found.played is not None:
        order = _key(wanted.sort, found.played, documents)
        return _in_order(found.members, order, falling=wanted.is_falling)
    return found.members[::-1] if wanted.is_falling else found.members


def _shown(found: Fitting, ordered: Sequence[Member], page: int) -> Shown:
    members, number, more = sliced(ordered, page, PAGE)
    played = found.played
    if played is None:
        played = played_by(found.cohort.program_id, [one.learner_id for one in members])
    return Shown(members, number, more, len(ordered), played)


def _stands(member: Member, progress: Progress, task: Task | None, asked: str, at: datetime) -> bool:
    """In one of the assignments when none is named."""
    wanted = TOGETHER.get(Standing(asked), {Standing(asked)})
    some = (task,) if task else progress.tasks
    return any(progress.standing(one, member.learner_id, at) in wanted for one in some)


Key = Callable[[Member], Fraction | float | None]


def _key(sort: str, played: By, documents: Collection[int] | None) -> Key:
    """None: without such a figure, which comes last whatever the direction."""

    def of(member: Member) -> Summary:
        found = played.get(member.learner_id)
        return summary_of(found, documents) if found else NOTHING

    def active(member: Member) -> float:
        at = of(member).last_active
        return at.timestamp() if at else NEVER

    keys: dict[str, Key] = {
        "mean": lambda member: of(member).mean,
        "unsafe": lambda member: of(member).unsafe_count,
        "finished": lambda member: of(member).n,
        "active": active,
    }
    return keys.get(sort, lambda _member: 0)


def _in_order(members: Sequence[Member], key: Key, *, falling: bool) -> list[Member]:
    """Those with the same figure stay by name."""
    told = [(key(one), one) for one in members]
    known = [(figure, one) for figure, one in told if figure is not None]
    ordered = sorted(known, key=lambda pair: pair[0], reverse=falling)
    return [one for _figure, one in ordered] + [one for figure, one in told if figure is None]
