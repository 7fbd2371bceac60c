"""The certificate of a completed case, a page to be printed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.access import get_completed
from cases.selectors.certificate import certificate as certificate_of
from cases.views.layout import player_view


@require_safe
@player_view
def certificate(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    page = certificate_of(get_completed(request, attempt_id))
    return render(
        request, "cases/certificate.html", {"page": page, "name": getattr(request.user, "name", "")}
    )
