"""Whose attempts at a case are counted together: first ones, completed, that were asked the same.

Pooled are only attempts at publications that ask the same: the same key decisions with weight and timing, at the same
steps with the same options, classes and harms. Another wording is no other question to these figures; another class is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from cases.engine import items
from cases.engine.parts import Step
from cases.engine.scenario import Scenario
from cases.models import Attempt, AttemptEvent, AttemptMode, AttemptQuerySet, AttemptState, EventKind, Result
from cases.models.event import read_choice
from cases.selectors.scenarios import scenario_of
from content.editorial.public import read_publications


@dataclass(frozen=True, slots=True)
class Pooled:
    """One attempt: its key decisions as the breakdown holds them, and the certainty told at each step."""

    keys: Sequence[Mapping[str, Any]]
    certainty: Mapping[str, int | None]

    @property
    def row(self) -> items.Row:
        return {key["slug"]: Fraction(key["credit"]) * Fraction(key["timing"]) for key in self.reached}

    @property
    def reached(self) -> list[Mapping[str, Any]]:
        return [key for key in self.keys if key["reached"] and not key["left_out"]]

    @property
    def is_whole(self) -> bool:
        return not any(key["left_out"] for key in self.keys)


def first_of_each(attempts: AttemptQuerySet, mode: AttemptMode) -> AttemptQuerySet:
    """Of each learner and case the first that was started in this mode, whatever became of it. No statement."""
    of_mode = attempts.filter(mode=mode)
    earlier = of_mode.order_by().filter(
        learner=OuterRef("learner"), document=OuterRef("document"), started_at__lt=OuterRef("started_at")
    )
    return of_mode.exclude(learner=None).filter(~Exists(earlier))


def first_completed(attempts: AttemptQuerySet, mode: AttemptMode, *, with_simulated: bool) -> AttemptQuerySet:
    """Those of them that were completed; another in place of one that was not is no first. No statement."""
    firsts = first_of_each(attempts, mode).filter(state=AttemptState.COMPLETED)
    return firsts if with_simulated else firsts.filter(learner__is_simulated=False)


def newest_at(publication_id: int, mode: AttemptMode, count: int) -> QuerySet[Attempt, Any]:
    """The latest begun of real learners at one publication, which has an index: the bound of what is read.

    No statement.
    """
    found = Attempt.objects.filter(publication=publication_id, mode=mode, state=AttemptState.COMPLETED)
    return found.filter(learner__is_simulated=False).order_by("-started_at").values("pk")[:count]


def pooled_of(scenario: Scenario, firsts: AttemptQuerySet, document_id: int) -> tuple[list[Pooled], int]:
    """Those of the case that were asked the same as `scenario` asks, and how many more were not. Three statements."""
    of_case = firsts.filter(document=document_id)
    # A regrade stands beside the result an attempt had and changes nothing here.
    own = Result.objects.filter(
        attempt__in=of_case.order_by().values("pk"), publication=F("attempt__publication")
    )
    results = list(own.order_by("pk"))
    same = _same(scenario, {one.publication_id for one in results})
    told = _certainty(of_case)
    pooled = [
        Pooled(one.parts()["key_decisions"], told.get(one.attempt_id, {}))
        for one in results
        if one.publication_id in same
    ]
    return pooled, len(results) - len(pooled)


def _same(scenario: Scenario, publication_ids: set[int]) -> set[int]:
    asked = _asked(scenario)
    return {one.id for one in read_publications(publication_ids) if _asked(scenario_of(one)) == asked}


def _asked(scenario: Scenario) -> object:
    """What has to be equal for answers to be counted together; the order in the file has not."""
    keys = frozenset(
        (key.slug, key.weight, key.due_day, key.grace_days, key.floor, key.after)
        for key in scenario.key_decisions
    )
    steps = frozenset(
        (step.slug, step.kind, step.key_decision, step.max_select, step.order, step.number, _offered(step))
        for step in scenario.steps
        if step.key_decision
    )
    return keys, steps


def _offered(step: Step) -> frozenset[object]:
    return frozenset((option.slug, option.credit, option.harm, option.not_before) for option in step.options)


def _certainty(of_case: AttemptQuerySet) -> dict[UUID, dict[str, int | None]]:
    """By attempt and step, as no step is met twice."""
    decided = AttemptEvent.objects.filter(attempt__in=of_case.order_by().values("pk"), kind=EventKind.DECIDED)
    told: dict[UUID, dict[str, int | None]] = {}
    for attempt_id, data in decided.order_by().values_list("attempt_id", "data"):
        choice = read_choice(data)
        told.setdefault(attempt_id, {})[choice.step] = choice.certainty
    return told
