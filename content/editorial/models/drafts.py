"""What a person has typed and not saved yet; it changes no lock and makes nobody a contributor."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.editorial.models.documents import Document


class Draft(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts", verbose_name=_("person")
    )
    # None while the document is not saved for the first time.
    document = models.ForeignKey(
        Document,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("document"),
    )
    # The form it was typed into, as "section/12" or "section/new".
    place = models.CharField(_("form"), max_length=120)
    text = models.TextField(_("text"), help_text=_("Canonical JSON: field name to what was typed."))
    seen_lock = models.PositiveIntegerField(_("lock version seen"), default=0)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(fields=["user", "place"], name="a_person_has_one_draft_of_a_form"),
            models.CheckConstraint(condition=~Q(place=""), name="a_draft_names_its_form"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.place}"
