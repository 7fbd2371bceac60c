"""Articles and the order of their sections."""

from django.contrib import admin

from content.admin.reading import DocumentAdmin, ReadOnlyInline
from content.models import Article, ArticleSection


class ArticleSectionInline(ReadOnlyInline):
    model = ArticleSection
    autocomplete_fields = ("section",)


@admin.register(Article)
class ArticleAdmin(DocumentAdmin):
    search_fields = ("title", "slug", "question", "lead")
    inlines = (ArticleSectionInline,)
