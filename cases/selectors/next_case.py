"""Which case a learner should play next and why: what is under way, what went unsafe, what is weak, what is new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from cases.selectors.home import Continue
from cases.selectors.own_cases import CaseRow
from cases.selectors.own_domains import DomainRow

PERFECT = 100


@dataclass(frozen=True, slots=True)
class NextCase:
    """`resume` is an attempt that waits to be continued; else the case of that slug is to be started."""

    title: str
    reason: str
    slug: str = ""
    resume: UUID | None = None


def to_continue(waiting: Continue) -> NextCase:
    reason = _("You have begun it, and every decision so far is kept.")
    if waiting.clock is not None:
        runs_on = _("You have begun it, and its time runs on.")
        reason = runs_on if waiting.clock.seconds else _("Its time is up; close it to read its debrief.")
    return NextCase(waiting.title, reason, resume=waiting.attempt_id)


def to_start(rows: Sequence[CaseRow], domains: Iterable[DomainRow]) -> NextCase | None:
    """Out of `rows` that take new attempts. None when there are none, or none has anything left to gain."""
    return _unsafe(rows) or _weakest(rows, domains) or _new(rows) or _lowest(rows)


def _unsafe(rows: Sequence[CaseRow]) -> NextCase | None:
    row = next((row for row in rows if row.latest and row.latest.unsafe), None)
    if row is None:
        return None
    reason = _("Your last attempt did critical harm; play it once more and keep the patient safe.")
    return NextCase(row.title, reason, row.slug)


def _weakest(rows: Sequence[CaseRow], domains: Iterable[DomainRow]) -> NextCase | None:
    """The first new case about the domain with the lowest mean, where there are data enough for a mean."""
    measured = [(domain.mean, domain) for domain in domains if domain.mean is not None and domain.mean < 1]
    for mean, domain in sorted(measured, key=lambda found: found[0]):
        for row in rows:
            if row.is_new and domain.domain in row.topics:
                words = _("It is about “%(domain)s”, where your mean credit is lowest: %(mean)s, n = %(n)d.")
                values = {"domain": domain.label, "mean": mean, "n": domain.n}
                return NextCase(row.title, words % values, row.slug)
    return None


def _new(rows: Sequence[CaseRow]) -> NextCase | None:
    row = next((row for row in rows if row.is_new), None)
    reason = _("You have not begun it yet; the easier level comes first.")
    return NextCase(row.title, reason, row.slug) if row else None


def _lowest(rows: Sequence[CaseRow]) -> NextCase | None:
    scores = [(row.latest.score, row) for row in rows if row.latest and row.latest.score < PERFECT]
    if not scores:
        return None
    score, row = min(scores, key=lambda found: found[0])
    reason = _("You know every case; this is the one with your lowest latest score, %(score)d of 100.")
    return NextCase(row.title, reason % {"score": score}, row.slug)
