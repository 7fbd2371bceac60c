"""What learners played and a program knows, as light rows: one statement for a table, a list, a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.models import AttemptEvent, AttemptMode, AttemptState
from cases.programs.selectors.work import known_to


@dataclass(frozen=True, slots=True)
class Played:
    """An attempt with its own result: `score` and `unsafe` None while there is none. `decisions`: key decisions it
    reached and that count. `active_at`: its end, or the last thing that was done in it.
    """

    pk: UUID
    learner_id: int
    document_id: int
    publication_id: int
    rendering_id: int
    mode: str
    state: str
    ended_at: datetime | None
    active_at: datetime
    score: Decimal | None
    unsafe: bool | None
    decisions: int

    @property
    def is_assessed(self) -> bool:
        return self.mode == AttemptMode.ASSESSED

    @property
    def is_over(self) -> bool:
        return self.state != AttemptState.IN_PROGRESS


By = Mapping[int, list[Played]]


def played_by(program_id: int, learner_ids: Iterable[int]) -> By:
    """By learner, what was started first first. One statement."""
    own_result = FilteredRelation("results", condition=Q(results__publication=F("publication")))
    last = AttemptEvent.objects.filter(attempt=OuterRef("pk")).order_by("-position").values("at")[:1]
    known = known_to(program_id).filter(learner__in=list(learner_ids)).with_rendering()
    told = known.annotate(
        own_result=own_result,
        active_at=Coalesce("ended_at", Subquery(last), "started_at"),
        decisions=Coalesce("own_result__decision_count", 0),
    )
    columns = (
        "pk", "learner_id", "document_id", "publication_id", "rendering_id", "mode", "state", "ended_at", "active_at",
        "own_result__score", "own_result__unsafe", "decisions",
    )  # fmt: skip
    found: dict[int, list[Played]] = {}
    for row in told.order_by("started_at", "pk").values_list(*columns):
        one = Played(*row)
        found.setdefault(one.learner_id, []).append(one)
    return found


def firsts_of(played: Iterable[Played]) -> dict[int, Played]:
    """By case the first assessed attempt, whatever became of it; of one learner, the first started first."""
    found: dict[int, Played] = {}
    for one in played:
        if one.is_assessed:
            found.setdefault(one.document_id, one)
    return found
