"""What a changed claim does to the texts that teach it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document
from content.editorial.models.publications import Publication


class ImpactClass(models.TextChoices):
    GRADE = "grade", _("Grade changed")
    SUBSTANTIVE = "substantive", _("Claim changed")
    RETIRED = "retired", _("Retired")
    RETRACTED = "retracted", _("Source retracted")


# Feedback that teaches these is held back until the dependent was reviewed again.
QUARANTINED = (ImpactClass.SUBSTANTIVE, ImpactClass.RETIRED, ImpactClass.RETRACTED)


class ImpactState(models.TextChoices):
    OPEN = "open", _("Open")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    RESOLVED = "resolved", _("Resolved")
    WAIVED = "waived", _("Waived")


UNSETTLED = (ImpactState.OPEN, ImpactState.ACKNOWLEDGED)


class ImpactItemQuerySet(models.QuerySet["ImpactItem"]):
    def unsettled(self) -> "ImpactItemQuerySet":
        return self.filter(state__in=UNSETTLED)

    def quarantining(self) -> "ImpactItemQuerySet":
        return self.unsettled().filter(change_class__in=QUARANTINED)


class ImpactItem(models.Model):
    """One dependent to look at because one thing it cites has changed; `cause` is None for a retracted reference."""

    cause = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="impact",
        verbose_name=_("cause"),
    )
    dependent = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="impact_items", verbose_name=_("dependent")
    )
    target = models.CharField(_("what it cites"), max_length=120)
    change_class = models.CharField(_("class"), max_length=12, choices=ImpactClass.choices)
    state = models.CharField(_("state"), max_length=14, choices=ImpactState.choices, default=ImpactState.OPEN)
    due_on = models.DateField(_("due"))
    reason = models.TextField(_("reason"), blank=True)
    opened_at = models.DateTimeField(_("opened"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )

    objects = ImpactItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("impact item")
        verbose_name_plural = _("impact items")
        indexes = [models.Index(fields=["dependent", "state"], name="editorial_impact_by_dependent")]
        constraints = [
            models.UniqueConstraint(
                fields=["dependent", "target", "change_class"],
                condition=Q(state__in=UNSETTLED),
                name="a_dependent_has_one_open_item_for_a_target_and_class",
            ),
            models.CheckConstraint(
                condition=Q(change_class__in=ImpactClass.values), name="an_impact_is_of_a_class_we_know"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNSETTLED, settled_at__isnull=True)
                | Q(state=ImpactState.RESOLVED, settled_at__isnull=False)
                | (
                    Q(state=ImpactState.WAIVED, settled_at__isnull=False, settled_by__isnull=False)
                    & ~Q(reason="")
                ),
                name="an_impact_item_is_open_or_settled_and_a_waiver_gives_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dependent}: {self.target}"
