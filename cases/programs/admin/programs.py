"""Site staff found a program with its first director; what happens in it is its directors' affair, and not here."""

import zoneinfo
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.programs.models import Appointment, Program
from cases.programs.services.founding import found_program
from npcsite.accounts.access import may_administer_people, person_of
from npcsite.accounts.models import User


class FoundingForm(forms.ModelForm):
    """The first director has an account already."""

    director = forms.EmailField(
        label=_("First director"), help_text=_("The e-mail address of an account that is there already.")
    )

    class Meta:
        model = Program
        fields = ("name", "time_zone")

    def clean_time_zone(self) -> str:
        name: str = self.cleaned_data["time_zone"]
        if name not in zoneinfo.available_timezones():
            said = _("“%(name)s” is no time zone. Write one like “Asia/Singapore”.")
            raise forms.ValidationError(said, "no-zone", {"name": name})
        return name

    def clean_director(self) -> str:
        email: str = self.cleaned_data["director"].lower()
        if not User.objects.filter(email=email, is_active=True).exists():
            said = _(
                "Nobody with this address has an account that is switched on. Ask them to sign up first."
            )
            raise forms.ValidationError(said, "no-account")
        return email


class AppointmentInline(admin.TabularInline):
    model = Appointment
    extra = 0
    can_delete = False
    fields = readonly_fields = ("person", "post", "started_at", "ended_at")

    def has_add_permission(self, request: HttpRequest, obj: Program | None = None) -> bool:
        return False


@admin.register(Program)
class ProgramAdmin(admin.ModelAdmin):
    """Founded here, read here; no figure and no learner stands in the admin."""

    list_display = ("name", "time_zone", "is_demo", "created_at", "archived_at")
    search_fields = ("name",)
    list_filter = ("is_demo",)
    form = FoundingForm
    fields = ("name", "time_zone", "is_demo", "created_at", "archived_at")

    def get_fields(self, request: HttpRequest, obj: Program | None = None) -> Any:
        return super().get_fields(request, obj) if obj else ("name", "time_zone", "director")

    def get_inlines(self, request: HttpRequest, obj: Program | None) -> Any:
        return [AppointmentInline] if obj else []

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer_people(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Program | None = None) -> bool:
        return may_administer_people(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_administer_people(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Program | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Program | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Program, form: Any, change: bool) -> None:  # noqa: FBT001 - Django's own signature
        founded = found_program(
            name=form.cleaned_data["name"],
            time_zone=form.cleaned_data["time_zone"],
            director=User.objects.get(email=form.cleaned_data["director"]),
            actor=person_of(request),
            at=timezone.now(),
        )
        obj.pk = founded.pk
