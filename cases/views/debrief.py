"""The page after the ending."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access import get_playing
from cases.selectors.debrief import debrief_page
from cases.selectors.own_notes import noted_steps
from cases.views.layout import Shown, player_page, player_view


@require_safe
@player_view
def debrief(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    if not playing.is_over:
        messages.info(request, _("The debrief opens when the case is over. You are here:"))
        return HttpResponseRedirect(playing.attempt.get_absolute_url())
    page, noted = debrief_page(playing), noted_steps(playing)
    return player_page(request, playing, Shown("cases/debrief.html", page, request.path, noted=noted))
