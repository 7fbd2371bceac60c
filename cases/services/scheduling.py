"""When a missed decision comes back: py-fsrs, without steps within a day, without dice, a year at most."""

from datetime import UTC, datetime
from typing import Final

from fsrs import Card, Rating, Scheduler, State

from cases.engine import recall
from cases.models import Memory

SCHEDULER: Final = Scheduler(
    learning_steps=(),
    relearning_steps=(),
    desired_retention=0.9,
    maximum_interval=365,
    enable_fuzzing=False,
)


def reviewed(memory: Memory | None, rating: recall.Rating, at: datetime) -> Memory:
    """What is known after an answer of that rating; None before is the first answer.

    A time before the last answer, by a clock that was set back, counts as that of the last answer.
    """
    at = at.astimezone(UTC) if memory is None else max(at, memory.reviewed_at).astimezone(UTC)
    card, _log = SCHEDULER.review_card(_card(memory, at), Rating(rating.value), review_datetime=at)
    if card.stability is None or card.difficulty is None:
        raise AssertionError("a reviewed card has both")
    return Memory(card.stability, card.difficulty, at, card.due)


def _card(memory: Memory | None, at: datetime) -> Card:
    # Without an id the constructor would read the clock and sleep for one.
    if memory is None:
        return Card(card_id=1, due=at)
    return Card(
        card_id=1,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.reviewed_at.astimezone(UTC),
    )
