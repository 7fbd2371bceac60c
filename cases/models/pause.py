"""A rest in practice: the case is out of sight, and the time counts to no decision."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.attempt import Attempt


class Pause(models.Model):
    attempt = models.ForeignKey(
        Attempt, on_delete=models.PROTECT, related_name="pauses", verbose_name=_("attempt")
    )
    paused_at = models.DateTimeField(_("paused"))
    resumed_at = models.DateTimeField(_("resumed"), null=True, blank=True)

    class Meta:
        verbose_name = _("pause")
        ordering = ["attempt_id", "paused_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"],
                condition=models.Q(resumed_at=None),
                name="an_attempt_is_paused_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(resumed_at=None) | models.Q(resumed_at__gte=models.F("paused_at")),
                name="a_pause_does_not_end_before_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id}: {self.paused_at}"
