"""When a learner needs a director's attention: rules on plain values, each with the threshold it was held against."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import mean, stdev
from uuid import UUID

from cases.engine.certainty import Level
from cases.selectors.own_domains import ENOUGH


class Rule(StrEnum):
    """In the order of the list: harm first."""

    UNSAFE = "unsafe"
    SURE = "sure"
    OVERDUE = "overdue"
    BELOW = "below"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Limits:
    """`below_sd` of the learners' means with n - 1, from `below_n` learners with a mean on. `sure_percent` of at least
    `sure_n` decisions with certainty 3.
    """

    unsafe_days: int = 30
    sure_percent: int = 25
    sure_n: int = 8
    overdue_days: int = 7
    below_sd: Decimal = Decimal("1.5")
    below_n: int = 8
    quiet_days: int = 21


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class First:
    """A first assessed attempt that is over; `decisions`: key decisions it reached and that count."""

    attempt_id: UUID
    score: Decimal
    unsafe: bool
    ended_at: datetime
    decisions: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the learners' means; `sd` with n - 1."""

    mean: Decimal
    sd: Decimal


def unsafe_lately(firsts: Iterable[First], limits: Limits, at: datetime) -> tuple[First, ...]:
    """Those with critical harm that ended within the days, the last of them included."""
    since = at - timedelta(days=limits.unsafe_days)
    return tuple(one for one in firsts if one.unsafe and one.ended_at >= since)


def is_surely_wrong(highest: Level, limits: Limits) -> bool:
    """`highest` are the learner's decisions with certainty 3; wrong as in their calibration."""
    enough = highest.count >= limits.sure_n
    return enough and 100 * highest.wrong >= limits.sure_percent * highest.count


def is_overdue(due_at: datetime, limits: Limits, at: datetime) -> bool:
    """For more than the days: not yet at the moment they are full."""
    return at - due_at > timedelta(days=limits.overdue_days)


def is_quiet(active_at: datetime, limits: Limits, at: datetime) -> bool:
    """Once the days are full."""
    return at - active_at >= timedelta(days=limits.quiet_days)


def mean_of(firsts: Sequence[First]) -> Decimal | None:
    """As the cohort's table has it: None below ENOUGH decisions, which also hold nobody against others."""
    enough = sum(one.decisions for one in firsts) >= ENOUGH
    return mean(one.score for one in firsts) if enough else None


def spread_of(means: Mapping[int, Decimal], limits: Limits) -> Spread | None:
    """None with too few learners to say who is far from the others."""
    if len(means) < limits.below_n:
        return None
    return Spread(mean(means.values()), stdev(means.values()))


def is_below(own: Decimal, spread: Spread, limits: Limits) -> bool:
    return own < spread.mean - limits.below_sd * spread.sd
