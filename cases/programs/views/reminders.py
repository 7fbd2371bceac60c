"""Ending reminders of assignments: from a mail without signing in, and on one's own page."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cases.programs.services.reminding import no_reminders, reminded_by, reminders_again
from npcsite.accounts.access import person_of


# Mail programs post here by themselves (RFC 8058), with no page of ours; the signed address is the permission.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stop(request: HttpRequest, token: str) -> HttpResponse:
    person = reminded_by(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        no_reminders(person=person, at=timezone.now())
    return render(request, "programs/stop_reminders.html", {"stopped": request.method == "POST"})


@require_POST
@never_cache
@login_required
def choose(request: HttpRequest) -> HttpResponse:
    if request.POST.get("want") == "yes":
        reminders_again(person=person_of(request))
    else:
        no_reminders(person=person_of(request), at=timezone.now())
    return HttpResponseRedirect(reverse("programs:my_assignments"), status=303)
