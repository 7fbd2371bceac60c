"""Pages that can be read as they stood: `?as_of=` is read here, and what cannot be shown is said in words."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.access import NotYet, Retired
from content.selectors.as_of import PARAMETER, Then, Unreadable, asked, query_of

Page = Callable[..., HttpResponse]


def in_time(page: Page) -> Page:
    """The page gets `then`, None for today; earlier states are for readers and not for search engines."""

    @wraps(page)
    def answer(request: HttpRequest, **address: str) -> HttpResponse:
        written = request.GET.get(PARAMETER, "").strip()
        if not written:
            return _answered(page, request, None, address)
        try:
            then = asked(written, now=timezone.now())
        except Unreadable as unreadable:
            return render(request, "content/as_of_unreadable.html", {"said": str(unreadable)}, status=400)
        response = _answered(page, request, then, address) if then else _not_yet(request, NotYet(None))
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _answered(page: Page, request: HttpRequest, then: Then | None, address: dict[str, str]) -> HttpResponse:
    try:
        return page(request, then=then, **address)
    except NotYet as not_yet:
        return _not_yet(request, not_yet)
    except Retired as retired:
        stone = retired.stone
        context = {"stone": stone, "then": then, "before": query_of(stone.last.published_at)}
        response = render(request, "content/tombstone.html", context, status=410)
        # Browsers keep a 410 for good unless told otherwise, and the text may come back.
        response["Cache-Control"] = "private, no-cache"
        return response


def _not_yet(request: HttpRequest, not_yet: NotYet) -> HttpResponse:
    return render(request, "content/not_yet.html", {"first_at": not_yet.first_at}, status=404)
