"""Articles: a question answered by sections in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from markdownx.models import MarkdownxField

from content.editorial.public import Document
from content.models.sections import Section


class Article(Document):
    question = models.CharField(_("question"), max_length=200)
    lead = MarkdownxField(_("lead"), blank=True)
    notices = models.JSONField(_("notices"), default=list, blank=True)

    class Meta:
        verbose_name = _("article")


class ArticleSection(models.Model):
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="article_sections")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="article_sections")
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        verbose_name = _("section of an article")
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(fields=["article", "section"], name="an_article_holds_a_section_once")
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.section_id}"
