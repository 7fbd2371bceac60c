"""The player's addresses and forms with every fault it avoids: no key, no position, no transaction."""

import json
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from tests.benchmarks.naive.models import Attempt

LENGTH = 9
OPTIONS = ["first", "second", "third"]


def case(request: HttpRequest) -> HttpResponse:
    return render(request, "naive/case.html", {"key": uuid4()})


def start(request: HttpRequest) -> HttpResponse:
    """A form sent again makes another attempt."""
    attempt = Attempt.objects.create(key=request.POST["key"])
    return HttpResponseRedirect(f"/attempts/{attempt.pk}/", status=303)


def attempt(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    found = Attempt.objects.get(pk=attempt_id)
    position = len(json.loads(found.state)) + 1
    if position > LENGTH:
        return HttpResponseRedirect("debrief/")
    page = {"attempt_id": attempt_id, "position": position, "key": uuid4(), "options": OPTIONS}
    return render(request, "naive/attempt.html", page)


def decide(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Reads the state, changes it, writes it back; the key is written down and never looked at."""
    found = Attempt.objects.get(pk=attempt_id)
    decisions = json.loads(found.state)
    certainty = int(request.POST["certainty"])
    decisions.append(
        {"key": request.POST["key"], "picks": request.POST.getlist("pick"), "certainty": certainty}
    )
    Attempt.objects.filter(pk=attempt_id).update(state=json.dumps(decisions))
    Attempt.objects.filter(pk=attempt_id).update(count=found.count + 1)
    return HttpResponseRedirect(f"/attempts/{attempt_id}/decisions/{len(decisions)}/", status=303)
