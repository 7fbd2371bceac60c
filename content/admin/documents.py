"""Pages of whole documents, and of rows with a page of their own."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from content.access import editors
from content.admin.act_pages import act_page
from content.admin.working_copies import WorkingCopyAdmin
from content.editorial.public import Document, strips
from content.forms.working_copy import DocumentForm


class DocumentAdmin(WorkingCopyAdmin):
    """A document's own page. `only_one` kinds have a single document, whose address is the kind's own."""

    form = DocumentForm
    fields: ClassVar[tuple[str, ...]] = ("title", "slug", "language", "owner", "review_every_days")
    only_one: ClassVar[bool] = False
    list_display = ("title", "slug", "language", "state", "published")
    list_filter = ("language",)
    search_fields: ClassVar[tuple[str, ...]] = ("title", "slug")
    list_select_related = ("live",)
    ordering = ("title",)

    @admin.display(description=_("state"))
    def state(self, document: Document) -> str:
        strip = strips([document.pk]).get(document.pk)
        if document.retired_at:
            return f"⊘ {_('Retired')}"
        return f"{strip.shape} {strip.word}" if strip else f"◌ {_('Draft')}"

    @admin.display(description=_("published"), ordering="live__published_at")
    def published(self, document: Document) -> datetime | None:
        return document.live.published_at if document.live else None

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_act"
        address = path(
            "<int:object_id>/act/<slug:act>/", self.admin_site.admin_view(self.act_view), name=name
        )
        return [address, *super().get_urls()]

    def act_view(self, request: HttpRequest, object_id: int, act: str) -> HttpResponse:
        obj = self.get_object(request, str(object_id))
        if obj is None or not self.has_view_permission(request, obj):
            raise PermissionDenied
        return act_page(request, Document.objects.get(pk=obj.pk), act)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may_add = not self.only_one or not Document.objects.of_kind(self.kind).exists()
        return may_add and super().has_add_permission(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Once something was submitted or published, others cite the address."""
        return ("slug",) if obj is not None and obj.head_id else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        return given | {"owner": request.user.pk} | ({"slug": self.kind} if self.only_one else {})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **options: Any) -> Any:
        if db_field.name == "owner":
            options["queryset"] = editors()
        return super().formfield_for_foreignkey(db_field, request, **options)


class PartAdmin(WorkingCopyAdmin):
    """A row with a page of its own, saved under its document's lock."""

    def place(self, obj: Any) -> None:
        """Puts a new row where it belongs."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.document_of(None) is not None and super().has_add_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        if not change:
            self.place(obj)
        super().save_model(request, obj, form, change)
