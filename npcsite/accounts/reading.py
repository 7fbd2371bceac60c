"""Admin pages on which everything can be found and read and nothing can be changed."""

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from npcsite.accounts.models import EDITORIAL_ROLES, User


def may_read(request: HttpRequest) -> bool:
    """Editors, reviewers, chief editors and superusers."""
    user = request.user
    return (
        isinstance(user, User) and user.is_active and (user.is_superuser or user.has_role(*EDITORIAL_ROLES))
    )


class ReadOnly:
    """Viewing is by role; adding, changing and deleting is nobody's, superusers included."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_read(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return may_read(request)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """A model's pages, for reading."""


class ReadOnlyInline(ReadOnly, admin.TabularInline):  # type: ignore[type-arg]
    """Rows of a model on its parent's page, for reading."""

    extra = 0
    show_change_link = True
