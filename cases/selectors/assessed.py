"""How a learner stands with a case in assessed mode: which attempt counts, what it came to, and what was practised."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from cases.engine.state import Mode
from cases.models import Attempt, AttemptMode, AttemptQuerySet, AttemptState
from cases.selectors.wording import end_words, whole


@dataclass(frozen=True, slots=True)
class Counting:
    """The first assessed attempt that was started; `score` is None and `end` empty while it is under way."""

    attempt_id: UUID
    score: int | None
    unsafe: bool
    state: str
    end: str
    practised: bool


@dataclass(frozen=True, slots=True)
class Assessed:
    """`under_way` is an assessed attempt that has to end before another attempt may start."""

    under_way: UUID | None = None
    counting: Counting | None = None
    practised: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    attempt_id: UUID
    mode: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    score: Decimal | None
    unsafe: bool | None


def assessed_of(document_id: int, learner_id: int) -> Assessed:
    """One statement."""
    rows = _rows(document_id, learner_id)
    assessed = [row for row in rows if row.mode == Mode.ASSESSED]
    waiting = (row.attempt_id for row in assessed if row.state == AttemptState.IN_PROGRESS)
    return Assessed(
        under_way=next(waiting, None),
        counting=_counting(assessed[0], rows) if assessed else None,
        practised=any(row.mode == Mode.PRACTICE for row in rows),
    )


def closed_meanwhile(learner_id: int) -> frozenset[UUID]:
    """The learner's other attempts at cases at which an assessed one is under way: they would give the answers.

    One statement.
    """
    under_way = _under_way(learner_id)
    others = Attempt.objects.filter(learner_id=learner_id, document__in=under_way.values("document"))
    return frozenset(others.exclude(pk__in=under_way.values("pk")).values_list("pk", flat=True))


def silent_meanwhile(learner_id: int) -> frozenset[UUID]:
    """The learner's assessed attempts under way, whose terms name key decisions that lie ahead. One statement."""
    return frozenset(_under_way(learner_id).values_list("pk", flat=True))


def _under_way(learner_id: int) -> AttemptQuerySet:
    return Attempt.objects.in_progress().filter(learner_id=learner_id, mode=AttemptMode.ASSESSED)


def _rows(document_id: int, learner_id: int) -> list[_Row]:
    """The learner's attempts at the case, the first started first; no two were started at the same moment."""
    mine = Attempt.objects.filter(learner_id=learner_id, document=document_id)
    # A regrade stands beside the score an attempt had and changes nothing here.
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    columns = ("pk", "mode", "state", "started_at", "ended_at", "own_result__score", "own_result__unsafe")
    ordered = mine.annotate(own_result=own_result).order_by("started_at")
    return [_Row(*row) for row in ordered.values_list(*columns)]


def _counting(first: _Row, rows: list[_Row]) -> Counting:
    return Counting(
        attempt_id=first.attempt_id,
        score=None if first.score is None else whole(first.score),
        unsafe=bool(first.unsafe),
        state=first.state,
        end="" if first.state == AttemptState.IN_PROGRESS else end_words(first.state),
        practised=any(row.mode == Mode.PRACTICE and _before_the_end(row, first) for row in rows),
    )


def _before_the_end(practice: _Row, assessed: _Row) -> bool:
    """What was practised as a guest while it ran, and kept since, gave the answers as well."""
    return assessed.ended_at is None or practice.started_at < assessed.ended_at
