"""Notices: the disclaimer and the editorial policy."""

from django.contrib import admin

from content.admin.documents import DocumentAdmin
from content.models import Notice


@admin.register(Notice)
class NoticeAdmin(DocumentAdmin):
    kind = "notice"
    fields = ("title", "slug", "summary", "body", "language", "owner", "review_every_days")
    search_fields = ("title", "slug", "body")
