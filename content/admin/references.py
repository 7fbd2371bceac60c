"""The reference library."""

from django.contrib import admin

from content.models import RecommendationSource, Reference
from npcsite.accounts.reading import ReadOnlyAdmin, ReadOnlyInline


class UsedInInline(ReadOnlyInline):
    model = RecommendationSource
    verbose_name_plural = "recommendations that cite this"
    fields = ("recommendation", "position")


@admin.register(Reference)
class ReferenceAdmin(ReadOnlyAdmin):
    list_display = ("key", "kind", "tier", "status", "doi", "pmid", "integrity")
    list_filter = ("kind", "tier", "status", "integrity")
    search_fields = ("key", "csl", "doi", "pmid", "note")
    inlines = (UsedInInline,)
