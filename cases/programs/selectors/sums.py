"""What the work of a whole cohort comes to, learner by learner: read once, kept of an attempt only what adds up."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.models import AttemptEvent, AttemptMode, AttemptState
from cases.programs.selectors.work import known_to
from cases.selectors.own_domains import ENOUGH

AT_ONCE = 2000


class First(NamedTuple):
    """A first assessed attempt; without a score it is not over."""

    attempt_id: UUID
    at: datetime
    score: Decimal | None
    unsafe: bool | None
    decisions: int | None


@dataclass(slots=True)
class Sums:
    """`firsts` by case, over or not; all else is of all work, practice and repeats included.

    `sure` decisions at certainty 3, `wrong` of them; `uncounted` attempts are over and have no count of those.
    """

    active_at: datetime
    firsts: dict[int, First] = field(default_factory=dict)
    sure: int = 0
    wrong: int = 0
    uncounted: int = 0

    def over(self, documents: Collection[int] | None = None) -> list[tuple[First, Decimal]]:
        """The first assessed attempts with their scores; of these cases alone when they are named."""
        return [
            (one, one.score)
            for document, one in self.firsts.items()
            if one.score is not None and (documents is None or document in documents)
        ]


def mean_of(over: Iterable[tuple[First, Decimal]]) -> Fraction | None:
    """Exact. None below ENOUGH decisions, which are shown nowhere and hold nobody against others."""
    firsts = list(over)
    enough = sum(first.decisions or 0 for first, _score in firsts) >= ENOUGH
    return Fraction(sum((score for _first, score in firsts), Decimal(0))) / len(firsts) if enough else None


def sums_by(program_id: int, learner_ids: Iterable[int]) -> Mapping[int, Sums]:
    """By learner, those who have begun anything. One statement."""
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    last = AttemptEvent.objects.filter(attempt=OuterRef("pk")).order_by("-position").values("at")[:1]
    known = known_to(program_id).filter(learner__in=list(learner_ids)).order_by("started_at", "pk")
    told = known.annotate(
        own_result=own_result, active_at=Coalesce("ended_at", Subquery(last), "started_at")
    ).values_list(
        "learner_id", "document_id", "mode", "state", "own_result__sure_count", "own_result__sure_wrong",
        "pk", "active_at", "own_result__score", "own_result__unsafe", "own_result__decision_count",
    )  # fmt: skip
    found: dict[int, Sums] = {}
    for learner_id, document_id, mode, state, sure, wrong, *first in told.iterator(chunk_size=AT_ONCE):
        at = first[1]
        sums = found.get(learner_id)
        if sums is None:
            sums = found[learner_id] = Sums(at)
        elif at > sums.active_at:
            sums.active_at = at
        if mode == AttemptMode.ASSESSED and document_id not in sums.firsts:
            sums.firsts[document_id] = First(*first)
        if sure is not None:
            sums.sure, sums.wrong = sums.sure + sure, sums.wrong + wrong
        elif state != AttemptState.IN_PROGRESS:
            sums.uncounted += 1
    return found
