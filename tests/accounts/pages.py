"""The site with two pages more, to try the decorators that later pages take."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from npcsite import urls
from npcsite.accounts.access import password_again_required, second_factor_required

handler400, handler403, handler404, handler500 = (
    urls.handler400, urls.handler403, urls.handler404, urls.handler500,
)  # fmt: skip


@password_again_required
def export(request: HttpRequest) -> HttpResponse:
    return HttpResponse("exported")


@second_factor_required
def roster(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the roster")


urlpatterns = [*urls.urlpatterns, path("export/", export), path("roster/", roster)]
