"""The page before a case, and its start."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases.access import Retired, get_case, owner_of
from cases.forms.playing import StartForm
from cases.selectors.cover import cover_page
from cases.services.guests import remember_guest, starting_owner
from cases.services.starting import NotStarted, start_attempt
from cases.views.layout import SeeOther


@require_safe
@never_cache
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        page = cover_page(get_case(slug), owner_of(request))
    except Retired as retired:
        return render(request, "content/tombstone.html", {"stone": retired.stone}, status=410)
    return render(request, "cases/cover.html", {"page": page})


@require_POST
@never_cache
def start(request: HttpRequest, slug: str) -> HttpResponse:
    published, form = get_case(slug), StartForm(request.POST)
    if not form.is_valid():
        page = cover_page(published, owner_of(request))
        return render(request, "cases/cover.html", {"page": page, "incomplete": True}, status=422)
    visitor = owner_of(request)
    owner = starting_owner(owner=visitor)
    try:
        attempt = start_attempt(published=published, owner=owner, at=timezone.now(), **form.wanted())
    except NotStarted:
        page = cover_page(published, owner)
        return render(request, "cases/cover.html", {"page": page, "not_started": True}, status=409)
    answer = SeeOther(attempt.get_absolute_url())
    remember_guest(attempt=attempt, owner=visitor, session=request.session, response=answer)
    return answer
