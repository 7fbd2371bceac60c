"""Cases in the admin: editors find and read the working copies. Attempts are not here: they are their learner's own."""

from django.contrib import admin

from cases.models import Case
from npcsite.accounts.reading import ReadOnlyAdmin


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    list_display = ("title", "slug", "level", "minutes", "language")
    list_filter = ("level", "language")
    search_fields = ("title", "slug", "summary", "scenario")
    ordering = ("title",)
