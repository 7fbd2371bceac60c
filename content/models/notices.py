"""Notices every reader can reach: the disclaimer and the editorial policy."""

from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from content.editorial.public import Document


class Notice(Document):
    summary = MarkdownxField(_("plain summary"), blank=True)
    body = MarkdownxField(_("text"), blank=True)

    class Meta:
        verbose_name = _("notice")
