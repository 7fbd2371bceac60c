"""What if I had chosen otherwise: looked at by GET, never before the attempt is over, and nothing is written."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access import get_playing
from cases.engine.play import Refused
from cases.forms.what_if import WhatIfForm
from cases.selectors.playing import Playing
from cases.selectors.what_if import WhatIfPage, what_if_page
from cases.selectors.wording import refused
from cases.views.layout import Shown, player_page, player_view


@require_safe
@player_view
def what_if(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    if not playing.is_over:
        messages.info(request, _("What would have been opens when the case is over. You are here:"))
        return HttpResponseRedirect(playing.attempt.get_absolute_url())
    step = playing.decided_step(position)
    if step is None or not step.asks:
        raise Http404
    page = _answered(playing, position, request) if request.GET else what_if_page(playing, position)
    status = 422 if page.step.typed.errors else 200
    return player_page(request, playing, Shown("cases/what_if.html", page, status=status))


def _answered(playing: Playing, position: int, request: HttpRequest) -> WhatIfPage:
    """A refused answer is shown again with what to do."""
    form = WhatIfForm(request.GET)
    if form.is_valid():
        try:
            return what_if_page(playing, position, form.answer(), form.typed())
        except Refused as refusal:
            form.refuse(refusal.code, refused(refusal))
    return what_if_page(playing, position, typed=form.typed())
