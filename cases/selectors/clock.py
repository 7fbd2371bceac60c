"""The time that an assessed attempt with a limit has left, as its pages tell it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cases.models import Attempt


@dataclass(frozen=True, slots=True)
class Clock:
    """`minutes` are begun ones, 0 when the time is up; `seconds` is for the script that goes on counting."""

    ends_at: datetime
    ends_today: bool
    seconds: int

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)


def clock_of(attempt: Attempt, at: datetime) -> Clock | None:
    """None without a time limit, and once the attempt is over."""
    ends_at = attempt.deadline_at
    if ends_at is None or attempt.is_over:
        return None
    ends_today = timezone.localdate(ends_at) == timezone.localdate(at)
    return Clock(ends_at, ends_today, max(0, int((ends_at - at).total_seconds())))
