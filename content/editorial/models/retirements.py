"""Times in which a document was retired: its page then says so, with the reason."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document


class Retirement(models.Model):
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="retirements", verbose_name=_("document")
    )
    reason = models.TextField(
        _("reason"), help_text=_("Readers see it on the page that stands in its place.")
    )
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("retired by")
    )
    retired_at = models.DateTimeField(_("retired"))
    # Revived is back to draft: readers get a text again once it was approved.
    revived_at = models.DateTimeField(_("revived"), null=True, blank=True)

    class Meta:
        verbose_name = _("retirement")
        verbose_name_plural = _("retirements")
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(revived_at__isnull=True),
                name="a_document_is_retired_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_retirement_gives_a_reason"),
            models.CheckConstraint(
                condition=Q(revived_at__isnull=True) | Q(revived_at__gte=F("retired_at")),
                name="a_document_is_revived_after_it_was_retired",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.retired_at:%Y-%m-%d}"
