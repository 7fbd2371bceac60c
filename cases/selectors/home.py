"""What the home page offers from the cases: attempts to go on with, and a guest's attempts to keep after signing in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.models import Attempt, Owner
from cases.selectors import playing
from cases.selectors.clock import Clock, clock_of
from cases.selectors.playing import Playing
from cases.selectors.where import Where, where

SHOWN_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Continue:
    """An attempt under way: "continue, key decision 3, 12 Nov"; with a time limit, what is left of it."""

    attempt_id: UUID
    title: str
    where: Where
    last_at: datetime
    assessed: bool = False
    clock: Clock | None = None


@dataclass(frozen=True, slots=True)
class ToKeep:
    """An attempt this browser started before signing in."""

    attempt_id: UUID
    title: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class HomeCases:
    under_way: tuple[Continue, ...]
    to_keep: tuple[ToKeep, ...]


NOTHING = HomeCases((), ())


def home_for(owner: Owner, at: datetime) -> HomeCases:
    """Three statements at most, none for a visitor who owns nothing."""
    if owner.is_nobody:
        return NOTHING
    return HomeCases(_under_way(owner, at), _to_keep(owner) if owner.user_id is not None else ())


def waiting(attempts: Iterable[Attempt], at: datetime) -> tuple[Continue, ...]:
    """Whose time runs comes first, then the last touched. Costs no statement when the attempts come with their events
    and their rendering.
    """
    found = [_continue(playing.load(attempt), at) for attempt in attempts]
    return tuple(sorted(found, key=lambda one: (one.clock is not None, one.last_at), reverse=True))


def _continue(one: Playing, at: datetime) -> Continue:
    return Continue(
        attempt_id=one.attempt.pk,
        title=one.published.title,
        where=where(one.scenario, one.state),
        last_at=one.events[-1].at,
        assessed=one.is_assessed,
        clock=clock_of(one.attempt, at),
    )


def _under_way(owner: Owner, at: datetime) -> tuple[Continue, ...]:
    found = Attempt.objects.owned_by(owner).with_rendering().in_progress().order_by("-started_at")
    return waiting(found[:SHOWN_AT_MOST].prefetch_related("events"), at)


def _to_keep(owner: Owner) -> tuple[ToKeep, ...]:
    kept: Iterable[Attempt] = Attempt.objects.of_guest(owner.token).with_rendering().order_by("-started_at")
    return tuple(ToKeep(one.pk, playing.title_of(one), one.started_at) for one in kept)
