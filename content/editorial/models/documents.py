"""What is under review: a document, who edited its working copy, and the notes a reviewer still has to settle.

Each kind of document inherits `Document` (a table of its own, joined) and keeps its working copy there.
"""

from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.models import User

# What a payload that names no language is written in.
LANGUAGE: Final = "en"


class DocumentQuerySet(models.QuerySet["Document"]):
    def of_kind(self, kind: str) -> "DocumentQuerySet":
        return self.filter(kind=kind)

    def live(self) -> "DocumentQuerySet":
        """Those the public may read: something is published and the document is not retired."""
        return self.filter(live__isnull=False, retired_at__isnull=True)

    def at(self, *, kind: str, slug: str) -> "DocumentQuerySet":
        return self.filter(kind=kind, slug=slug)


class Document(models.Model):
    kind = models.CharField(_("kind"), max_length=20, editable=False)
    slug = models.SlugField(_("address"), max_length=80)
    title = models.CharField(_("title"), max_length=200)
    language = models.CharField(_("language"), max_length=16, default=LANGUAGE)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="owned_documents",
        verbose_name=_("owner"),
    )
    lock_version = models.PositiveIntegerField(_("lock version"), default=0, editable=False)
    review_every_days = models.PositiveSmallIntegerField(_("review every (days)"), default=365)
    # Strings, because revision and publication point back; PROTECT, because neither may vanish under its document.
    head = models.ForeignKey(
        "editorial.Revision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("newest revision"),
    )
    live = models.OneToOneField(
        "editorial.Publication",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="live_document",
        verbose_name=_("live publication"),
    )
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="an_address_is_one_document_of_its_kind"),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(slug="") & ~Q(title="") & ~Q(language=""),
                name="a_document_has_kind_address_title_and_language",
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(head__isnull=False), name="a_live_document_has_a_revision"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Edit(models.Model):
    """Somebody saved the working copy since the live publication; moved to contributors at submission."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="edits", verbose_name=_("document")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("person")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")

    def __str__(self) -> str:
        return f"{self.document}: {self.user}"


class OpenNoteQuerySet(models.QuerySet["OpenNote"]):
    def unresolved(self) -> "OpenNoteQuerySet":
        return self.filter(resolved_at__isnull=True)

    def unchecked(self) -> "OpenNoteQuerySet":
        """What a demo person has settled is settled for demo people alone."""
        return self.filter(Q(resolved_at__isnull=True) | Q(resolved_by__is_simulated=True))

    def open_to(self, user: User) -> "OpenNoteQuerySet":
        return self.unresolved() if user.is_simulated else self.unchecked()


class OpenNote(models.Model):
    """Something to check before a person may approve; readers see only how many there are."""

    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="open_notes", verbose_name=_("document")
    )
    place = models.CharField(_("place"), max_length=200)
    text = models.TextField(_("text"))
    noted_at = models.DateTimeField(_("noted"))
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("resolved by"),
    )

    objects = OpenNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("open note")
        verbose_name_plural = _("open notes")
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="a_resolved_note_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(resolved_at__gte=F("noted_at")),
                name="a_note_is_resolved_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.text[:60]}"

    @property
    def is_checked(self) -> bool:
        """By somebody who is no demo person."""
        return self.resolved_by is not None and not self.resolved_by.is_simulated
