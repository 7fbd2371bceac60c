"""Every address of the site; each app keeps its own list."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from npcsite.accounts.views import admin_door, password_page

# The admin's own form would skip the brakes on guessing and the second factor, and to staff who are signed in
# `secure_admin_login` alone still shows it.
admin.site.login = secure_admin_login(admin_door)  # type: ignore[method-assign]
# The site's own page tells by mail, and ends the other sessions.
admin.site.password_change = password_page  # type: ignore[method-assign,assignment]
admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = _("Editing and review")

handler400 = "npcsite.pages.errors.bad_request"
handler403 = "npcsite.pages.errors.permission_denied"
handler404 = "npcsite.pages.errors.not_found"
handler500 = "npcsite.pages.errors.server_error"

urlpatterns = [
    path("", include("npcsite.pages.urls")),
    path("", include("content.urls")),
    path("", include("cases.urls")),
    path("", include("cases.programs.urls")),
    path("accounts/", include("npcsite.accounts.urls")),
    path("admin/", include("content.editorial.urls")),
    path("admin/", admin.site.urls),
]
