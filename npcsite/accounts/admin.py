"""People in the admin: who they are and which roles they hold; names and addresses stay the person's own to change."""

from django.contrib import admin
from django.http import HttpRequest

from npcsite.accounts.models import RoleGrant, User


class RoleGrantInline(admin.TabularInline):
    model = RoleGrant
    extra = 0
    readonly_fields = ("granted_at",)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ("email", "name", "audience", "is_staff", "is_active", "is_simulated", "joined_at")
    list_filter = ("is_staff", "is_active", "is_simulated", "audience", "role_grants__role")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "audience", "is_active", "is_staff", "is_simulated", "joined_at", "last_login")
    readonly_fields = ("email", "name", "audience", "is_simulated", "joined_at", "last_login")
    inlines = (RoleGrantInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """People make their own account; staff only give roles."""
        return False
