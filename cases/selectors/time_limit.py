"""The time limit that an assessed attempt at a case would have."""

from dataclasses import dataclass

from cases.engine.scenario import Scenario
from cases.engine.state import Started, with_extra_time
from cases.models import Owner
from npcsite.accounts.models import User


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """`minutes` include the `extra` percent; what is left of a minute is told as seconds."""

    minutes: int
    seconds: int
    extra: int


def time_limit_of(scenario: Scenario, owner: Owner) -> TimeLimit | None:
    """None without a limit, and for a guest, who only practises. One statement where there is one."""
    if scenario.assessed_minutes is None or owner.user_id is None:
        return None
    extra = User.objects.values_list("extra_time", flat=True).get(pk=owner.user_id)
    started = with_extra_time(Started(time_limit_seconds=scenario.assessed_minutes * 60), extra)
    minutes, seconds = divmod(started.time_limit_seconds or 0, 60)
    return TimeLimit(minutes, seconds, extra)
