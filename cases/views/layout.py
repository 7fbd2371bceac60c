"""How a page of the player is answered: whole, or only what goes into <main> when htmx asks for it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from cases.access import AssessedElsewhere
from cases.selectors.clock import clock_of
from cases.selectors.own_notes import NotedStep, OwnNote
from cases.selectors.playing import Playing
from content.editorial.public import kept_strip
from content.public import query_of

WHOLE, FRAGMENT = "base.html", "cases/fragment.html"


class SeeOther(HttpResponseRedirect):
    """303: what was posted is stored; look there with GET."""

    status_code = 303


def wants_fragment(request: HttpRequest) -> bool:
    """A step back in the browser's history is answered whole: htmx then replaces all of <body>."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and headers.get("HX-Request-Type") != "full"


def player_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Kept nowhere; an attempt beside an assessed one that is under way leads there, and nothing is stored."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except AssessedElsewhere as other:
            messages.info(
                request,
                _(
                    "Your other attempts and your recall of this case open again when the assessed one is over."
                    " You are here:"
                ),
            )
            return SeeOther(reverse("cases:attempt", args=[other.attempt_id]))

    return never_cache(guarded)


@dataclass(frozen=True, slots=True)
class Shown:
    """`address` is what the browser is to show for this page, so that reload and Back find it again.

    `note` is the learner's own on the step that is shown, `noted` are all of the attempt.
    """

    template: str
    page: object
    address: str = ""
    status: int = 200
    note: OwnNote | None = None
    noted: tuple[NotedStep, ...] = ()


def page_of(playing: Playing, position: int) -> str:
    """Where a step is shown: on its own page as long as it is open, else by its feedback, in the end in the debrief."""
    if playing.is_over:
        return reverse("cases:debrief", args=[playing.attempt.pk])
    step = playing.decided_step(position)
    if step is not None and step.asks:
        return reverse("cases:feedback", args=[playing.attempt.pk, position])
    return playing.attempt.get_absolute_url()


def player_page(request: HttpRequest, playing: Playing, shown: Shown) -> HttpResponse:
    context = {
        "page": shown.page,
        "case_title": playing.published.title,
        "case_language": playing.published.language,
        "assessed": playing.is_assessed,
        "as_it_began": query_of(playing.attempt.started_at),
        "clock": clock_of(playing.attempt, timezone.now()),
        "note": shown.note,
        "noted": shown.noted,
    }
    if wants_fragment(request):
        response = render(request, shown.template, {**context, "layout": FRAGMENT}, status=shown.status)
        if shown.address:
            response["HX-Push-Url"] = shown.address
    else:
        # The strip costs statements and lies outside of what htmx swaps.
        whole = {**context, "layout": WHOLE, "strip": kept_strip(playing.published)}
        response = render(request, shown.template, whole, status=shown.status)
    patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response
