"""A decision in four statements, a page in one: a signed-in learner, a form with its token, answers as long as ours."""

import json
import os
from pathlib import Path

from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_page
from django.views.decorators.http import condition, require_POST

from tests.benchmarks.bare.models import Attempt, Event, Page

# What a step shows, from memory: the limit computes nothing of it.
STEP = (
    json.loads(Path(os.environ["BARE_STEP"]).read_text(encoding="utf-8")) if "BARE_STEP" in os.environ else {}
)


@require_POST
def decide(request: HttpRequest, attempt_id: int) -> HttpResponse:
    """Session, person, INSERT, UPDATE, and a template of the size of ours."""
    if not request.user.is_authenticated:
        return HttpResponseForbidden()
    with transaction.atomic():
        Event.objects.create(
            attempt_id=attempt_id, key=request.POST["key"], data=request.POST["pick"], at=timezone.now()
        )
        if not Attempt.objects.filter(pk=attempt_id, learner=request.user).update(step=F("step") + 1):
            raise Http404
    return render(request, "bare/step.html", {"attempt_id": attempt_id, "page": STEP})


def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One row and one template with as many sections, boxes and references as our article has."""
    page = Page.objects.get(slug=slug)
    return render(request, "bare/article.html", {"page": json.loads(page.data)})


def _unchanged(request: HttpRequest, slug: str) -> str:
    return '"unchanged"'


cached_article = cache_page(3600)(article)
conditional_article = condition(etag_func=_unchanged)(article)
