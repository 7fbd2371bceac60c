"""What was done to accounts, for administrators to read."""

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.access import may_administer_people
from npcsite.accounts.models import AccountEvent, ExtraTime, Role, User
from npcsite.accounts.reading import ReadOnlyAdmin
from npcsite.accounts.selectors import with_names
from npcsite.lib.canonical import decode


def what_of(event: AccountEvent) -> str:
    """The act in words, with the role or the extra time it was about."""
    data = decode(event.data)
    role, extra_time = data.get("role"), data.get("extra_time")
    word = str(Role(role).label) if role in Role.values else ""
    if extra_time in ExtraTime.values:
        word = str(ExtraTime(extra_time).label)
    return " · ".join(filter(None, (event.get_verb_display(), word)))


def who_did(event: Any) -> str:
    """Of a row that `with_names` fetched."""
    if event.verb == AccountEvent.Verb.ERASED:
        return gettext("the person")
    if event.actor_id is None:
        return gettext("command line")
    return event.actor_email or gettext("erased account %(id)s") % {"id": event.actor_id}


@admin.register(AccountEvent)
class AccountEventAdmin(ReadOnlyAdmin):
    list_display = ("at", "what", "person", "by")
    list_filter = ("verb",)
    search_fields = ("verb",)
    date_hierarchy = "at"
    ordering = ("-at", "-id")
    fields = readonly_fields = ("at", "what", "person", "by")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_administer_people(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return may_administer_people(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AccountEvent]:
        return with_names(super().get_queryset(request))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AccountEvent], search_term: str
    ) -> tuple[QuerySet[AccountEvent], bool]:
        if not search_term:
            return queryset, False
        found = User.objects.filter(email__icontains=search_term).values("pk")
        return queryset.filter(Q(person_id__in=found) | Q(actor_id__in=found)), False

    @admin.display(description=_("act"), ordering="verb")
    def what(self, event: AccountEvent) -> str:
        return what_of(event)

    @admin.display(description=_("person"))
    def person(self, event: Any) -> str:
        return event.person_email or gettext("erased account %(id)s") % {"id": event.person_id}

    @admin.display(description=_("by"))
    def by(self, event: AccountEvent) -> str:
        return who_did(event)
