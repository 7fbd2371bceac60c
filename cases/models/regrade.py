"""Why finished attempts of a publication were scored on a corrected one; learners read it beside their results."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Regrade(models.Model):
    """Its results are those on `new` of attempts on `old`, dated like it.

    The reason is text for people, so it stands here, where a word can be taken out of it, and not in the audit chain.
    """

    old = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("played on")
    )
    new = models.ForeignKey(
        "editorial.Publication", on_delete=models.PROTECT, related_name="+", verbose_name=_("scored on")
    )
    reason = models.TextField(_("reason"), help_text=_("Learners read it beside their new result."))
    regraded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("regraded by")
    )
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("regrade")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_regrade_gives_a_reason"),
            models.CheckConstraint(
                condition=~Q(old=F("new")), name="a_regrade_is_from_one_publication_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} → {self.new_id}"
