"""The trial table: published arms as printed by their source; figures are kept as the strings they were read as."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.editorial.public import Document


class TrialTable(Document):
    class Meta:
        verbose_name = _("trial table")


class Trial(models.Model):
    table = models.ForeignKey(TrialTable, on_delete=models.CASCADE, related_name="trials")
    position = models.PositiveSmallIntegerField(_("position"))
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=160)
    setting = models.TextField(_("setting"), blank=True)
    population = models.TextField(_("population"))
    design = models.TextField(_("design"))

    class Meta:
        verbose_name = _("trial")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Comparison(models.Model):
    """One endpoint of a trial at one data cut, with its arms; times in months, rates in per cent."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="comparisons")
    position = models.PositiveSmallIntegerField(_("position"))
    slug = models.SlugField(_("slug"), max_length=80)
    endpoint = models.CharField(_("endpoint"), max_length=120)
    follow_up_months = models.CharField(_("follow-up, months"), max_length=20, blank=True)
    hr = models.CharField(_("hazard ratio"), max_length=20, blank=True)
    hr_ci = models.JSONField(_("95 % CI of the hazard ratio"), default=list, blank=True)
    p = models.CharField(_("p"), max_length=20, blank=True)
    status = models.CharField(_("how far verified"), max_length=4)
    note = models.TextField(_("note"), blank=True)
    references = models.JSONField(_("references"), default=list)

    class Meta:
        verbose_name = _("comparison")
        ordering = ["trial", "position"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "slug"], name="a_comparison_is_named_once_in_its_trial")
        ]

    def __str__(self) -> str:
        return self.slug


class Arm(models.Model):
    comparison = models.ForeignKey(Comparison, on_delete=models.CASCADE, related_name="arms")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("arm"), max_length=160)
    n = models.CharField(_("n"), max_length=20, blank=True)
    median_months = models.CharField(_("median, months"), max_length=40, blank=True)
    median_ci = models.JSONField(_("95 % CI of the median"), default=list, blank=True)
    median_note = models.TextField(_("note on the median"), blank=True)
    landmarks = models.JSONField(_("landmark rates"), default=list, blank=True)

    class Meta:
        verbose_name = _("arm")
        ordering = ["comparison", "position"]

    def __str__(self) -> str:
        return self.name
