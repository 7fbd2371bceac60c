"""Every decision of many attempts that counts: what was answered, at which step of what, read without a fold."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from cases.engine.parts import Step
from cases.engine.play import acting
from cases.engine.scenario import Scenario
from cases.engine.state import Decided
from cases.models import Attempt, AttemptEvent, EventKind
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published, read_publications


@dataclass(frozen=True, slots=True)
class Taken:
    """`decided` with the options that act as its picks, of a ranking and of a number too."""

    attempt: Attempt
    published: Published
    scenario: Scenario
    step: Step
    decided: Decided


def taken_in(attempts: Sequence[Attempt]) -> Iterator[Taken]:
    """What the terms of an attempt leave out of its score is not in it.

    Two statements, one more for publications this process has not read yet.
    """
    published = {one.id: one for one in read_publications({one.publication_id for one in attempts})}
    left_out, decided = _logs(attempts)
    for attempt in attempts:
        played = published[attempt.publication_id]
        scenario = scenario_of(played)
        for one in decided[attempt.pk]:
            step = scenario.step(one.step)
            if step.asks and step.key_decision not in left_out[attempt.pk]:
                picks = tuple(option.slug for option in acting(step, one))
                yield Taken(attempt, played, scenario, step, replace(one, picks=picks))


def _logs(attempts: Sequence[Attempt]) -> tuple[dict[UUID, frozenset[str]], dict[UUID, list[Decided]]]:
    """By attempt, what its terms leave out of the score, and what was decided."""
    left_out: dict[UUID, frozenset[str]] = {}
    decided: dict[UUID, list[Decided]] = defaultdict(list)
    kinds = (EventKind.STARTED, EventKind.DECIDED)
    events = AttemptEvent.objects.filter(attempt__in=[one.pk for one in attempts], kind__in=kinds)
    for event in events.only("attempt_id", "kind", "data"):
        if event.kind == EventKind.STARTED:
            left_out[event.attempt_id] = event.started().left_out
        else:
            decided[event.attempt_id].append(event.decided())
    return left_out, decided
