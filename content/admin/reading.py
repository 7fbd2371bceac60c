"""What every kind of document shows in the admin: its address, its state, and when it was last published."""

from datetime import datetime
from typing import ClassVar

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.editorial.public import Document, strips
from npcsite.accounts.reading import ReadOnlyAdmin, ReadOnlyInline

__all__ = ["DocumentAdmin", "ReadOnlyAdmin", "ReadOnlyInline"]


class DocumentAdmin(ReadOnlyAdmin):
    list_display: tuple[str, ...] = ("title", "slug", "language", "state", "published")
    list_filter = ("language",)
    search_fields: ClassVar[tuple[str, ...]] = ("title", "slug")
    list_select_related = ("live",)
    ordering = ("title",)

    @admin.display(description=_("state"))
    def state(self, document: Document) -> str:
        strip = strips([document.pk]).get(document.pk)
        return f"{strip.shape} {strip.word}" if strip else "–"

    @admin.display(description=_("published"), ordering="live__published_at")
    def published(self, document: Document) -> datetime | None:
        return document.live.published_at if document.live else None
