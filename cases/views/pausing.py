"""Practice is paused and gone on with."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.access import get_playing
from cases.services.pausing import NotPaused, pause_attempt, resume_attempt
from cases.views.layout import SeeOther, player_view


@require_POST
@player_view
def pause(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    try:
        pause_attempt(playing=playing, at=timezone.now())
    except NotPaused:
        messages.info(request, _("Only practice that is under way can be paused. You are here:"))
    return SeeOther(playing.attempt.get_absolute_url())


@require_POST
@player_view
def resume(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    resume_attempt(attempt=playing.attempt, at=timezone.now())
    return SeeOther(playing.attempt.get_absolute_url())
