"""What becomes of the recall queue when an attempt is over; part of the transaction that ends it.

Key decisions that were missed (rated again or hard) enter the queue of the learner. One answered well makes no item:
nobody is asked again what they knew. Where an item exists, a miss is one more answer to it, whenever it comes, and the
item then asks with this attempt's chart; a good answer counts when the item was due, for before that it may only
repeat the feedback. What the terms leave out, what a guest plays, and the sample enter no queue.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from cases.engine.recall import Rated, rated
from cases.models import RecallAnswer, RecallItem, RecallSource
from cases.models.case import SAMPLE
from cases.models.event import choice
from cases.selectors.playing import Playing
from cases.services.scheduling import reviewed

CHANGED = (
    "step", "attempt", "position", "publication", "stability", "difficulty", "reviewed_at", "due_at",
    "answer_count", "dropped_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """One answer to be logged: where the chart was taken from, what was answered and what it was worth."""

    key: UUID
    source: RecallSource
    playing: Playing
    rated: Rated
    at: datetime


def queue_missed(*, playing: Playing, at: datetime) -> None:
    """Within the caller's transaction. 1 statement; 2 more for what was missed, what was known before among it.

    Of two attempts that end at the same moment, the first brings a new item in; of the other only what is new enters.
    """
    learner_id = playing.attempt.learner_id
    if learner_id is None or playing.published.kind == SAMPLE:
        return
    held = _held(learner_id, playing.published.document_id)
    answers = [
        Given(uuid4(), RecallSource.ATTEMPT, playing, found, at)
        for found in rated(playing.scenario, playing.state)
    ]
    _log([given for given in answers if _counts(held.get(_key(given)), given)], held)


def _held(learner_id: int, document_id: int) -> dict[str, RecallItem]:
    """By key decision, those dropped among them; locked where the database locks rows."""
    items = RecallItem.objects.select_for_update(no_key=True).filter(learner=learner_id, document=document_id)
    return {item.key_decision: item for item in items}


def _key(given: Given) -> str:
    return given.rated.key_decision


def _log(answers: list[Given], held: dict[str, RecallItem]) -> None:
    """What another attempt that ends at this moment has brought in is left out; any other refusal is raised."""
    if not answers:
        return
    try:
        with transaction.atomic():
            _write([logged(_item(held.get(_key(given)), given), given) for given in answers])
    except IntegrityError:
        of = answers[0].playing
        there = _held(of.attempt.learner_id or 0, of.published.document_id)
        rest = [given for given in answers if _key(given) in held or _key(given) not in there]
        if len(rest) == len(answers):
            # No collision, so trying again would never end.
            raise
        # With the items as they are stored: those of the first try have its answer in them.
        _log(rest, there)


def _write(pairs: list[tuple[RecallItem, RecallAnswer]]) -> None:
    # Those that exist are locked; telling their columns apart by CASE, as bulk_update does, costs ten times this.
    RecallItem.objects.bulk_create(
        [item for item, _answer in pairs],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHANGED,
    )
    RecallAnswer.objects.bulk_create([answer for _item, answer in pairs])


def _counts(item: RecallItem | None, given: Given) -> bool:
    if given.rated.rating.is_missed:
        return True
    return item is not None and item.dropped_at is None and item.due_at <= given.at


def _item(held: RecallItem | None, given: Given) -> RecallItem:
    """What to log the answer to. One that is new or missed again asks with this attempt's chart."""
    if held is not None and not given.rated.rating.is_missed:
        return held
    item = held or _new(given)
    _place(item, given)
    return item


def _new(given: Given) -> RecallItem:
    attempt = given.playing.attempt
    return RecallItem(
        learner_id=attempt.learner_id,
        document_id=given.playing.published.document_id,
        key_decision=given.rated.key_decision,
    )


def _place(item: RecallItem, given: Given) -> None:
    """Whoever dropped an item and misses the decision again has it back."""
    item.step = given.rated.decided.step
    item.attempt, item.position = given.playing.attempt, given.rated.position
    item.publication_id = given.playing.published.id
    item.dropped_at = None


def logged(item: RecallItem, given: Given) -> tuple[RecallItem, RecallAnswer]:
    """The item after the answer, and its line in the log; neither is saved yet."""
    before = item.memory if item.answer_count else None
    item.memory = reviewed(before, given.rated.rating, given.at)
    item.answer_count += 1
    return item, RecallAnswer(
        item=item,
        position=item.answer_count,
        key=given.key,
        source=given.source,
        attempt=given.playing.attempt,
        attempt_position=given.rated.position,
        publication_id=given.playing.published.id,
        data=choice(given.rated.decided),
        credit=str(given.rated.credit),
        rating=given.rated.rating,
        at=item.reviewed_at,
        was_due_at=before.due_at if before else None,
        due_at=item.due_at,
    )
