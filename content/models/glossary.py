"""The glossary: one document that holds all terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from content.editorial.public import Document


class Glossary(Document):
    class Meta:
        verbose_name = _("glossary")
        verbose_name_plural = _("glossaries")


class Term(models.Model):
    glossary = models.ForeignKey(Glossary, on_delete=models.CASCADE, related_name="terms")
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    term = models.CharField(_("term"), max_length=120)
    short_form = models.CharField(_("short form"), max_length=40, blank=True)
    definition = MarkdownxField(_("definition"))
    see = models.JSONField(_("see also"), default=list, blank=True)
    citations = models.JSONField(_("citations"), default=list, blank=True)

    class Meta:
        verbose_name = _("term")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.term
