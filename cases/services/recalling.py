"""What a learner does with the recall queue: answers what is due, drops a decision, clears all; each one transaction.

An answer counts for nothing but its own next date: no attempt, no result and no figure reads it.
"""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from cases.engine import play
from cases.engine.recall import Rated, rate
from cases.models import RecallAnswer, RecallItem, RecallSource
from cases.selectors.recall_pages import Asking
from cases.services.attempts import Intent
from cases.services.queueing import Given, logged


class NotAsked(Exception):
    """The item is not asked now, or was answered meanwhile; nothing was written."""


def answer_recall(*, asking: Asking, intent: Intent, at: datetime) -> RecallAnswer:
    """A second post of the same form gives the first one's answer. Raises NotAsked, and play.Refused.

    4 statements and the transaction, two of them writes.
    """
    item = asking.item
    stored = item.answers.filter(key=intent.key).first()
    if stored is not None:
        return stored
    if asking.playing is None or asking.why_not(at):
        raise NotAsked
    then = asking.playing
    state = play.decide(then.scenario, then.state, intent.decided(then.state.step))
    taken = state.decisions[-1]
    rated = Rated(item.key_decision, item.position, taken, *rate(then.scenario, taken))
    try:
        return _append(item, Given(intent.key, RecallSource.QUEUE, then, rated, at), intent.position)
    except (IntegrityError, NotAsked) as late:
        winner = item.answers.filter(key=intent.key).first()
        if winner is None:
            raise NotAsked from late
        return winner


@transaction.atomic
def _append(item: RecallItem, given: Given, position: int) -> RecallAnswer:
    """Only what the form was made for, and only once: who comes later finds another count of answers."""
    locked = RecallItem.objects.select_for_update(no_key=True).queued().filter(pk=item.pk).first()
    if locked is None or locked.answer_count != position - 1 or locked.due_at > given.at:
        raise NotAsked
    locked, answer = logged(locked, given)
    locked.save(update_fields=["stability", "difficulty", "reviewed_at", "due_at", "answer_count"])
    answer.save(force_insert=True)
    return answer


def drop_item(*, learner_id: int, item_id: UUID, at: datetime) -> bool:
    """Whether it was in the queue. Its answers are kept; missed again in an attempt, it comes back."""
    mine = RecallItem.objects.of(learner_id).filter(pk=item_id, dropped_at=None)
    return bool(mine.update(dropped_at=at))


def clear_queue(*, learner_id: int, at: datetime) -> int:
    """How many were dropped."""
    return RecallItem.objects.of(learner_id).filter(dropped_at=None).update(dropped_at=at)
