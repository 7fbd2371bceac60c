"""What an attempt came to: computed once, in the transaction that ended it, and for ever equal to its recomputation."""

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.engine import certainty, score
from cases.engine.scenario import Scenario
from cases.engine.state import State
from cases.models.attempt import Attempt
from npcsite.lib import canonical
from npcsite.lib.guards import AppendOnly


class Result(AppendOnly):
    # The unique constraint below begins with it and serves as its index.
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="results", db_index=False, verbose_name=_("attempt")
    )
    # The publication it was computed on: a regrade adds a result on a corrected one and keeps this.
    publication = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("publication")
    )
    score = models.DecimalField(
        _("score"), max_digits=6, decimal_places=3, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    unsafe = models.BooleanField(_("unsafe"))
    harm = models.PositiveSmallIntegerField(_("harm"), help_text=_("Points taken off."))
    ending = models.CharField(_("ending"), max_length=64, blank=True)
    day = models.PositiveIntegerField(_("day"))
    # In the breakdown as well; here too, so that a cohort's figures read no breakdown.
    decision_count = models.PositiveSmallIntegerField(
        _("decisions"), help_text=_("Key decisions that were reached and count.")
    )
    # Of the events, here for the same reason; None on rows from before they were kept.
    sure_count = models.PositiveSmallIntegerField(
        _("decisions at certainty 3"), null=True, help_text=_("Without what the terms leave out.")
    )
    sure_wrong = models.PositiveSmallIntegerField(_("wrong at certainty 3"), null=True)
    breakdown = models.TextField(_("breakdown"), help_text=_("Canonical JSON."))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("result")
        ordering = ["attempt_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt", "publication"], name="an_attempt_has_one_result_on_a_publication"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=0, score__lte=100), name="a_score_lies_between_0_and_100"
            ),
            models.CheckConstraint(
                condition=models.Q(unsafe=False) | models.Q(score__lte=score.UNSAFE_CAP),
                name="an_unsafe_score_is_capped",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.score}"

    def parts(self) -> dict[str, Any]:
        """The breakdown as plain data; credits and earned points are exact fractions written "4/5"."""
        return dict(json.loads(self.breakdown))


def is_empty(parts: Mapping[str, Any]) -> bool:
    """Whether the breakdown is that of an attempt without a key decision and without harm: nothing says that it was
    safe.
    """
    return not parts["harms"] and not any(key["reached"] for key in parts["key_decisions"])


def fields_of(scenario: Scenario, state: State) -> dict[str, Any]:
    """What the engine says of an attempt as the values of a row; what its owner and its time add is not among them."""
    result, surest = score.result(scenario, state), certainty.surest(scenario, state)
    return {
        "score": result.score,
        "unsafe": result.unsafe,
        "harm": result.harm,
        "ending": result.ending or "",
        "day": result.day,
        "decision_count": result.decision_count,
        "sure_count": surest.count,
        "sure_wrong": surest.wrong,
        "breakdown": canonical.encode(
            {
                "key_decisions": [_key_decision(part) for part in result.key_decisions],
                "harms": [_harm(part) for part in result.harms],
            }
        ),
    }


def _key_decision(part: score.KeyResult) -> dict[str, Any]:
    return {
        "slug": part.slug,
        "weight": part.weight,
        "left_out": part.left_out,
        "reached": part.reached,
        "credit": _exact(part.credit),
        "timing": _exact(part.timing),
        "earned": _exact(part.earned),
        "step": part.step,
        "picks": list(part.picks),
        "day": part.day,
    }


def _harm(part: score.HarmDone) -> dict[str, Any]:
    return {
        "step": part.step,
        "option": part.option,
        "level": str(part.level),
        "points": part.points,
        "day": part.day,
    }


def _exact(number: Fraction) -> str:
    return str(number)
