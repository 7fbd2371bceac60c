"""An attempt: the step where it stands, a decision, and giving up."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cases.access import get_playing
from cases.engine.play import Refused
from cases.forms.playing import DecisionForm, TicketForm
from cases.selectors.conflict import conflict_page
from cases.selectors.own_notes import note_at, note_that_stays
from cases.selectors.paused import paused_page
from cases.selectors.playing import Playing
from cases.selectors.steps import NOTHING_TYPED, Typed, step_page
from cases.selectors.time_is_up import time_is_up_page
from cases.selectors.wording import refused
from cases.services.attempts import Intent, Recorded, Stale, TimeIsUp, abandon_attempt, record_decision
from cases.views.feedback import told
from cases.views.layout import SeeOther, Shown, player_page, player_view, wants_fragment


@require_safe
@player_view
def attempt(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    playing = get_playing(request, attempt_id)
    if playing.is_over:
        return HttpResponseRedirect(reverse("cases:debrief", args=[attempt_id]))
    return _step(request, playing)


@require_POST
@player_view
def decide(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """8 statements and the transaction at most, whatever the case's size and the attempts so far."""
    playing, form = get_playing(request, attempt_id), DecisionForm(request.POST)
    if not form.is_valid():
        return _refused(request, playing, form)
    intent = intent_of(form.cleaned_data)
    try:
        recorded = record_decision(playing=playing, intent=intent, at=timezone.now())
    except Stale as stale:
        return _conflict(request, stale.playing, intent.position)
    except TimeIsUp as late:
        return _time_is_up(request, late.playing, status=409)
    except Refused as refusal:
        form.refuse(refusal.code, refused(refusal))
        return _refused(request, playing, form)
    return _recorded(request, recorded)


def intent_of(data: dict[str, Any]) -> Intent:
    """What a valid decision form asks for."""
    return Intent(
        key=data["key"],
        position=data["position"],
        picks=data["pick"],
        certainty=data["certainty"],
        ranking=data["places"],
        number=data["number"],
        unit=data["unit"],
    )


@require_POST
@player_view
def abandon(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    playing, form = get_playing(request, attempt_id), TicketForm(request.POST)
    if not form.is_valid():
        return _step(request, playing, Typed(errors=form.complaints()), status=422)
    intent = Intent(form.cleaned_data["key"], form.cleaned_data["position"])
    try:
        abandon_attempt(playing=playing, intent=intent, at=timezone.now())
    except Stale as stale:
        return _conflict(request, stale.playing, intent.position)
    return SeeOther(reverse("cases:debrief", args=[attempt_id]))


def _step(
    request: HttpRequest, playing: Playing, typed: Typed = NOTHING_TYPED, *, status: int = 200
) -> HttpResponse:
    if playing.is_out_of_time(timezone.now()):
        return _time_is_up(request, playing)
    address = playing.attempt.get_absolute_url()
    if playing.paused_since:
        page = paused_page(playing)
        return player_page(request, playing, Shown("cases/paused.html", page, address, status))
    shown = Shown(
        "cases/attempt.html",
        step_page(playing, typed),
        address,
        status,
        note_at(playing, playing.position),
    )
    return player_page(request, playing, shown)


def _time_is_up(request: HttpRequest, playing: Playing, *, status: int = 200) -> HttpResponse:
    """Looking changes no row, so an attempt that nobody has closed yet is closed from here, or by `tick`."""
    page = time_is_up_page(playing)
    return player_page(request, playing, Shown("cases/time_is_up.html", page, status=status))


def _refused(request: HttpRequest, playing: Playing, form: DecisionForm) -> HttpResponse:
    """The question again with what was chosen and what to do; an attempt that is over has nothing left to ask."""
    if playing.is_over:
        return _conflict(request, playing, playing.position)
    return _step(request, playing, typed_in(form), status=422)


def typed_in(form: DecisionForm) -> Typed:
    """All that a refused form held, with what to do about it."""
    return Typed(
        picks=form.typed_picks(),
        certainty=form.typed_certainty(),
        places=form.typed_places(),
        number=form.typed("number"),
        unit=form.typed("unit"),
        errors=form.complaints(),
    )


def _conflict(request: HttpRequest, playing: Playing, position: int) -> HttpResponse:
    return player_page(
        request, playing, Shown("cases/conflict.html", conflict_page(playing, position), status=409)
    )


def _recorded(request: HttpRequest, recorded: Recorded) -> HttpResponse:
    """With htmx the answer comes at once under its own address; else 303 leads there."""
    playing, position = recorded.playing, recorded.position
    step = playing.decided_step(position)
    if step is None or not step.asks:
        return _gone_on(request, playing)
    address = reverse("cases:feedback", args=[playing.attempt.pk, position])
    if not wants_fragment(request):
        return SeeOther(address)
    return player_page(request, playing, told(playing, position, address, note_that_stays(playing, position)))


def _gone_on(request: HttpRequest, playing: Playing) -> HttpResponse:
    """After a step that only tells there is no feedback, but the next step, or the debrief."""
    if playing.is_over or not wants_fragment(request):
        return SeeOther(playing.attempt.get_absolute_url())
    return _step(request, playing)
