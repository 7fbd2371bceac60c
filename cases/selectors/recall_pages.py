"""The two pages of a recall: the decision asked once more, and what the answer was worth with the next date."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.engine import play
from cases.models import RecallAnswer, RecallItem
from cases.selectors.asking import as_it_stood, seed_of
from cases.selectors.charting import ChartView
from cases.selectors.feedback import FeedbackPage, feedback_after
from cases.selectors.playing import Playing
from cases.selectors.quarantine import Standing, standing
from cases.selectors.recall import Due, Held, held_by, live_id, why_held
from cases.selectors.retrying import Retry
from cases.selectors.steps import NOTHING_TYPED, StepPage, Typed, step_page
from cases.selectors.where import Where
from content.editorial.public import read_publication

MOMENT = "j M Y, H:i"


@dataclass(frozen=True, slots=True)
class Asking:
    """An item with the patient as he was before the decision; `playing` is None for one that is held."""

    item: RecallItem
    playing: Playing | None
    held: Held | None

    def why_not(self, at: datetime) -> str:
        """Why it is not asked now, empty when it is."""
        if self.held:
            return why_held(self.held)
        return not_due(self.item) if self.item.due_at > at else ""


@dataclass(frozen=True, slots=True)
class AskPage:
    """`step` carries the item's own position and a key for the form; `answered_at` is the last time.

    `retry` is where the retry of its attempt stands, None outside of one.
    """

    item_id: UUID
    step: StepPage
    answered_at: datetime
    retry: Retry | None
    chart: ChartView
    where: Where


@dataclass(frozen=True, slots=True)
class RecallFeedback:
    """`told` is the feedback of a practice decision; `next` what is due now, None when nothing is left.

    `retry` is where a retry goes on instead, None outside of one.
    """

    told: FeedbackPage
    due_at: datetime
    next: Due | None
    retry: Retry | None
    chart: ChartView
    where: Where


def asking_of(item: RecallItem) -> Asking:
    """`item` by `with_standing`. Three statements; two more for a publication this process has not read."""
    events = list(item.attempt.events.all()[: item.position])
    current = live_id(item)
    live = read_publication(current) if current else None
    held = held_by(item, live, standing(live) if live else Standing(), events)
    if live is None or held:
        return Asking(item, None, held)
    seed = seed_of(item.pk, item.answer_count)
    return Asking(item, as_it_stood(item.attempt, live, events, seed), None)


def not_due(item: RecallItem) -> str:
    at = date_format(timezone.localtime(item.due_at), MOMENT)
    return _("You have answered this decision. It comes back on %(at)s.") % {"at": at}


def ask_page(
    item: RecallItem, playing: Playing, retry: Retry | None, typed: Typed = NOTHING_TYPED
) -> AskPage:
    """Costs no statement."""
    step = replace(step_page(playing, typed), position=item.answer_count + 1)
    return AskPage(item.pk, step, item.reviewed_at, retry, step.chart, step.where)


def recalled(answer: RecallAnswer) -> Playing:
    """The patient as he was before the answer, on the publication it was given on. Two statements, then one less."""
    events = list(answer.attempt.events.all()[: answer.attempt_position])
    return as_it_stood(answer.attempt, read_publication(answer.publication_id), events)


def recall_feedback(
    then: Playing, answer: RecallAnswer, due: Due | None, retry: Retry | None
) -> RecallFeedback:
    """`then` is what `recalled` gives. One statement: the sources' integrity."""
    after = play.decide(then.scenario, then.state, answer.decided())
    told = feedback_after(then, after, answer.attempt_position, _("A recall counts for no score."))
    return RecallFeedback(told, answer.due_at, due, retry, told.chart, told.where)
