"""Cases in the admin: found in a list, built part by part, checked, exchanged and sent to review."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from cases.admin import checking, exchanging, figures, making, overview, parts, regrading, steps, upkeep
from cases.admin.pages import desk_of
from cases.models import Case
from content.admin.public import Desk, DocumentAdmin

# Address below the case, the view behind it, and its name.
PAGES: tuple[tuple[str, Any, str], ...] = (
    ("parts/<slug:part>/", parts.part_view, "part"),
    ("steps/", steps.new_step, "steps"),
    ("steps/<slug:step>/", parts.step_view, "step"),
    ("steps/<slug:step>/act/", steps.step_act, "step_act"),
    ("upkeep/", upkeep.upkeep_view, "upkeep"),
    ("file/", exchanging.file_view, "file"),
    ("file/<slug:form>/", exchanging.download, "download"),
    ("regrade/", regrading.regrade_view, "regrade"),
    ("map/", checking.map_view, "map"),
    ("paths/", checking.paths_view, "paths"),
    ("figures/", figures.figures_view, "figures"),
    ("preview/", checking.preview_view, "preview"),
    ("preview/<slug:step>/", checking.preview_view, "preview_step"),
)


@admin.register(Case)
class CaseAdmin(DocumentAdmin):
    """The lists and acts of every document; the pages of its own in place of one form."""

    kind: ClassVar[str] = "case"
    list_display: Any = ("title", "slug", "level", "minutes", "language", "state", "published")
    list_filter: ClassVar[Any] = ("level", "language")
    search_fields: ClassVar[Any] = ("title", "slug", "summary", "scenario")

    def get_urls(self) -> list[Any]:
        own = [
            path(f"<int:pk>/{address}", self.admin_site.admin_view(view), name=f"cases_case_{name}")
            for address, view, name in PAGES
        ]
        upload = path("upload/", self.admin_site.admin_view(exchanging.upload), name="cases_case_upload")
        return [upload, *own, *super().get_urls()]

    def desk_of_part(self, obj: Any, part: str) -> Desk:
        return desk_of(obj, part)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return making.new_case(request)

    @method_decorator(require_safe)
    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return overview.overview(request, int(object_id) if object_id.isdecimal() else 0)
