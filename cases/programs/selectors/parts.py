"""How far learners are with the parts of assignments: read from attempts and from what was read, never stored."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from uuid import UUID

from django.db.models import UUIDField, Value
from django.db.models.functions import Cast

from cases.models import AttemptMode, AttemptState
from cases.programs.models import AssignedAttempt, SectionRead


class Far(StrEnum):
    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Answer:
    """`attempt_id` None: nothing was started, or it is a section."""

    far: Far = Far.NOT_BEGUN
    attempt_id: UUID | None = None


NOTHING = Answer()
# By learner and part.
Answers = Mapping[tuple[int, int], Answer]


def answers(item_ids: Iterable[int], *, learner_id: int | None = None) -> Answers:
    """Of one learner, or of everybody. One statement.

    A case is done when an attempt started for it came to its ending. An assessed attempt that was given up or ran out
    of time is done as well, for it counts as it is; practice is begun once more.
    """
    wanted = list(item_ids)
    begun = AssignedAttempt.objects.filter(item__in=wanted, attempt__learner__isnull=False)
    read = SectionRead.objects.filter(item__in=wanted)
    if learner_id is not None:
        begun, read = begun.filter(attempt__learner=learner_id), read.filter(learner=learner_id)
    no_attempt = Cast(Value(None), UUIDField())
    rows = begun.values_list(
        "attempt__learner_id",
        "item_id",
        "attempt__started_at",
        "attempt_id",
        "attempt__state",
        "attempt__mode",
    ).union(read.values_list("learner_id", "item_id", "read_at", no_attempt, Value(""), Value("")), all=True)
    found: dict[tuple[int, int], Answer] = defaultdict(lambda: NOTHING)
    for learner, item, _at, attempt, state, mode in sorted(rows, key=itemgetter(2)):
        if found[learner, item].far is not Far.DONE:
            found[learner, item] = _answer(attempt, state, mode)
    return found


def _answer(attempt_id: UUID | None, state: str, mode: str) -> Answer:
    if attempt_id is None:
        return Answer(Far.DONE)
    if state == AttemptState.IN_PROGRESS:
        return Answer(Far.UNDER_WAY, attempt_id)
    if state == AttemptState.COMPLETED or mode == AttemptMode.ASSESSED:
        return Answer(Far.DONE, attempt_id)
    return NOTHING
