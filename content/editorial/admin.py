"""The spine in the admin, for reading: what was published, by which verdict, citing what, and what is left to check."""

from django.contrib import admin

from content.editorial.models import Citation, OpenNote, Publication, Revision, Verdict
from npcsite.accounts.reading import ReadOnlyAdmin


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("document", "number", "change_class", "created_by", "created_at")
    list_filter = ("document__kind", "change_class")
    list_select_related = ("document", "created_by")
    search_fields = ("document__title", "document__slug", "content_hash", "change_note")
    date_hierarchy = "created_at"


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = ("document", "published_at", "sha256")
    list_filter = ("document__kind",)
    list_select_related = ("document",)
    search_fields = ("document__title", "document__slug", "sha256")
    date_hierarchy = "published_at"


@admin.register(Verdict)
class VerdictAdmin(ReadOnlyAdmin):
    list_display = ("revision", "verdict", "actor", "at")
    list_filter = ("verdict",)
    list_select_related = ("revision__document",)
    search_fields = ("actor", "revision__document__title", "comment")


@admin.register(OpenNote)
class OpenNoteAdmin(ReadOnlyAdmin):
    list_display = ("document", "place", "text", "noted_at", "resolved_at")
    list_filter = ("document__kind", ("resolved_at", admin.EmptyFieldListFilter))
    list_select_related = ("document",)
    search_fields = ("document__title", "document__slug", "place", "text")


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    list_display = ("target", "revision", "place", "line")
    list_select_related = ("revision__document",)
    search_fields = ("target", "place", "revision__document__title")
