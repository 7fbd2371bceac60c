"""What a learner has done in the cases, as stored: attempts under way and attempts that are over, with what they were
scored on. The sample counts nowhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import F, prefetch_related_objects

from cases.engine.scenario import Scenario
from cases.models import Attempt, AttemptMode, AttemptQuerySet, AttemptState, Owner, Result
from cases.selectors.home import Continue, waiting
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published, read_publications


@dataclass(frozen=True, slots=True)
class Finished:
    """An attempt that is over with its own result; a regrade is told in the debrief and counts nowhere else."""

    attempt: Attempt
    result: Result
    published: Published
    scenario: Scenario
    parts: Mapping[str, Any]

    @property
    def cut_short(self) -> bool:
        """Given up, or out of time."""
        return self.attempt.state != AttemptState.COMPLETED


@dataclass(frozen=True, slots=True)
class Scored:
    """A key decision that was reached and counted; `credit` is without timing."""

    domain: str
    label: str
    credit: Fraction
    step: str
    of: Finished


@dataclass(frozen=True, slots=True)
class Work:
    """`finished` oldest first; `under_way` with its document, the last touched first; `known` is what was played.

    `closed` are the cases of which nothing finished is told to the learner, while an assessed attempt at them is under
    way; `assessed_under_way` are the documents of those attempts, `attempts` all rows that were read.
    """

    finished: tuple[Finished, ...]
    under_way: tuple[tuple[int, Continue], ...]
    known: tuple[Published, ...]
    closed: tuple[Published, ...] = ()
    assessed_under_way: frozenset[int] = frozenset()
    attempts: tuple[Attempt, ...] = ()

    def scored(self) -> Iterator[Scored]:
        """What was left out of a score, or never reached, says nothing about the learner."""
        for one in self.finished:
            for key in one.parts["key_decisions"]:
                if key["reached"] and not key["left_out"]:
                    known = one.scenario.key_decision(key["slug"])
                    yield Scored(known.domain, known.label, Fraction(key["credit"]), key["step"], one)


def work_of(user_id: int, at: datetime) -> Work:
    """Five statements however many attempts, one more for publications this process has not read yet."""
    found = work_in(Attempt.objects.owned_by(Owner(user_id=user_id)).of_cases(), at)
    closed = {
        one.attempt.document_id: one.published
        for one in found.finished
        if one.attempt.document_id in found.assessed_under_way
    }
    shown = tuple(one for one in found.finished if one.attempt.document_id not in closed)
    return replace(found, finished=shown, closed=tuple(closed.values()))


def work_in(mine: AttemptQuerySet, at: datetime) -> Work:
    """All that was done in these attempts, whoever may know it. Costs what `work_of` costs."""
    attempts = list(mine.with_rendering())
    results = Result.objects.filter(attempt__in=mine, publication=F("attempt__publication"))
    own = {result.attempt_id: result for result in results.order_by("pk")}
    published = {one.id: one for one in read_publications({one.publication_id for one in attempts})}
    under_way = [one for one in attempts if not one.is_over]
    prefetch_related_objects(attempts, "events")
    finished = [
        _finished(one, own[one.pk], published[one.publication_id]) for one in attempts if one.pk in own
    ]
    documents = {one.pk: one.document_id for one in under_way}
    return Work(
        finished=tuple(sorted(finished, key=lambda one: (one.result.at, one.result.pk))),
        under_way=tuple((documents[one.attempt_id], one) for one in waiting(under_way, at)),
        known=tuple(published.values()),
        assessed_under_way=frozenset(
            one.document_id for one in under_way if one.mode == AttemptMode.ASSESSED
        ),
        attempts=tuple(attempts),
    )


def _finished(attempt: Attempt, result: Result, published: Published) -> Finished:
    return Finished(attempt, result, published, scenario_of(published), result.parts())
