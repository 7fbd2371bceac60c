"""People in the admin: who they are, which roles they hold, and what may be done. Words and addresses are their own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.access import may_administer_people
from npcsite.accounts.admin.acts import ACTS, PEOPLE_AT_MOST, ActForm, carry_out
from npcsite.accounts.admin.events import what_of, who_did
from npcsite.accounts.admin.filters import LockedFilter, SecondFactorFilter
from npcsite.accounts.models import AccountEvent, User
from npcsite.accounts.reading import ReadOnlyAdmin
from npcsite.accounts.selectors import role_words, with_names, with_standing


def _action(name: str) -> Any:
    """An entry of the list's menu: it leads to the page that asks."""

    @admin.action(description=ACTS[name].label)
    def lead(model_admin: admin.ModelAdmin, request: HttpRequest, people: QuerySet[User]) -> HttpResponse:
        chosen = list(people.values_list("pk", flat=True)[: PEOPLE_AT_MOST + 1])
        if len(chosen) > PEOPLE_AT_MOST:
            messages.error(request, gettext("Choose at most %(n)s people at once.") % {"n": PEOPLE_AT_MOST})
            return redirect("admin:accounts_user_changelist")
        return redirect(act_url(name, chosen))

    lead.__name__ = name.replace("-", "_")
    return lead


def act_url(name: str, people: list[int]) -> str:
    return f"{reverse('admin:accounts_user_act', args=[name])}?{urlencode({'people': people}, doseq=True)}"


@admin.register(User)
class PersonAdmin(ReadOnlyAdmin):
    list_display = ("email", "name", "roles", "second_factor", "standing")
    list_filter = (
        "role_grants__role", SecondFactorFilter, LockedFilter, "is_active", "is_simulated", "is_superuser", "audience",
    )  # fmt: skip
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = readonly_fields = (
        "email", "name", "audience", "roles", "standing", "second_factor", "may_enter", "extra_time", "joined_at",
        "last_login",
    )  # fmt: skip
    actions = tuple(_action(name) for name in ACTS)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer_people(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_administer_people(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return with_standing(super().get_queryset(request))

    @admin.display(description=_("roles"))
    def roles(self, person: User) -> str:
        return " · ".join(role_words(person)) or "–"

    @admin.display(description=_("second factor"))
    def second_factor(self, person: Any) -> str:
        return gettext("● set up") if person.has_factor else gettext("◌ not set up")

    @admin.display(description=_("account"))
    def standing(self, person: Any) -> str:
        if not person.is_active:
            word = gettext("⊘ switched off")
        else:
            word = gettext("▲ locked out") if person.is_locked else gettext("● active")
        return gettext("%(standing)s, simulated") % {"standing": word} if person.is_simulated else word

    @admin.display(description=_("admin"))
    def may_enter(self, person: User) -> str:
        if person.is_superuser:
            return gettext("enters it, as a superuser")
        return gettext("enters it, by role") if person.is_staff else gettext("does not enter it")

    def get_urls(self) -> list[URLPattern]:
        act = path("act/<slug:name>/", self.admin_site.admin_view(self.act_view), name="accounts_user_act")
        return [act, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not object_id.isdecimal():
            raise Http404
        events = with_names(AccountEvent.objects.filter(person_id=object_id)).order_by("-at", "-id")[:20]
        told = [(event.at, what_of(event), who_did(event)) for event in events]
        acts = [(act.label, act_url(name, [int(object_id)])) for name, act in ACTS.items()]
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "acts": acts, "events": told}
        )

    def act_view(self, request: HttpRequest, name: str) -> HttpResponse:
        """Asks by GET, does by POST."""
        if not may_administer_people(request.user):
            raise PermissionDenied
        if name not in ACTS:
            raise Http404
        act = ACTS[name]
        form = ActForm(act, request.POST) if request.method == "POST" else ActForm(act, initial=request.GET)
        if form.is_bound and form.is_valid():
            carry_out(request, act, form)
            return redirect("admin:accounts_user_changelist")
        people = User.objects.filter(pk__in=_numbers(request)).order_by("email")
        if not people:
            messages.error(request, gettext("Choose the people first."))
            return redirect("admin:accounts_user_changelist")
        words = {
            **self.admin_site.each_context(request),
            "title": act.label,
            "act": act,
            "form": form,
            "people": people,
        }
        return TemplateResponse(request, "admin/accounts/user/act.html", words)


def _numbers(request: HttpRequest) -> list[int]:
    given = (request.POST if request.method == "POST" else request.GET).getlist("people")
    return [int(number) for number in given[:PEOPLE_AT_MOST] if number.isdecimal() and len(number) < 19]
