"""Which attempts count: of each learner and case the first assessed one that was started."""

from collections.abc import Iterable
from uuid import UUID

from cases.models import Attempt, AttemptMode


def first_assessed(attempts: Iterable[Attempt]) -> frozenset[UUID]:
    """Of those given, whatever became of them; a program is given what it knows (`work.known_to`)."""
    found: dict[tuple[int | None, int], Attempt] = {}
    for one in attempts:
        if one.mode == AttemptMode.ASSESSED:
            key = (one.learner_id, one.document_id)
            if key not in found or one.started_at < found[key].started_at:
                found[key] = one
    return frozenset(one.pk for one in found.values())
