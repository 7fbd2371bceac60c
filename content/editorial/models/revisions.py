"""A document's words at one moment, what they cite, and who wrote them. Rows are inserted, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document
from npcsite.lib.guards import AppendOnly


class ChangeClass(models.TextChoices):
    """How far a change reaches into what cites the document."""

    EDITORIAL = "editorial", _("Editorial")
    EVIDENCE = "evidence", _("Evidence")
    GRADE = "grade", _("Grade")
    SUBSTANTIVE = "substantive", _("Substantive")


class Revision(AppendOnly):
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="revisions", verbose_name=_("document")
    )
    number = models.PositiveIntegerField(_("number"))
    # Canonical JSON kept as text: these very bytes are hashed, and jsonb would reorder and rewrite them.
    payload = models.TextField(_("payload"))
    content_hash = models.CharField(_("content hash"), max_length=64, db_index=True)
    # Canonical JSON: snapshots of what is cited, frozen with the words and approved with them.
    cited = models.TextField(_("what it cites"), default="{}")
    base = models.ForeignKey(
        "editorial.Publication",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written on top of"),
    )
    change_class = models.CharField(
        _("class of change"), max_length=12, choices=ChangeClass.choices, blank=True
    )
    change_note = models.TextField(_("what changed"), blank=True)
    wording_reason = models.TextField(
        _("why only the wording has changed"),
        blank=True,
        help_text=_("Given, the claims keep their identity; two people confirm it."),
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="a_revision_number_is_used_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="revisions_are_counted_from_one"),
            models.CheckConstraint(
                condition=Q(change_class__in=["", *ChangeClass.values]),
                name="a_class_of_change_is_one_we_know",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.number})"


class Contributor(models.Model):
    """Wrote some of a revision, and so may not approve it."""

    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="contributors", verbose_name=_("revision")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        constraints = [
            models.UniqueConstraint(fields=["revision", "user"], name="a_contributor_is_named_once"),
        ]

    def __str__(self) -> str:
        return f"{self.revision}: {self.user}"


class Citation(AppendOnly):
    """One place of a revision that cites a target, pinned to the claim it then made."""

    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="citations", verbose_name=_("revision")
    )
    target = models.CharField(_("target"), max_length=120, db_index=True)
    publication = models.ForeignKey(
        "editorial.Publication",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cited_by",
        verbose_name=_("pinned publication"),
    )
    claim_hash = models.CharField(_("pinned claim"), max_length=64, blank=True)
    place = models.CharField(_("place"), max_length=200)
    line = models.PositiveIntegerField(_("line"), null=True, blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return f"{self.target} ({self.place})"
