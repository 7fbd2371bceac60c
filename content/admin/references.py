"""The reference library."""

from django.contrib import admin

from content.admin.uses import ShowsUses
from content.models import Reference
from npcsite.accounts.reading import ReadOnlyAdmin


@admin.register(Reference)
class ReferenceAdmin(ShowsUses, ReadOnlyAdmin):
    target = "@{row.key}"
    list_display = ("key", "kind", "tier", "status", "doi", "pmid", "integrity")
    list_filter = ("kind", "tier", "status", "integrity")
    search_fields = ("key", "csl", "doi", "pmid", "note")
