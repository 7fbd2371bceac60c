"""Sections of the guideline article, the unit of editing and review, and their graded recommendations."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from content.editorial.public import Document
from content.models.references import Reference

KEBAB = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Lower-case words joined by hyphens."))


class Direction(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    CONDITIONAL = "conditional", _("Conditional")
    STATEMENT = "statement", _("Statement of fact")


class Grading(models.TextChoices):
    GRADED = "graded", _("Graded by its source")
    NOT_GRADED = "not-graded", _("Not graded by its source")
    NOT_VERIFIED = "not-verified", _("Grade not verified")


class Section(Document):
    summary = MarkdownxField(_("plain summary"), blank=True)
    body = MarkdownxField(_("text"), blank=True)

    class Meta:
        verbose_name = _("section")


class Recommendation(models.Model):
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, related_name="recommendations", verbose_name=_("section")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    key = models.CharField(_("key"), max_length=60, unique=True, validators=[KEBAB])
    title = models.CharField(_("title"), max_length=160)
    claim = models.TextField(_("claim"))
    direction = models.CharField(_("direction"), max_length=12, choices=Direction.choices)
    population = models.TextField(_("population"))
    exclusions = models.TextField(_("exclusions"), blank=True)
    issuer = models.CharField(_("issuer"), max_length=120)
    scheme = models.CharField(_("scheme"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=60, blank=True)
    grade = models.CharField(_("grade"), max_length=60, blank=True)
    grading = models.CharField(_("grading"), max_length=14, choices=Grading.choices)

    class Meta:
        verbose_name = _("recommendation")
        ordering = ["section", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction__in=Direction.values), name="a_direction_is_one_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(grading="graded") & (~models.Q(level="") | ~models.Q(grade=""))
                | models.Q(grading__in=["not-graded", "not-verified"]),
                name="a_graded_recommendation_states_a_level_or_grade",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class RecommendationSource(models.Model):
    """One source of a recommendation, in the order it is cited."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="sources")
    reference = models.ForeignKey(Reference, on_delete=models.PROTECT, related_name="recommendation_sources")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("source")
        ordering = ["recommendation", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "reference"], name="a_recommendation_cites_a_reference_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.reference_id}"
