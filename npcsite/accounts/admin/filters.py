"""Filters of the people's list that are no fields of theirs."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.models import User


class YesOrNo(admin.SimpleListFilter):
    """By a true or false that the list's rows were given by `with_standing`."""

    annotation: str
    words: tuple[Any, Any]

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, Any]]:
        return [("yes", self.words[0]), ("no", self.words[1])]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(**{self.annotation: self.value() == "yes"})


class SecondFactorFilter(YesOrNo):
    title = _("second factor")
    parameter_name = "factor"
    annotation = "has_factor"
    words = (_("Set up"), _("Not set up"))


class LockedFilter(YesOrNo):
    title = _("sign-in")
    parameter_name = "locked"
    annotation = "is_locked"
    words = (_("Locked out"), _("Open"))
