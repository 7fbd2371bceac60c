"""The append-only log of an attempt: position 0 holds its terms, every further row one thing the learner did."""

import json
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.engine.play import Decided, Started
from cases.engine.written import plain_text
from cases.models.attempt import Attempt
from npcsite.lib import canonical
from npcsite.lib.guards import AppendOnly


class EventKind(models.TextChoices):
    STARTED = "started", _("Started")
    DECIDED = "decided", _("Decided")
    ABANDONED = "abandoned", _("Abandoned")
    EXPIRED = "expired", _("Expired")


# The data of the event that ends an attempt whose time has run out; no other reason is known.
OUT_OF_TIME = canonical.encode({"reason": "time-limit"})


class AttemptEvent(AppendOnly):
    # The unique constraint below begins with it and serves as its index.
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="events", db_index=False, verbose_name=_("attempt")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.UUIDField(
        _("key"), unique=True, help_text=_("Chosen by the form, so that a repeated post is known.")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind.choices)
    data = models.TextField(_("data"), help_text=_("Canonical JSON."))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("event")
        # By id: ordering by the relation would join the attempts.
        ordering = ["attempt_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "position"], name="an_attempt_has_one_event_a_position"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=EventKind.values), name="an_event_is_of_a_kind_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(kind=EventKind.STARTED, position=0)
                | (~models.Q(kind=EventKind.STARTED) & models.Q(position__gt=0)),
                name="the_first_event_holds_the_terms",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=EventKind.EXPIRED) | models.Q(data=OUT_OF_TIME),
                name="an_attempt_expires_for_a_reason_we_know",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.position} {self.kind}"

    def started(self) -> Started:
        """The terms of the attempt; only on the event at position 0."""
        data = json.loads(self.data)
        return Started(**{**data, "left_out": frozenset(data["left_out"])})

    def decided(self) -> Decided:
        """What was chosen, as the engine takes it."""
        return read_choice(self.data)


def terms(started: Started) -> str:
    """The canonical text of the first event."""
    return canonical.encode(
        {
            "seed": started.seed,
            "mode": started.mode,
            "certainty_asked": started.certainty_asked,
            "time_limit_seconds": started.time_limit_seconds,
            "extra_time_percent": started.extra_time_percent,
            "left_out": sorted(started.left_out),
        }
    )


def choice(decided: Decided) -> str:
    """The canonical text of a decision.

    Of a ranking and of a number the answer alone is kept: which option it comes to is worked out at each reading, so
    that a corrected key changes what it deserves.
    """
    data: dict[str, Any] = {
        "step": decided.step,
        "picks": list(decided.picks),
        "certainty": decided.certainty,
    }
    if decided.ranking:
        data |= {"picks": [], "ranking": list(decided.ranking)}
    if decided.number is not None:
        data |= {"picks": [], "number": plain_text(decided.number), "unit": decided.unit}
    return canonical.encode(data)


def read_choice(text: str) -> Decided:
    """The decision in what `choice` wrote."""
    data = json.loads(text)
    number = data.get("number")
    return Decided(
        step=data["step"],
        picks=tuple(data["picks"]),
        certainty=data["certainty"],
        ranking=tuple(data.get("ranking", ())),
        number=None if number is None else Decimal(number),
        unit=data.get("unit", ""),
    )
