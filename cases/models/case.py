"""The working copy of a simulated patient's story; learners play publications of it, never this row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.engine.scenario import Level
from content.editorial.public import Document

# The kinds of document with a story: the cases, and the sample on which newcomers see how one works.
CASE, SAMPLE = "case", "sample"


class CaseLevel(models.TextChoices):
    """For whom a case is written, in the engine's words."""

    STUDENT = Level.STUDENT.value, _("Medical student")
    RESIDENT = Level.RESIDENT.value, _("Resident")
    SPECIALIST = Level.SPECIALIST.value, _("Specialist")


class Case(Document):
    level = models.CharField(_("level"), max_length=12, choices=CaseLevel.choices, default=CaseLevel.STUDENT)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=15, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    summary = models.TextField(_("one line for the library"), blank=True)
    topics = models.CharField(
        _("topics"), max_length=300, blank=True, help_text=_("Domain slugs, one space apart.")
    )
    scenario = models.TextField(
        _("scenario"), default="{}", help_text=_("Canonical JSON of the exchange format.")
    )

    class Meta:
        verbose_name = _("case")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=CaseLevel.values), name="a_case_is_written_for_a_level_we_know"
            ),
            models.CheckConstraint(condition=models.Q(minutes__gte=1), name="a_case_takes_at_least_a_minute"),
        ]
