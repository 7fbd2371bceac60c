"""What the site has stored, with every result computed again and every state held against its events."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection

from cases.models import Attempt, AttemptEvent, AttemptMode, EventKind
from cases.selectors import playing
from cases.selectors.assessed import assessed_of
from cases.services.results import recompute_results


def run(task: dict[str, Any]) -> dict[str, Any]:
    attempts = (
        Attempt.objects.select_related("publication").prefetch_related("events", "results").order_by("pk")
    )
    rows = {str(attempt.pk): _row(attempt) for attempt in attempts}
    return {
        "attempts": rows,
        "counting": _counting(attempts),
        "results": sum(row["results"] for row in rows.values()),
        "differences": [
            *_recomputed(),
            *_damaged(),
            *(told for row in rows.values() for told in row.pop("told")),
        ],
    }


def _counting(attempts: Iterable[Attempt]) -> dict[str, str]:
    """By assessed attempt, the one that counts for its learner in its case, as the site tells it."""
    found = {}
    for attempt in attempts:
        if attempt.mode == AttemptMode.ASSESSED and attempt.learner_id is not None:
            counting = assessed_of(attempt.publication.document_id, attempt.learner_id).counting
            found[str(attempt.pk)] = str(counting.attempt_id) if counting else ""
    return found


def _recomputed() -> Iterator[str]:
    for found in recompute_results():
        yield f"result: {found.attempt} {found.field}: stored {found.stored}, computed {found.computed}"


def _damaged() -> Iterator[str]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            yield from (f"damaged: {line}" for (line,) in cursor.fetchall() if line != "ok")


def _row(attempt: Attempt) -> dict[str, Any]:
    first, *rest = attempt.events.all()
    results, over = len(attempt.results.all()), playing.load(attempt).is_over
    told = (
        []
        if results == over == attempt.is_over
        else [f"state: {attempt.pk} {attempt.state}, over {over}, {results} results"]
    )
    return {
        "key": str(first.key),
        "events": [_event(event) for event in rest],
        "results": results,
        "told": told,
    }


def _event(event: AttemptEvent) -> dict[str, Any]:
    data = json.loads(event.data) if event.kind == EventKind.DECIDED else {}
    return {
        "key": str(event.key),
        "position": event.position,
        "kind": event.kind,
        "picks": data.get("picks", []),
        "certainty": data.get("certainty"),
    }
