"""Baseline against end of rotation: the same cases set twice, compared for the learners who did both."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cases.models import Attempt, AttemptMode, Result
from cases.programs.models import AssignedAttempt, Assignment, Cohort
from cases.programs.models.assignments import Purpose
from cases.programs.selectors.assigned import items_of, titles_of
from cases.programs.selectors.cohort_work import work_of_cohort
from cases.programs.selectors.members import PAGE, sliced
from cases.selectors.wording import MINUS, whole

# Below it a mean of differences says nothing.
ENOUGH: Final = 5


@dataclass(frozen=True, slots=True)
class Side:
    """An assignment to be compared."""

    id: int
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class CasePair:
    """One case that a learner did in both; scores of 100, with the attempts they are of."""

    title: str
    before: int
    after: int
    before_id: UUID
    after_id: UUID


@dataclass(frozen=True, slots=True)
class Pair:
    """One learner: means over the cases done in both, and their difference with its sign; `exact` is not rounded."""

    learner_id: int
    name: str
    before: Decimal
    after: Decimal
    difference: str
    exact: Fraction
    cases: tuple[CasePair, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`cases` are set in both. `rows` are one page of the `pairs`. `mean` None below `enough` learners with both; of
    the others `before_only` and `after_only` did one of the two.
    """

    befores: tuple[Side, ...]
    afters: tuple[Side, ...]
    cases: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()
    rows: tuple[Pair, ...] = ()
    page: int = 1
    more: bool = False
    mean: str | None = None
    before_only: int = 0
    after_only: int = 0
    enough: int = ENOUGH

    @property
    def n(self) -> int:
        return len(self.pairs)

    @property
    def total(self) -> int:
        return self.n


@dataclass(frozen=True, slots=True)
class _Done:
    attempt: Attempt
    score: Decimal


# By learner, then by document: what was done for one assignment.
_Side = Mapping[int, Mapping[int, _Done]]


def comparison(
    cohort: Cohort, *, before_id: int | None = None, after_id: int | None = None, page: int = 1
) -> Comparison:
    """The latest due of each kind unless others are named. Five statements however many learners.

    What is named and is no baseline, or no end, of this cohort is as if it were not named.
    """
    befores, afters = _offered(cohort)
    before, after = _chosen(befores, before_id), _chosen(afters, after_id)
    if before is None or after is None:
        return Comparison(_sides(befores, before), _sides(afters, after))
    items = items_of([before, after])
    shared = {one.document_id for one in items[before.pk]} & {one.document_id for one in items[after.pk]}
    titles = titles_of(item for item in items[after.pk] if item.document_id in shared)
    first, last = _done(cohort, before, shared), _done(cohort, after, shared)
    pairs = tuple(_pairs(first, last, titles))
    both = {pair.learner_id for pair in pairs}
    rows, number, more = sliced(pairs, page, PAGE)
    return Comparison(
        befores=_sides(befores, before),
        afters=_sides(afters, after),
        cases=tuple(sorted(titles.get(document, "") for document in shared)),
        pairs=pairs,
        rows=rows,
        page=number,
        more=more,
        mean=_mean_difference(pairs),
        before_only=len(first.keys() - both),
        after_only=len(last.keys() - both),
    )


def _offered(cohort: Cohort) -> tuple[list[Assignment], list[Assignment]]:
    """Baselines and ends that stand, the latest due first. One statement."""
    standing = Assignment.objects.filter(cohort=cohort, mode=AttemptMode.ASSESSED).standing()
    found = list(standing.exclude(purpose=Purpose.ORDINARY).order_by("-due_at", "-pk"))
    befores = [one for one in found if one.purpose == Purpose.BASELINE]
    return befores, [one for one in found if one.purpose == Purpose.END]


def _chosen(offered: Sequence[Assignment], asked: int | None) -> Assignment | None:
    named = (one for one in offered if one.pk == asked)
    return next(named, offered[0] if offered else None)


def _sides(offered: Sequence[Assignment], chosen: Assignment | None) -> tuple[Side, ...]:
    return tuple(Side(one.pk, one.title, one == chosen) for one in offered)


def _done(cohort: Cohort, assignment: Assignment, documents: Collection[int]) -> _Side:
    """The first attempt for each part that is over, however it ended. One statement."""
    own = Result.objects.filter(attempt=OuterRef("attempt"), publication=OuterRef("attempt__publication"))
    rows = AssignedAttempt.objects.filter(
        item__assignment=assignment,
        item__document__in=documents,
        attempt__in=work_of_cohort(cohort).order_by().values("pk"),
    ).annotate(score=Subquery(own.values("score")[:1]))
    found: dict[int, dict[int, _Done]] = defaultdict(dict)
    for row in rows.select_related("attempt__learner").order_by("attempt__started_at"):
        if row.score is not None and row.attempt.learner_id is not None:
            done = _Done(row.attempt, row.score)
            found[row.attempt.learner_id].setdefault(row.attempt.document_id, done)
    return found


def _pairs(first: _Side, last: _Side, titles: Mapping[int, str]) -> Iterator[Pair]:
    """By name. One attempt that answers both is no second time."""
    names = {learner: str(next(iter(done.values())).attempt.learner) for learner, done in first.items()}
    for learner in sorted(first.keys() & last.keys(), key=lambda pk: (names[pk].casefold(), pk)):
        before, after = first[learner], last[learner]
        twice = (pk for pk in before.keys() & after.keys() if before[pk].attempt != after[pk].attempt)
        documents = sorted(twice, key=lambda pk: (titles.get(pk, ""), pk))
        if documents:
            cases = tuple(_case(titles.get(pk, ""), before[pk], after[pk]) for pk in documents)
            low, high = (_mean([Fraction(side[pk].score) for pk in documents]) for side in (before, after))
            yield Pair(learner, names[learner], _one(low), _one(high), _signed(high - low), high - low, cases)


def _case(title: str, before: _Done, after: _Done) -> CasePair:
    return CasePair(title, whole(before.score), whole(after.score), before.attempt.pk, after.attempt.pk)


def _mean_difference(pairs: Sequence[Pair]) -> str | None:
    return _signed(_mean([pair.exact for pair in pairs])) if len(pairs) >= ENOUGH else None


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _one(value: Fraction) -> Decimal:
    """One decimal, half to even."""
    return Decimal(round(value * 10)).scaleb(-1)


def _signed(value: Fraction) -> str:
    shown = _one(value)
    return f"+{shown}" if shown > 0 else str(abs(shown)) if not shown else f"{shown}".replace("-", MINUS)
