"""Retry only what was missed: asked and told by GET, because nothing is stored."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.access import get_playing
from cases.engine.play import Refused
from cases.forms.what_if import WhatIfForm
from cases.selectors.playing import Playing
from cases.selectors.recall_pages import asking_of
from cases.selectors.retrying import Retry, RetryPage, asked_page, due_item, retry_at, told_page
from cases.selectors.wording import refused
from cases.views.layout import SeeOther, Shown, player_page, player_view
from cases.views.recall import RETRIED


@require_safe
@player_view
def retry(request: HttpRequest, attempt_id: UUID, position: int) -> HttpResponse:
    """What is due in the recall queue is asked there, so that it counts as recalled."""
    playing = get_playing(request, attempt_id)
    if not playing.is_over:
        messages.info(request, _("Retrying opens when the case is over. You are here:"))
        return SeeOther(playing.attempt.get_absolute_url())
    found = retry_at(playing, position)
    if found is None:
        raise Http404
    if not request.GET and (address := _in_the_queue(playing, position)):
        return SeeOther(address)
    page = _answered(playing, found, request) if request.GET else asked_page(playing, found)
    status = 422 if page.step and page.step.typed.errors else 200
    return player_page(request, playing, Shown("cases/retry.html", page, status=status))


def _in_the_queue(playing: Playing, position: int) -> str:
    """Where the recall queue asks about this decision now, empty when it does not."""
    item = due_item(playing.attempt, position, timezone.now())
    if item is None or asking_of(item).held:
        return ""
    return f"{reverse('cases:recall_item', args=[item.pk])}?{RETRIED}=1"


def _answered(playing: Playing, found: Retry, request: HttpRequest) -> RetryPage:
    """A refused answer is shown again with what to do."""
    form = WhatIfForm(request.GET)
    if form.is_valid():
        try:
            return told_page(playing, found, form.answer())
        except Refused as refusal:
            form.refuse(refusal.code, refused(refusal))
    return asked_page(playing, found, form.typed())
