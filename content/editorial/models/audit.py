"""The audit chain: every editorial and membership act, ids only, each row sealed by the hash of the one before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from npcsite.lib.guards import AppendOnly


class AuditEvent(AppendOnly):
    number = models.PositiveBigIntegerField(_("number"), unique=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    verb = models.CharField(_("act"), max_length=40)
    # "editorial.reviewround:12"; ids only, so that an erased name stands nowhere.
    subject = models.CharField(_("of what"), max_length=80, db_index=True)
    data = models.TextField(_("data"), default="{}", help_text=_("Canonical JSON, ids only."))
    at = models.DateTimeField(_("at"))
    prev_hash = models.CharField(_("hash before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb="") & ~Q(subject=""), name="an_audit_event_says_what_was_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"


class AuditHead(models.Model):
    """The chain's last link, changed first in each transaction that writes an event, which puts them in a row."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    number = models.PositiveBigIntegerField(_("number"), default=0)
    hash = models.CharField(_("hash"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("end of the audit chain")
        verbose_name_plural = _("end of the audit chain")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="there_is_one_audit_head")]

    def __str__(self) -> str:
        return str(self.number)
