"""The library of cited sources; a publication freezes the text of each reference it cites."""

import json
import re
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from npcsite.lib.guards import AppendOnly

_KEY = r"^[A-Za-z][A-Za-z0-9-]*$"
KEY = RegexValidator(_KEY, _("A key has letters, digits and hyphens and starts with a letter."))


def is_key(text: str) -> bool:
    return re.fullmatch(_KEY, text) is not None


class Tier(models.TextChoices):
    PRIMARY = "primary", _("Primary source")
    GUIDELINE = "guideline", _("Guideline")
    TERTIARY = "tertiary", _("Tertiary source")


class SourceKind(models.TextChoices):
    """What a source is; the reference list of an article is ordered by these, in this order."""

    GUIDELINE = "guideline", _("Guidelines")
    TRIAL = "trial", _("Trials")
    META_ANALYSIS = "meta-analysis", _("Meta-analyses and systematic reviews")
    COHORT = "cohort", _("Cohorts")
    REVIEW = "review", _("Reviews")
    STAGING = "staging", _("Staging and scales")
    LABEL = "label", _("Licences and labels")
    REPORT = "report", _("Conference and news reports")


class Integrity(models.TextChoices):
    OK = "ok", _("No notice known")
    CORRECTED = "corrected", _("Corrected")
    CONCERN = "concern", _("Expression of concern")
    RETRACTED = "retracted", _("Retracted")


class Reference(models.Model):
    key = models.CharField(_("key"), max_length=40, unique=True, validators=[KEY])
    tier = models.CharField(_("tier"), max_length=12, choices=Tier.choices)
    kind = models.CharField(_("kind"), max_length=16, choices=SourceKind.choices)
    status = models.CharField(_("how far verified"), max_length=4, blank=True)
    csl = models.TextField(_("CSL-JSON"), help_text=_("Bibliographic data as CSL-JSON, canonical."))
    doi = models.CharField(_("DOI"), max_length=120, blank=True)
    pmid = models.CharField(_("PMID"), max_length=12, blank=True)
    note = models.TextField(_("note for editors"), blank=True)
    # From then on the library loader leaves the reference alone.
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("last changed by"),
    )
    integrity = models.CharField(
        _("integrity"), max_length=12, choices=Integrity.choices, default=Integrity.OK
    )
    integrity_source = models.CharField(_("source of the integrity notice"), max_length=300, blank=True)
    integrity_on = models.DateField(_("date of the integrity notice"), null=True, blank=True)

    class Meta:
        verbose_name = _("reference")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(
                Lower("doi"),
                condition=~models.Q(doi=""),
                name="a_doi_belongs_to_one_reference_whatever_its_case",
            ),
            models.UniqueConstraint(
                fields=["pmid"], condition=~models.Q(pmid=""), name="a_pmid_belongs_to_one_reference"
            ),
            models.CheckConstraint(condition=models.Q(tier__in=Tier.values), name="a_tier_is_one_we_know"),
            models.CheckConstraint(
                condition=models.Q(kind__in=SourceKind.values), name="a_source_kind_is_one_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(integrity__in=Integrity.values), name="an_integrity_is_one_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(integrity=Integrity.OK)
                | (~models.Q(integrity_source="") & models.Q(integrity_on__isnull=False)),
                name="a_notice_on_integrity_names_its_source_and_day",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def data(self) -> dict[str, Any]:
        """The CSL-JSON as a dict."""
        loaded: dict[str, Any] = json.loads(self.csl)
        return loaded


class IntegrityNotice(AppendOnly):
    """What was noted about a reference's integrity, by whom; the newest is what the reference says of itself."""

    reference = models.ForeignKey(
        Reference, on_delete=models.PROTECT, related_name="notices", verbose_name=_("reference")
    )
    integrity = models.CharField(_("integrity"), max_length=12, choices=Integrity.choices)
    source = models.CharField(_("source"), max_length=300, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("noted by")
    )
    noted_at = models.DateTimeField(_("noted"))

    class Meta:
        verbose_name = _("notice on integrity")
        verbose_name_plural = _("notices on integrity")
        ordering = ["-noted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(integrity__in=Integrity.values), name="a_notice_is_of_an_integrity_we_know"
            ),
            models.CheckConstraint(
                condition=models.Q(integrity=Integrity.OK)
                | (~models.Q(source="") & models.Q(published_on__isnull=False)),
                name="a_notice_names_its_source_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference}: {self.get_integrity_display()}"
