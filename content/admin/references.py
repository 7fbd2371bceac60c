"""The reference library: found, read, edited as fields, and what became known of a source."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.access import editor_of
from content.admin.deleting import deletion
from content.admin.editors import Editors
from content.admin.importing import import_page
from content.admin.integrity import integrity
from content.admin.uses import ShowsUses
from content.forms.references import ReferenceForm
from content.models import Reference
from content.services.reference_writing import write_reference
from npcsite.lib import vancouver

FIELDSETS = (
    (
        None,
        {
            "fields": (
                "key",
                ("tier", "kind", "status"),
                "type",
                "title",
                "authors",
                "et_al",
                "editors",
                "seen",
            )
        },
    ),
    (
        _("Where it was published"),
        {
            "fields": (
                "container",
                ("issued", "print_status"),
                ("volume", "issue", "page"),
                ("edition", "number"),
                ("publisher", "place"),
                ("url", "accessed"),
            )
        },
    ),
    (_("Identifiers"), {"fields": (("doi", "pmid", "pmcid"),)}),
    (None, {"fields": ("note", "printed", "known_integrity")}),
)


@admin.register(Reference)
class ReferenceAdmin(ShowsUses, Editors, admin.ModelAdmin):
    """A form writes through the service alone; nothing that was published or submitted changes with it."""

    target = "@{row.key}"
    form = ReferenceForm
    list_display = ("key", "named", "kind", "integrity", "status")
    list_filter = ("kind", "tier", "status", "integrity")
    search_fields = ("key", "csl", "doi", "pmid", "note")
    readonly_fields = ("printed", "known_integrity")
    actions = None
    change_form_template = "admin/content/reference.html"
    change_list_template = "admin/content/references.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        uses = ((_("Where it is used"), {"fields": ("uses",)}),) if obj else ()
        return (*FIELDSETS, *uses)

    @admin.display(description=_("title"))
    def named(self, reference: Reference) -> str:
        return str(reference.data().get("title", ""))

    @admin.display(description=_("as it is printed"))
    def printed(self, reference: Reference) -> str:
        return vancouver.line(reference.data()) if reference.csl else "–"

    @admin.display(description=_("integrity"))
    def known_integrity(self, reference: Reference) -> str:
        told = (reference.get_integrity_display(), reference.integrity_on, reference.integrity_source)
        return ", ".join(str(part) for part in told if part)

    def get_urls(self) -> Any:
        own = [
            path("import/", self.admin_site.admin_view(import_page), name="content_reference_import"),
            path(
                "<path:object_id>/remove/",
                self.admin_site.admin_view(deletion),
                name="content_reference_remove",
            ),
            path(
                "<path:object_id>/integrity/",
                self.admin_site.admin_view(integrity),
                name="content_reference_integrity",
            ),
        ]
        return own + super().get_urls()

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:  # noqa: FBT001
        """The row itself is left alone until the service writes it."""
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        held = Reference.objects.get(pk=obj.pk) if change else None
        written = write_reference(
            record=form.record, reference=held, by=editor_of(request), at=timezone.now()
        )
        obj.pk = written.pk

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Nothing hangs on a reference that a form could change."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        response = super().render_change_form(request, context, *args, **options)
        form = context["adminform"].form
        if form.is_bound:
            response.status_code = 409 if form.is_stale else 422
        return response
