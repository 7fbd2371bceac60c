"""The spine in the admin, for reading: what was published, by which verdict, citing what, and what is left to check."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from content.editorial.models import (
    AuditEvent,
    Citation,
    Comment,
    ImpactItem,
    InterestStatement,
    OpenNote,
    Publication,
    Retirement,
    ReviewRound,
    Revision,
    Verdict,
)
from content.editorial.selectors.addresses import impact_address, review_address
from content.editorial.selectors.people import is_chief
from npcsite.accounts.models import User
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
    list_filter = ("revision__document__kind",)
    list_select_related = ("revision__document",)
    search_fields = ("target", "place", "revision__document__title")


@admin.register(ReviewRound)
class ReviewRoundAdmin(ReadOnlyAdmin):
    list_display = ("document", "page", "kind", "state", "submitted_by", "claimed_by", "due_on", "opened_at")
    list_filter = ("state", "kind", "document__kind")
    list_select_related = ("document", "revision__document", "submitted_by", "claimed_by")
    search_fields = ("document__title", "document__slug", "submitted_by__name", "claimed_by__name")
    date_hierarchy = "opened_at"

    @admin.display(description=_("page"))
    def page(self, round: ReviewRound) -> SafeString:
        """Here the text is read and judged; the row itself is for looking things up."""
        address = review_address(round)
        label = _("Revision %(number)s") % {"number": round.revision.number}
        return format_html('<a href="{}">{}</a>', address, label)


@admin.register(Comment)
class CommentAdmin(ReadOnlyAdmin):
    list_display = ("revision", "block", "body", "required", "author", "at", "resolved_at")
    list_filter = ("required", ("resolved_at", admin.EmptyFieldListFilter), "revision__document__kind")
    list_select_related = ("revision__document", "author")
    search_fields = ("revision__document__title", "block", "body", "author__name")


@admin.register(ImpactItem)
class ImpactItemAdmin(ReadOnlyAdmin):
    list_display = ("dependent", "page", "target", "change_class", "state", "due_on", "opened_at")
    list_filter = ("state", "change_class", "dependent__kind")
    list_select_related = ("dependent",)
    search_fields = ("dependent__title", "dependent__slug", "target", "reason")
    date_hierarchy = "due_on"

    @admin.display(description=_("page"))
    def page(self, item: ImpactItem) -> SafeString:
        """Here it is waived; the row itself is for looking things up."""
        return format_html('<a href="{}">{}</a>', impact_address(item), item.get_change_class_display())


@admin.register(Retirement)
class RetirementAdmin(ReadOnlyAdmin):
    list_display = ("document", "reason", "retired_by", "retired_at", "revived_at")
    list_filter = (("revived_at", admin.EmptyFieldListFilter), "document__kind")
    list_select_related = ("document", "retired_by")
    search_fields = ("document__title", "document__slug", "reason")


@admin.register(InterestStatement)
class InterestStatementAdmin(ReadOnlyAdmin):
    list_display = ("name", "capacity", "interests", "made_at", "expires_on")
    list_filter = ("expires_on",)
    list_select_related = ("user",)
    search_fields = ("name", "capacity", "interests", "user__email")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The whole chain, for chief editors; ids only, and `verify_audit` says whether it is whole."""

    list_display = ("number", "verb", "subject", "actor", "at")
    list_filter = ("verb",)
    list_select_related = ("actor",)
    search_fields = ("verb", "subject", "data", "actor__name")
    date_hierarchy = "at"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return isinstance(request.user, User) and is_chief(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)
