"""When a learner needs a director's attention: rules on plain values, each with the threshold it was held against."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from statistics import mean, stdev


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
class Certain:
    """Decisions with certainty 3, and how many of them are wrong as in a calibration."""

    count: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Of the learners' means; `sd` with n - 1."""

    mean: Decimal
    sd: Decimal


def is_late_harm(ended_at: datetime, limits: Limits, at: datetime) -> bool:
    """Within the days, the last moment of them included."""
    return ended_at >= at - timedelta(days=limits.unsafe_days)


def is_surely_wrong(sure: Certain, limits: Limits) -> bool:
    return sure.count >= limits.sure_n and 100 * sure.wrong >= limits.sure_percent * sure.count


def is_overdue(due_at: datetime, limits: Limits, at: datetime) -> bool:
    """For more than the days: not yet at the moment they are full."""
    return at - due_at > timedelta(days=limits.overdue_days)


def is_quiet(active_at: datetime, limits: Limits, at: datetime) -> bool:
    """Once the days are full."""
    return at - active_at >= timedelta(days=limits.quiet_days)


def spread_of(means: Mapping[int, Decimal], limits: Limits) -> Spread | None:
    """None with too few learners to say who is far from the others."""
    if len(means) < limits.below_n:
        return None
    return Spread(mean(means.values()), stdev(means.values()))


def is_below(own: Decimal, spread: Spread, limits: Limits) -> bool:
    return own < spread.mean - limits.below_sd * spread.sd
