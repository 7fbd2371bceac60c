"""What was decided about a revision, and by whom. Rows are inserted, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.revisions import Revision
from content.editorial.models.rounds import ReviewRound
from npcsite.lib.guards import AppendOnly

LIBRARY_LOADER = "library loader"


class VerdictKind(models.TextChoices):
    APPROVE = "approve", _("Approve")
    REQUEST_CHANGES = "request_changes", _("Request changes")
    LOADED = "loaded", _("Loaded with the software")


class Verdict(AppendOnly):
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="verdicts", verbose_name=_("revision")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name=_("person"),
    )
    # None for the loader's own.
    round = models.ForeignKey(
        ReviewRound,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name=_("review round"),
    )
    # Copied from the round, so that the database itself can refuse a verdict on one's own submission.
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("submitted by"),
    )
    actor = models.CharField(_("name as shown"), max_length=120)
    capacity = models.CharField(_("role as shown"), max_length=120, blank=True)
    is_demo = models.BooleanField(_("given by a demo person"), default=False)
    verdict = models.CharField(_("verdict"), max_length=16, choices=VerdictKind.choices)
    comment = models.TextField(_("comment"), blank=True)
    answers = models.TextField(_("answers"), default="{}", help_text=_("Canonical JSON."))
    seen_hash = models.CharField(_("hash of what was seen"), max_length=64)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=VerdictKind.LOADED, user__isnull=True, actor=LIBRARY_LOADER)
                | Q(verdict__in=[VerdictKind.APPROVE, VerdictKind.REQUEST_CHANGES], user__isnull=False),
                name="only_the_loader_gives_a_verdict_without_a_person",
            ),
            models.CheckConstraint(condition=~Q(actor=""), name="a_verdict_names_its_actor"),
            models.UniqueConstraint(
                fields=["revision"], condition=Q(verdict=VerdictKind.LOADED), name="a_revision_is_loaded_once"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=True) | Q(submitted_by__isnull=True) | ~Q(user=F("submitted_by")),
                name="nobody_judges_what_they_submitted",
            ),
            models.CheckConstraint(
                condition=Q(verdict=VerdictKind.LOADED) | Q(round__isnull=False),
                name="a_persons_verdict_belongs_to_a_round",
            ),
            models.UniqueConstraint(
                fields=["round", "user"],
                condition=Q(verdict=VerdictKind.APPROVE),
                name="a_person_approves_a_round_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.get_verdict_display()}"
