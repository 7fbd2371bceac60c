"""A decision in four statements, a page in one: a signed-in learner, a form with its token, answers as long as ours."""

import json
import os
from pathlib import Path

from django.db import connection, transaction
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

# The first page: fifty learners by twenty cases.
SUMMARY = """
SELECT u.name, s.document_id, s.score, s.n FROM bench_summary s JOIN accounts_user u ON u.id = s.learner_id
WHERE s.learner_id IN (SELECT id FROM accounts_user WHERE name LIKE 'Resident%%' ORDER BY name LIMIT 50)
AND s.document_id IN (SELECT id FROM editorial_document WHERE kind = 'case' ORDER BY slug LIMIT 20) ORDER BY u.name
"""


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


def summary(request: HttpRequest) -> HttpResponse:
    """A table of learners by cases from one query of a summary that somebody keeps, which we do not."""
    with connection.cursor() as cursor:
        cursor.execute(SUMMARY)
        rows = cursor.fetchall()
    table: dict[str, list[tuple[object, ...]]] = {}
    for name, *cell in rows:
        table.setdefault(name, []).append(tuple(cell))
    return render(request, "bare/summary.html", {"table": table})


def _unchanged(request: HttpRequest, slug: str) -> str:
    return '"unchanged"'


cached_article = cache_page(3600)(article)
conditional_article = condition(etag_func=_unchanged)(article)
