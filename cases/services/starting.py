"""How an attempt starts: by whom, in which mode and on which terms, and when it may not."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from cases.engine.state import Mode, Started, with_extra_time
from cases.models import Attempt, AttemptEvent, AttemptState, EventKind, Owner
from cases.models.case import SAMPLE
from cases.models.event import terms
from cases.selectors.bars import practice_barred
from cases.selectors.quarantine import standing
from cases.selectors.scenarios import scenario_of
from content.editorial.public import Published
from npcsite.accounts.models import User

SEED_BITS = 32
TICK = timedelta(microseconds=1)


class NotStarted(Exception):
    """Nothing was written; the case's page says what can be done."""


class NotOffered(NotStarted):
    """What the case teaches is being revised, so that it takes no new attempt."""


class AssessedUnderWay(NotStarted):
    """While an assessed attempt at a case is under way no other may start: its feedback would give the answers."""


class AnotherStart(NotStarted):
    """The page this start was sent from has started something else already; a new page has a new key."""


class PracticeBarred(NotStarted):
    """Its words say until when practice is closed to this person, and why."""


class GuestsPractise(NotStarted):
    """An assessed attempt belongs to a person, from its start."""


class OnlyPractised(NotStarted):
    """The sample shows how a case works; nobody is assessed on it."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """How it is to be played. `minutes` is the time limit of an assessed attempt by whoever sets the case, before any
    extra time; without it the case's own holds. Practice has none. Where certainty is asked it is needed in assessed
    mode, and may be given in practice; where it is not asked none is taken.
    """

    mode: Mode = Mode.PRACTICE
    minutes: int | None = None
    certainty_asked: bool = True


PRACTICE = Conditions()


@dataclass(frozen=True, slots=True)
class _Start:
    published: Published
    owner: Owner
    started: Started
    key: UUID


def start_attempt(
    *, published: Published, owner: Owner, key: UUID, at: datetime, conditions: Conditions = PRACTICE
) -> Attempt:
    """A second post of the same form gives the first one's attempt. 7 statements of practice and the
    transaction, 6 of assessed, 4 for a guest.

    Key decisions whose guidance is quarantined are left out by the terms. Raises NotStarted.
    """
    mode = conditions.mode
    known = _started_with(key, published, owner, mode)
    if known:
        return known
    _refuse_mode(mode, published, owner, at)
    stands = standing(published)
    if stands.hidden:
        raise NotOffered
    started = Started(
        seed=secrets.randbits(SEED_BITS),
        mode=mode.value,
        certainty_asked=conditions.certainty_asked,
        time_limit_seconds=_limit(conditions, published),
        left_out=stands.left_out,
    )
    try:
        return _begin(_Start(published, owner, started, key), at)
    except (IntegrityError, AssessedUnderWay):
        winner = _started_with(key, published, owner, mode)
        if winner is None:
            raise
        return winner


def _refuse_mode(mode: Mode, published: Published, owner: Owner, at: datetime) -> None:
    if mode is Mode.ASSESSED and owner.user_id is None:
        raise GuestsPractise
    if mode is Mode.ASSESSED and published.kind == SAMPLE:
        raise OnlyPractised
    if mode is Mode.PRACTICE and (said := practice_barred(owner.user_id, published.document_id, at)):
        raise PracticeBarred(said)


def _limit(conditions: Conditions, published: Published) -> int | None:
    """In seconds, without extra time."""
    if conditions.mode is not Mode.ASSESSED:
        return None
    minutes = conditions.minutes or scenario_of(published).assessed_minutes
    return minutes * 60 if minutes else None


def _started_with(key: UUID, published: Published, owner: Owner, mode: Mode) -> Attempt | None:
    """Of a guest's two clicks each may bring a token of its own, so a guest is known by the key alone."""
    events = AttemptEvent.objects.select_related("attempt__publication")
    event = events.filter(key=key, kind=EventKind.STARTED).first()
    if event is None:
        return None
    found = event.attempt
    if (
        found.mode != mode
        or found.publication.document_id != published.document_id
        or found.learner_id not in (None, owner.user_id)
    ):
        raise AnotherStart
    return found


@transaction.atomic
def _begin(start: _Start, at: datetime) -> Attempt:
    owner, started = start.owner, start.started
    if owner.user_id is not None:
        started = with_extra_time(started, _wait_for(owner.user_id))
        at = _after_the_others(start.published.document_id, owner.user_id, at)
    limit = started.time_limit_seconds
    attempt = Attempt(
        publication_id=start.published.id,
        document_id=start.published.document_id,
        learner_id=owner.user_id,
        guest_token=owner.token if owner.user_id is None else "",
        mode=started.mode,
        deadline_at=None if limit is None else at + timedelta(seconds=limit),
        started_at=at,
    )
    attempt.save(force_insert=True)
    AttemptEvent.objects.create(
        attempt=attempt, position=0, key=start.key, kind=EventKind.STARTED, data=terms(started), at=at
    )
    return attempt


def _wait_for(learner_id: int) -> int:
    """Starts of one person wait for each other. The person's extra time comes with the row, in percent."""
    waited = User.objects.select_for_update(no_key=True).filter(pk=learner_id)
    return next(iter(waited.values_list("extra_time", flat=True)), 0)


def _after_the_others(document_id: int, learner_id: int, at: datetime) -> datetime:
    """`at`, or just after the learner's latest attempt at this case, should a server's clock have been set back.

    The first assessed attempt counts, so no later one may look earlier.
    """
    mine = Attempt.objects.filter(learner_id=learner_id, document=document_id)
    rows = list(mine.values_list("mode", "state", "started_at"))
    if (Mode.ASSESSED, AttemptState.IN_PROGRESS) in {(mode, state) for mode, state, _ in rows}:
        raise AssessedUnderWay
    return max([at, *(started_at + TICK for _, _, started_at in rows)])
