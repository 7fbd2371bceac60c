"""Sections with their recommendations, each with its sources."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.documents import DocumentAdmin
from content.admin.editors import Rows
from content.admin.uses import ShowsUses
from content.forms.figures import FigureForm
from content.forms.parts import RecommendationForm
from content.models import Figure, Recommendation, RecommendationSource, Section
from npcsite.accounts.reading import ReadOnlyAdmin, ReadOnlyInline


class RecommendationInline(Rows):
    model = Recommendation
    form = RecommendationForm
    fields = (
        ("position", "key"),
        "title",
        "claim",
        "direction",
        "population",
        "exclusions",
        ("issuer", "scheme"),
        ("grading", "level", "grade"),
        "sources",
    )

    @admin.display(description=_("sources"))
    def sources(self, row: Recommendation) -> str:
        """For who only reads; editors have the form's field."""
        return ", ".join(source.reference.key for source in row.sources.select_related("reference"))


class FigureInline(Rows):
    model = Figure
    form = FigureForm
    fields = (("position", "key"), "upload", "alt", "caption", ("licence", "source"))
    verbose_name_plural = _("figures")

    @admin.display(description=_("image"))
    def upload(self, row: Figure) -> str:
        """For who only reads; editors have the form's field."""
        return f"{row.format}, {row.width} × {row.height}"


@admin.register(Section)
class SectionAdmin(ShowsUses, DocumentAdmin):
    target = "sec:{row.slug}"
    kind = "section"
    fields = ("title", "slug", "summary", "body", "language", "owner", "review_every_days")
    search_fields = ("title", "slug", "body", "summary")
    inlines = (RecommendationInline, FigureInline)


class SourceInline(ReadOnlyInline):
    model = RecommendationSource
    autocomplete_fields = ("reference",)


@admin.register(Recommendation)
class RecommendationAdmin(ShowsUses, ReadOnlyAdmin):
    """To find one by its words; it is changed on its section's page, under that section's lock."""

    target = "rec:{row.key}"
    list_display = ("key", "title", "section", "issuer", "level", "grade", "grading", "direction")
    list_filter = ("grading", "direction", "issuer", "section")
    list_select_related = ("section",)
    search_fields = ("key", "title", "claim", "population", "issuer")
    autocomplete_fields = ("section",)
    inlines = (SourceInline,)
