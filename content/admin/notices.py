"""Notices: the disclaimer and the editorial policy."""

from django.contrib import admin

from content.admin.reading import DocumentAdmin
from content.models import Notice


@admin.register(Notice)
class NoticeAdmin(DocumentAdmin):
    search_fields = ("title", "slug", "body")
