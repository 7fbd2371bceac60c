"""Notices every reader can reach: the disclaimer and the editorial policy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.editorial.public import Document


class Notice(Document):
    summary = models.TextField(_("plain summary"), blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("notice")
