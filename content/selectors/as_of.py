"""`?as_of=`: the instant a reader asks for, and the stretch of time its pages stand for."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from content.editorial.public import Stretch, stretch_around

PARAMETER: Final = "as_of"
# Nothing was ever published before; older dates could not be told in every time zone.
FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC)
# In an address a plus sign is a space, so an offset may arrive with either.
_FORM = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?) ?(Z|[+ -]\d{2}:\d{2})?)?", re.ASCII
)


class Unreadable(ValueError):
    """Not an instant, or one that is still to come; the message is for people."""


@dataclass(frozen=True, slots=True)
class Then:
    """An earlier state of the pages; `query` leads from one of them to the next."""

    since: datetime
    until: datetime | None

    @property
    def value(self) -> str:
        return _written(self.since)

    @property
    def query(self) -> str:
        return query_of(self.since)


def query_of(instant: datetime) -> str:
    return f"?{PARAMETER}={_written(instant)}"


def _written(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"


def asked(written: str, *, now: datetime) -> Then | None:
    """None before anything was published. Raises Unreadable. Two statements."""
    stretch: Stretch | None = stretch_around(instant_of(written, now=now))
    return Then(stretch.since, stretch.until) if stretch else None


def instant_of(written: str, *, now: datetime) -> datetime:
    """A date stands for the end of that day, today's for now. Raises Unreadable."""
    found = _FORM.fullmatch(written.strip())
    if found is None:
        raise Unreadable(_("“%(written)s” is not a date or an instant.") % {"written": written[:40]})
    try:
        instant = _instant(found[1], found[2], found[3])
    except (ValueError, OverflowError) as error:
        raise Unreadable(
            _("There is no such day or time as “%(written)s”.") % {"written": written[:40]}
        ) from error
    if found[2] is None and date.fromisoformat(found[1]) == timezone.localdate(now):
        return now
    if instant > now:
        raise Unreadable(_("“%(written)s” is still to come.") % {"written": written[:40]})
    return instant


def _instant(day: str, clock: str | None, offset: str | None) -> datetime:
    if int(day[:4]) < FIRST.year:
        date.fromisoformat(day)
        return FIRST
    zone = timezone.get_current_timezone()
    if clock is None:
        next_day = date.fromisoformat(day) + timedelta(days=1)
        return datetime.combine(next_day, time(), tzinfo=zone) - timedelta(microseconds=1)
    read = datetime.fromisoformat(f"{day}T{clock}{(offset or '').replace(' ', '+')}")
    return read if read.tzinfo else read.replace(tzinfo=zone)
