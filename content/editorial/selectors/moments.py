"""Stretches of time in which nothing a reader sees has changed: any instant within is answered for all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from content.editorial.models import OpenNote, Publication, Retirement, ReviewRound, Verdict

# Every act that moves a page or its strip leaves its instant in one of these.
_ACTS: tuple[tuple[QuerySet[Any], str], ...] = (
    (Publication.objects.all(), "published_at"),
    (Verdict.objects.all(), "at"),
    (ReviewRound.objects.all(), "opened_at"),
    (ReviewRound.objects.all(), "claimed_at"),
    (ReviewRound.objects.all(), "closed_at"),
    (Retirement.objects.all(), "retired_at"),
    (Retirement.objects.all(), "revived_at"),
    (OpenNote.objects.all(), "noted_at"),
    (OpenNote.objects.all(), "resolved_at"),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one editorial act to the next one, None while there is none; all instants within show the same pages."""

    since: datetime
    until: datetime | None


def stretch_around(at: datetime) -> Stretch | None:
    """None before anything was published. Two statements."""
    since = _first("lte", at, "-instant")
    return Stretch(since, _first("gt", at, "instant")) if since else None


def _first(lookup: str, at: datetime, order: str) -> datetime | None:
    first, *others = _acts(lookup, at)
    row = first.union(*others, all=True).order_by(order).first()
    return row[0] if row else None


def _acts(lookup: str, at: datetime) -> Iterator[QuerySet[Any, tuple[datetime]]]:
    for rows, field in _ACTS:
        yield rows.filter(**{f"{field}__{lookup}": at}).annotate(instant=F(field)).values_list("instant")
