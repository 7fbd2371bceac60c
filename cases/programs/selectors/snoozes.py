"""Which entries of the attention list are put aside, by whom, why, and until when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.programs.models import Snooze


@dataclass(frozen=True, slots=True)
class Aside:
    """`by` is "" for somebody who has left the site. At `until` the entry is back."""

    id: int
    note: str
    by: str
    at: datetime
    until: datetime


def snoozed(program_id: int, learner_ids: Iterable[int], at: datetime) -> Mapping[tuple[int, str], Aside]:
    """By learner and rule, those that hold; of several, the one that lasts longest. One statement."""
    holding = Snooze.objects.filter(program=program_id, learner__in=list(learner_ids), until__gt=at)
    rows = holding.select_related("by").order_by("until", "pk")
    return {(one.learner_id, one.rule): _aside(one) for one in rows}


def _aside(one: Snooze) -> Aside:
    return Aside(one.pk, one.note, str(one.by) if one.by else "", one.at, one.until)
