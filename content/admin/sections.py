"""Sections with their recommendations."""

from django.contrib import admin

from content.admin.reading import DocumentAdmin, ReadOnlyAdmin, ReadOnlyInline
from content.models import Recommendation, RecommendationSource, Section


class RecommendationInline(ReadOnlyInline):
    model = Recommendation
    fields = ("key", "title", "issuer", "level", "grade", "grading")


@admin.register(Section)
class SectionAdmin(DocumentAdmin):
    search_fields = ("title", "slug", "body", "summary")
    inlines = (RecommendationInline,)


class SourceInline(ReadOnlyInline):
    model = RecommendationSource
    autocomplete_fields = ("reference",)


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnlyAdmin):
    list_display = ("key", "title", "section", "issuer", "level", "grade", "grading", "direction")
    list_filter = ("grading", "direction", "issuer", "section")
    list_select_related = ("section",)
    search_fields = ("key", "title", "claim", "population", "issuer")
    autocomplete_fields = ("section",)
    inlines = (SourceInline,)
