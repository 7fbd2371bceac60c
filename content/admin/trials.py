"""The trial table."""

from django.contrib import admin

from content.admin.reading import DocumentAdmin, ReadOnlyAdmin, ReadOnlyInline
from content.models import Arm, Comparison, Trial, TrialTable


@admin.register(TrialTable)
class TrialTableAdmin(DocumentAdmin):
    pass


class ComparisonInline(ReadOnlyInline):
    model = Comparison
    fields = ("slug", "endpoint", "follow_up_months", "hr", "status")


@admin.register(Trial)
class TrialAdmin(ReadOnlyAdmin):
    list_display = ("name", "slug", "population")
    search_fields = ("name", "slug", "population", "design")
    inlines = (ComparisonInline,)


class ArmInline(ReadOnlyInline):
    model = Arm


@admin.register(Comparison)
class ComparisonAdmin(ReadOnlyAdmin):
    list_display = ("slug", "trial", "endpoint", "hr", "status")
    list_filter = ("status", "endpoint")
    list_select_related = ("trial",)
    search_fields = ("slug", "endpoint", "trial__name", "note")
    autocomplete_fields = ("trial",)
    inlines = (ArmInline,)
