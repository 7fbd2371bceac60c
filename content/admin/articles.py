"""Articles and the order of their sections."""

from django.contrib import admin

from content.admin.documents import DocumentAdmin
from content.admin.editors import Rows
from content.forms.parts import ArticleForm
from content.models import Article, ArticleSection


class ArticleSectionInline(Rows):
    model = ArticleSection
    fields = (("position", "section"),)
    natural_key = "section"


@admin.register(Article)
class ArticleAdmin(DocumentAdmin):
    kind = "article"
    form = ArticleForm
    fields = ("title", "slug", "question", "lead", "notices", "language", "owner", "review_every_days")
    search_fields = ("title", "slug", "question", "lead")
    inlines = (ArticleSectionInline,)
