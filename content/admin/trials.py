"""The trial table: trials, their comparisons and arms, all under the table's lock."""

from typing import Any

from django.contrib import admin

from content.admin.documents import DocumentAdmin, PartAdmin
from content.admin.editors import ListedRows, Rows
from content.admin.uses import ShowsUses
from content.editorial.public import Document
from content.forms.trials import ArmForm, ComparisonForm
from content.models import Arm, Comparison, Trial, TrialTable


class TrialInline(ListedRows):
    model = Trial
    fields = readonly_fields = ("name", "population")


@admin.register(TrialTable)
class TrialTableAdmin(DocumentAdmin):
    kind = "trials"
    only_one = True
    inlines = (TrialInline,)


class OfTheTable(PartAdmin):
    kind = "trials"

    def document_of(self, obj: Any) -> Document | None:
        return TrialTable.objects.filter(slug="trials").first()


class ComparisonInline(ListedRows):
    model = Comparison
    fields = readonly_fields = ("slug", "endpoint", "follow_up_months", "hr", "status")


@admin.register(Trial)
class TrialAdmin(ShowsUses, OfTheTable):
    target = "trial:{row.slug}"
    fields = ("position", "name", "slug", "setting", "population", "design")
    list_display = ("name", "slug", "setting", "population")
    list_filter = ("setting",)
    search_fields = ("name", "slug", "population", "design")
    inlines = (ComparisonInline,)

    def place(self, obj: Any) -> None:
        obj.table = TrialTable.objects.get(slug="trials")


class ArmInline(Rows):
    model = Arm
    form = ArmForm
    natural_key = "name"
    fields = (
        ("position", "name"),
        ("n", "median_months", "median_ci"),
        "landmarks",
        "median_note",
    )


@admin.register(Comparison)
class ComparisonAdmin(OfTheTable):
    form = ComparisonForm
    fields = (
        "trial",
        ("position", "slug"),
        "endpoint",
        "follow_up_months",
        ("hr", "hr_ci", "p"),
        "status",
        "note",
        "references",
    )
    list_display = ("slug", "trial", "endpoint", "hr", "status")
    list_filter = ("status", "endpoint")
    list_select_related = ("trial",)
    search_fields = ("slug", "endpoint", "trial__name", "note")
    inlines = (ArmInline,)
