"""Only what was missed, once more: the missed decisions of an attempt that is over, one after the other.

Nothing is stored: a decision of the recall queue that is due meanwhile is asked by the queue instead.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from cases.engine import play
from cases.engine.recall import rated
from cases.engine.state import Decided
from cases.models import Attempt, RecallItem
from cases.models.case import SAMPLE
from cases.selectors.asking import as_it_stood, seed_of
from cases.selectors.charting import ChartView
from cases.selectors.feedback import FeedbackPage, feedback_after
from cases.selectors.playing import Playing
from cases.selectors.steps import NOTHING_TYPED, StepPage, Typed, step_page
from cases.selectors.where import Where


@dataclass(frozen=True, slots=True)
class Retry:
    """Where one is in the row: decision `number` of `count`; `next` is the position of the following one, if any."""

    attempt_id: UUID
    position: int
    number: int
    count: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Missed:
    """What the debrief says of the missed decisions of an attempt; no queue brings back a guest's nor the sample's."""

    count: int
    first: int
    by_guest: bool
    of_sample: bool


@dataclass(frozen=True, slots=True)
class RetryPage:
    """The question, or what the answer would have been worth in `told`; then `step` is None."""

    retry: Retry
    step: StepPage | None
    told: FeedbackPage | None
    chart: ChartView
    where: Where


def missed_of(playing: Playing) -> Missed | None:
    """Only for an attempt that is over; None when nothing was missed. Costs no statement."""
    positions = _positions(playing)
    by_guest = playing.attempt.learner_id is None
    of_sample = playing.published.kind == SAMPLE
    return Missed(len(positions), positions[0], by_guest, of_sample) if positions else None


def retry_at(playing: Playing, position: int) -> Retry | None:
    """None where nothing was missed."""
    positions = _positions(playing)
    if position not in positions:
        return None
    at = positions.index(position)
    after = positions[at + 1] if at + 1 < len(positions) else None
    return Retry(playing.attempt.pk, position, at + 1, len(positions), after)


def due_item(attempt: Attempt, position: int, at: datetime) -> RecallItem | None:
    """What the recall queue asks about this very decision now. One statement, none for a guest's attempt."""
    if attempt.learner_id is None:
        return None
    due = RecallItem.objects.of(attempt.learner_id).due(at).with_standing()
    return due.filter(attempt=attempt, position=position).first()


def asked_page(playing: Playing, retry: Retry, typed: Typed = NOTHING_TYPED) -> RetryPage:
    """The question as it stood, on the attempt's own publication. Costs no statement."""
    step = step_page(_then(playing, retry.position), typed)
    return RetryPage(retry, step, None, step.chart, step.where)


def told_page(playing: Playing, retry: Retry, answer: Decided) -> RetryPage:
    """Raises play.Refused for what is not on offer. One statement: the sources' integrity."""
    then = _then(playing, retry.position)
    after = play.decide(then.scenario, then.state, replace(answer, step=then.state.step))
    told = feedback_after(then, after, retry.position, _("You only retry: nothing of it is stored."))
    return RetryPage(retry, None, told, told.chart, told.where)


def _positions(playing: Playing) -> list[int]:
    found = rated(playing.scenario, playing.state)
    return sorted(one.position for one in found if one.rating.is_missed)


def _then(playing: Playing, position: int) -> Playing:
    seed = seed_of(playing.attempt.pk, "retry", position)
    return as_it_stood(playing.attempt, playing.published, playing.events[:position], seed)
