"""A learner's attempts and decisions as rows for a spreadsheet: what is stored, and nothing of a decision's worth
before its attempt is over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Attempt, Owner, Result
from cases.models.case import SAMPLE
from cases.selectors import playing
from cases.selectors.answers import labels
from cases.selectors.assessed import closed_meanwhile
from cases.selectors.domains import domain_label
from cases.selectors.paths import asked, decision_of
from cases.selectors.playing import Playing
from cases.selectors.timing import seconds_taken
from npcsite.lib.sheets import Cell


@dataclass(frozen=True, slots=True)
class Sheet:
    """`rows` may be read once, while they are sent."""

    head: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]


def results_sheet(user_id: int) -> Sheet:
    """One row an attempt, oldest first; five statements however many."""
    zone = timezone.get_current_timezone_name()
    head = (
        _("Attempt"), _("Case"), _("Mode"), _("State"), _("Started (%(zone)s)") % {"zone": zone},
        _("Ended (%(zone)s)") % {"zone": zone}, _("Score of 100"), _("Unsafe"), _("Points taken off for harm"),
        _("Day of the case"), _("Certainty asked"),
    )  # fmt: skip
    return Sheet(head, tuple(_attempt_row(one) for one in _loaded(user_id)))


def decisions_sheet(user_id: int) -> Sheet:
    """One row an answer, attempts oldest first; six statements however many. An attempt that would give the answers to
    an assessed one under way has one row that says so.
    """
    zone = timezone.get_current_timezone_name()
    closed = closed_meanwhile(user_id)
    rows = (
        row
        for one in _loaded(user_id)
        for row in ([_closed_row(one)] if one.attempt.pk in closed else decision_rows(one))
    )
    return Sheet(decision_head(zone), tuple(rows))


def decision_head(zone: str) -> tuple[str, ...]:
    return (
        _("Attempt"), _("Case"), _("Position"), _("Decided (%(zone)s)") % {"zone": zone},
        _("Seconds since the step before, pauses left out"), _("Day of the case"), _("Step"), _("Question"),
        _("Answer"), _("Certainty of 3"), _("Key decision"), _("Domain"), _("Credit"), _("Timing"), _("Earned"),
        _("Weight"), _("Harm"),
    )  # fmt: skip


def _loaded(user_id: int) -> list[Playing]:
    attempts = Attempt.objects.owned_by(Owner(user_id=user_id)).with_rendering().order_by("started_at", "pk")
    return [playing.load(attempt) for attempt in attempts.prefetch_related("events", "results", "pauses")]


def _attempt_row(one: Playing) -> tuple[Cell, ...]:
    attempt, result = one.attempt, _own_result(one)
    return (
        str(attempt.pk),
        one.published.title,
        _("sample") if one.published.kind == SAMPLE else one.state.started.mode,
        attempt.state,
        moment(attempt.started_at),
        moment(attempt.ended_at),
        result.score if result else None,
        (_("yes") if result.unsafe else _("no")) if result else None,
        result.harm if result else None,
        result.day if result else None,
        _("yes") if one.state.started.certainty_asked else _("no"),
    )


def decision_rows(one: Playing) -> Iterator[tuple[Cell, ...]]:
    """One an answer, under `decision_head`, with times in the current zone; of what is under way without a worth that
    may not be told.
    """
    result = _own_result(one)
    parts = result.parts() if result else {"key_decisions": [], "harms": []}
    for position in asked(one):
        visit = one.state.visits[position - 1]
        step, decided = one.scenario.step(visit.step), decision_of(visit)
        # What a decision is called may be its answer.
        told = step.key_decision if one.tells_worth else ""
        key = one.scenario.key_decision(told) if told else None
        yield (
            str(one.attempt.pk),
            one.published.title,
            position,
            moment(one.events[position].at),
            seconds_taken(one, position),
            visit.day,
            step.title,
            step.question,
            "; ".join(labels(step, decided)),
            decided.certainty if one.state.started.certainty_asked else _("not asked"),
            key.label if key else None,
            domain_label(key.domain) if key else None,
            *_worth(step.slug, parts),
        )


def _closed_row(one: Playing) -> tuple[Cell, ...]:
    said = _("left out until your assessed attempt at this case is over")
    return (str(one.attempt.pk), one.published.title, None, None, None, None, said, *(None,) * 10)


def _worth(step: str, parts: Mapping[str, Sequence[Mapping[str, Any]]]) -> tuple[Cell, ...]:
    """Credit, timing, earned, weight and harm as stored; empty for what counted nowhere."""
    counted = [key for key in parts["key_decisions"] if key["step"] == step and not key["left_out"]]
    harm = "; ".join(harm["level"] for harm in parts["harms"] if harm["step"] == step)
    if not counted:
        return (None, None, None, None, harm)
    key = counted[0]
    return (*(three(key[name]) for name in ("credit", "timing", "earned")), key["weight"], harm)


def _own_result(one: Playing) -> Result | None:
    """Not a regrade's."""
    own = (found for found in one.attempt.results.all() if found.publication_id == one.published.id)
    return next(own, None)


def three(exact: str) -> Decimal:
    """Three decimals of an exact fraction, half to even, as scores are stored."""
    return Decimal(round(Fraction(exact) * 1000)).scaleb(-3)


def moment(at: datetime | None, zone: tzinfo | None = None) -> str | None:
    """In the zone that the head names, by default the current one, as spreadsheet programs read a date."""
    return f"{timezone.localtime(at, zone):%Y-%m-%d %H:%M:%S}" if at else None
