"""The page after a decision."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from cases.access import get_playing
from cases.selectors.feedback import feedback_page
from cases.selectors.happened import happened_page
from cases.selectors.own_notes import OwnNote, note_at
from cases.selectors.playing import Playing
from cases.views.layout import Shown, player_page, player_view


@require_safe
@player_view
def feedback(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    step = playing.decided_step(position)
    if step is None:
        raise Http404
    if not step.asks:
        return HttpResponseRedirect(playing.attempt.get_absolute_url())
    return player_page(request, playing, told(playing, position, request.path, note_at(playing, position)))


def told(playing: Playing, position: int, address: str, note: OwnNote | None) -> Shown:
    """The page after the decision at `position`; its worth is told at once in practice, else when all is over."""
    if playing.tells_worth:
        return Shown("cases/feedback.html", feedback_page(playing, position), address, note=note)
    return Shown("cases/happened.html", happened_page(playing, position), address, note=note)
